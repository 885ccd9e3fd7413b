import type { Course } from "../src/courses/course.ts";
import { answerCourses } from "./course-search.ts";
import { applyOp } from "./dialogue.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { goneReply, itemOf, noItemReply, readCourse } from "./list-item.ts";
import { type Choice, choice, type Said, say } from "./reply.ts";

/**
 * A question about one course: what it says, else a search when something was named, else what to say in general.
 * @param tell reads the answer from the record
 */
export async function answerAboutCourse(
  call: IntentCall,
  tell: (course: Course) => Said,
  otherwise: Said,
  choices: readonly Choice[] = [],
): Promise<Outcome> {
  const { meaning, state } = call;
  const { slots, questions } = meaning;
  const names =
    slots.occupations !== undefined || slots.topic !== undefined || slots.place !== undefined || questions.length > 0;
  if (names) return answerCourses(call);
  const item = itemOf(call);
  if (item.kind === "noList" || item.kind === "outOfRange") return noItemReply(call, item);
  if (item.kind === "none")
    return state.results?.kind === "course" && state.results.ids.length > 0
      ? noItemReply(call, item)
      : { state, draft: { parts: [otherwise], choices, action: "answer" } };
  if (item.list !== "course") return { state, draft: { parts: [otherwise], choices, action: "answer" } };
  const course = await readCourse(call, item.id);
  if (course === undefined) return goneReply(call);
  return {
    state: applyOp(state, { op: "select", selected: { kind: "course", id: course.id } }),
    draft: {
      parts: [course.isDemo ? say`【示例数据】${tell(course)}` : tell(course)],
      choices: [choice(say`详情`), choice(say`怎么报名`)],
      action: "answer",
    },
  };
}
