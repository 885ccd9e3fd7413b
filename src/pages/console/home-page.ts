import type { CourseService } from "../../courses/course-service.ts";
import { localDate } from "../../kit/clock.ts";
import { type Html, html } from "../html.ts";
import { type PageCall, type PageRoute, SIGN_IN_PATH } from "../page.ts";
import { consoleFrame, doneWords } from "./frame.ts";
import { institutionHome } from "./institution-home.ts";
import { reviewHome } from "./review-home.ts";

/** A page a reviewer can read through; the next ones move up as these are decided. */
const SHOWN_FOR_REVIEW = 20;

async function reviewBody(courses: CourseService, now: Date): Promise<Html> {
  const queue = await courses.awaitingReview(now);
  const waiting = await Promise.all(
    queue
      .slice(0, SHOWN_FOR_REVIEW)
      .map(async ({ id, submittedAt }) => ({ course: await courses.byId(id, now), submittedAt })),
  );
  const present = waiting.flatMap(({ course, submittedAt }) => (course === undefined ? [] : [{ course, submittedAt }]));
  return html`<p class="faint"><a href="/console/complaints">投诉</a> · <a href="/console/demands">需求</a> · <a href="/ranking">课程怎么排序</a></p>${reviewHome(present, queue.length, localDate(now))}`;
}

/** /console as the account sees it, with a fault of the step just tried. */
export async function homeOf(courses: CourseService, { actor, now, query }: PageCall, fault?: string): Promise<Html> {
  const done = doneWords(query["done"]);
  if (actor.kind === "reviewer")
    return consoleFrame({ title: "待审核", account: actor.account, done, fault, body: await reviewBody(courses, now) });
  if (actor.kind !== "staff") return consoleFrame({ title: "请登录", body: "请登录后查看。" });
  const own = await courses.ofInstitution(actor.institutionId, now);
  const body = institutionHome(own, localDate(now));
  return consoleFrame({ title: "我们的课程", account: actor.account, done, fault, body });
}

export const homePage = (courses: CourseService): PageRoute => ({
  method: "GET",
  path: "/console",
  access: { kind: "signedIn" },
  perMinute: 240,
  isPrivate: true,
  render: async (call) =>
    call.actor.kind === "api_key" ? { redirect: SIGN_IN_PATH } : { html: await homeOf(courses, call) },
});
