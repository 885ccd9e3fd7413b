import { spokenInstitution, spokenOrigin, spokenTitle } from "./course-words.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { itemOf, readCourse } from "./list-item.ts";
import { choice, cite, type Said, say, setting } from "./reply.ts";

/** What is true of every enrolment, and whom to call about the course on the screen. */
export async function aboutEnrolment(call: IntentCall, truth: Said): Promise<Outcome> {
  const item = itemOf(call);
  const course = item.kind === "item" && item.list === "course" ? await readCourse(call, item.id) : undefined;
  const contact =
    course === undefined
      ? say`不记得是哪家，可以拨打 ${setting("hotline", "12333")}，或者告诉我当时报的是什么班、在哪里，我把机构的电话找给您。`
      : course.contactPhone === null
        ? say`${spokenTitle(course)}由${spokenInstitution(course)}办，机构没有登记电话。办法：${cite("course", course.id, "howToEnrol", course.howToEnrol)}`
        : say`${spokenTitle(course)}由${spokenInstitution(course)}办，电话：${cite("course", course.id, "contactPhone", course.contactPhone)}`;
  const origin = course === undefined ? [] : [spokenOrigin(course.id, course.source, course.statedOn, call.today)];
  return {
    state: call.state,
    draft: { parts: [truth, contact, ...origin], choices: [choice(say`转人工`)], action: "answer" },
  };
}
