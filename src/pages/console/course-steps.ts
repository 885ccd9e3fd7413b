import { CourseId } from "../../courses/course.ts";
import type { CourseService } from "../../courses/course-service.ts";
import { AppError, notFound } from "../../errors.ts";
import { html } from "../html.ts";
import type { PageCall, PageResult, PageRoute } from "../page.ts";
import { consoleFrame } from "./frame.ts";
import { homeOf } from "./home-page.ts";

const courseId = (call: PageCall): string => {
  const id = CourseId.safeParse(call.params["id"]);
  if (!id.success) throw notFound("课程");
  return id.data;
};

const reasonOf = (call: PageCall): string => {
  const reason = (call.form["reason"] ?? "").trim();
  if (reason.length < 2 || reason.length > 200) throw new AppError("invalid", 422, "请写退回原因，2 到 200 个字。");
  return reason;
};

/** Approve, reject, withdraw: one post each, then back to the list; a step that cannot be taken is said there. */
export function courseSteps(courses: CourseService): PageRoute[] {
  const step = (name: string, done: string, take: (call: PageCall) => Promise<void>): PageRoute => ({
    method: "POST",
    path: `/console/courses/:id/${name}`,
    access: { kind: "signedIn" },
    perMinute: 120,
    isPrivate: true,
    render: async (call): Promise<PageResult> => {
      try {
        await take(call);
        return { redirect: `/console?done=${done}` };
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500) throw error;
        return { html: await homeOf(courses, call, error.message), status: error.status };
      }
    },
  });
  return [
    step("approve", "approved", (call) => courses.approve(call.actor, courseId(call), call.now)),
    step("reject", "rejected", (call) => courses.reject(call.actor, courseId(call), reasonOf(call), call.now)),
    step("withdraw", "withdrawn", (call) => courses.withdraw(call.actor, courseId(call), call.now)),
    withdrawQuestion(courses),
  ];
}

/** Asks before a course is taken down; a page of its own, so that it works without scripts. */
const withdrawQuestion = (courses: CourseService): PageRoute => ({
  method: "GET",
  path: "/console/courses/:id/withdraw",
  access: { kind: "signedIn" },
  perMinute: 120,
  isPrivate: true,
  render: async (call) => {
    const { actor } = call;
    const course = await courses.byId(courseId(call), call.now);
    const isTheirs =
      actor.kind === "reviewer" || ("institutionId" in actor && actor.institutionId === course?.institution.id);
    if (course === undefined || !isTheirs) throw notFound("课程");
    return {
      html: consoleFrame({
        title: "撤下课程",
        ...("account" in actor ? { account: actor.account } : {}),
        body: html`<p>确定撤下“${course.title}”吗？撤下后大家搜不到它，也不能再恢复，需要重新提交。</p>
<form method="post" action="/console/courses/${course.id}/withdraw" class="decide">
<button type="submit" class="weui-btn weui-btn_warn weui-btn_mini">确定撤下</button>
<a class="weui-btn weui-btn_default weui-btn_mini" href="/console">不撤，返回</a></form>`,
      }),
    };
  },
});
