import type { Course } from "../../courses/course.ts";
import { type LocalDate, localDate, spokenDate } from "../../kit/clock.ts";
import { courseFacts, enrolFacts } from "../course-facts.ts";
import { type Html, html } from "../html.ts";
import { demoMark } from "../layout.ts";

export interface Waiting {
  course: Course;
  submittedAt: Date;
}

const item = ({ course, submittedAt }: Waiting, today: LocalDate): Html => html`<section class="review">
<h2>${course.title} ${course.isDemo && demoMark}</h2>
<p class="faint">${course.institution.name} · ${spokenDate(localDate(submittedAt), today)}提交</p>
${courseFacts(course, today)}
${enrolFacts(course)}
<div class="decide">
<form method="post" action="/console/courses/${course.id}/approve">
<button type="submit" class="weui-btn weui-btn_primary weui-btn_mini">通过并发布</button></form>
<form method="post" action="/console/courses/${course.id}/reject" class="reject">
<label class="sr-only" for="reason-${course.id}">退回原因</label>
<input id="reason-${course.id}" name="reason" required minlength="2" maxlength="200" placeholder="退回原因，机构会看到">
<button type="submit" class="weui-btn weui-btn_default weui-btn_mini">退回</button></form>
</div>
</section>`;

/** What waits for the reviewer, longest first, with every fact of each course. */
export const reviewHome = (waiting: readonly Waiting[], total: number, today: LocalDate): Html =>
  total === 0
    ? html`<p class="empty">没有等待审核的课程。</p>`
    : html`<p class="faint">共 ${total} 门课程等待审核${total > waiting.length && `，先显示最早的 ${waiting.length} 门`}。</p>
${waiting.map((entry) => item(entry, today))}`;
