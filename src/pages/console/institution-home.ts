import type { CourseStatus } from "../../courses/course.ts";
import type { CourseSummary } from "../../courses/course-service.ts";
import { LocalDate, localDate, spokenDate } from "../../kit/clock.ts";
import { type Html, html } from "../html.ts";
import { demoMark } from "../layout.ts";

const STATUS_NAMES: Readonly<Record<CourseStatus, string>> = {
  submitted: "等待审核",
  published: "已发布",
  rejected: "已退回",
  withdrawn: "已撤下",
  expired: "已过期",
};

const steps = ({ id, status }: CourseSummary): Html => html`<td class="steps">
${status === "published" && html`<a href="/courses/${id}">查看</a>`}
${(status === "published" || status === "submitted") && html`<a href="/console/courses/${id}/withdraw">撤下</a>`}
</td>`;

const line = (course: CourseSummary, today: LocalDate): Html => html`<tr>
<td>${course.title} ${course.isDemo && demoMark}${
  course.rejectedReason !== null && html`<p class="faint">退回原因：${course.rejectedReason}</p>`
}</td>
<td><span class="status status-${course.status}">${STATUS_NAMES[course.status]}</span></td>
<td>${course.nextStart === null ? "—" : spokenDate(LocalDate.parse(course.nextStart), today)}</td>
<td>${spokenDate(localDate(course.submittedAt), today)}</td>
${steps(course)}
</tr>`;

/** An institution's own courses with their states. */
export const institutionHome = (courses: readonly CourseSummary[], today: LocalDate): Html => html`<p>
<a class="weui-btn weui-btn_primary weui-btn_mini" href="/console/courses/new">新课程</a>
<a href="/console/demands">大家想学什么</a> · <a href="/ranking">课程怎么排序</a></p>
${
  courses.length === 0
    ? html`<p class="empty">还没有课程。点“新课程”填一门，审核通过后大家就能搜到。</p>`
    : html`<div class="table"><table>
<thead><tr><th>课程</th><th>状态</th><th>最近开班</th><th>提交</th><th></th></tr></thead>
<tbody>${courses.map((course) => line(course, today))}</tbody>
</table></div>`
}`;
