import { type Course, CourseId, isOpen } from "../courses/course.ts";
import type { CourseService } from "../courses/course-service.ts";
import { notFound } from "../errors.ts";
import { type LocalDate, localDate, spokenDate } from "../kit/clock.ts";
import { spokenFee } from "../kit/money.ts";
import { spokenSource } from "../source.ts";
import { courseFacts, enrolFacts, subsidyWords } from "./course-facts.ts";
import { errorPage } from "./error-page.ts";
import { type Html, html, safeUrl } from "./html.ts";
import { demoMark, layout } from "./layout.ts";
import { mapLinks } from "./map-links.ts";
import type { PageRoute } from "./page.ts";

const sourceLine = (course: Course, today: LocalDate): Html => html`<section class="panel">
<h2>信息来源</h2>
<p>${spokenSource(course.source)}，${spokenDate(course.statedOn, today)}的信息。${course.isDemo && "这是示例数据，不是真实课程。"}</p>
${
  course.subsidySource?.url !== null &&
  course.subsidySource?.url !== undefined &&
  html`<p><a href="${safeUrl(course.subsidySource.url)}" rel="noreferrer">查看补贴文件</a></p>`
}
</section>`;

const site = ({ site: place, title }: Course): Html | false =>
  place !== null &&
  html`<div class="links">${mapLinks(place.point, `${place.name}（${title}）`, place.address).map(
    ({ label, url }) => html`<a href="${safeUrl(url)}" rel="noreferrer" target="_blank">在${label}中查看</a>`,
  )}</div>`;

const page = (course: Course, today: LocalDate): Html =>
  layout({
    title: course.title,
    body: html`<main class="sheet-page">
<a class="back" href="/">‹ 回到对话</a>
<section class="panel course-head">
<h1>${course.title} ${course.isDemo && demoMark}</h1>
<p class="fee">${spokenFee(course.feeFen)}</p>
<p>${subsidyWords(course)}</p>
<p class="faint">${course.institution.name}</p>
</section>
${!isOpen(course, today) && html`<p class="state panel" role="status">目前没有可以报名的班次，可以回到对话里订阅新班次。</p>`}
<section class="panel"><h2>课程信息</h2>${courseFacts(course, today)}${site(course)}</section>
<section class="panel"><h2>怎样报名</h2>${enrolFacts(course)}</section>
${sourceLine(course, today)}
</main>`,
  });

const gone = (course: Course): Html =>
  errorPage(
    course.status === "expired" ? "课程已经结束" : "课程已经下架",
    course.status === "expired"
      ? `“${course.title}”的班次都已开班或结束，不能再报名。可以回到对话里找别的课程。`
      : `“${course.title}”已由机构撤下，不能再报名。可以回到对话里找别的课程。`,
  );

/** /courses/:id, the page behind a card. What is no longer offered is said plainly, with 410. */
export const coursePage = ({ courses }: { courses: CourseService }): PageRoute => ({
  method: "GET",
  path: "/courses/:id",
  access: { kind: "public" },
  perMinute: 300,
  isPrivate: false,
  render: async ({ params, now }) => {
    const id = CourseId.safeParse(params["id"]);
    const course = id.success ? await courses.byId(id.data, now) : undefined;
    if (course === undefined || course.status === "submitted" || course.status === "rejected") throw notFound("课程");
    if (course.status !== "published") return { html: gone(course), status: 410 };
    return { html: page(course, localDate(now)) };
  },
});
