import { showBase } from "./base-search.ts";
import { searchCourses } from "./course-search.ts";
import { courseDetails } from "./course-words.ts";
import { applyOp } from "./dialogue.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { goneReply, readCourse } from "./list-item.ts";
import { choice, say } from "./reply.ts";

/** All facts of the item; for an entry of a shortage list the courses that teach it. */
export async function showItem(
  call: IntentCall,
  { list, id }: { list: "course" | "base" | "shortage"; id: string },
): Promise<Outcome> {
  if (list === "base") return showBase(call, id);
  if (list === "shortage") return coursesOfEntry(call, id);
  const course = await readCourse(call, id);
  if (course === undefined) return goneReply(call);
  return {
    state: applyOp(call.state, { op: "select", selected: { kind: "course", id: course.id } }),
    draft: {
      parts: [courseDetails(course, call.today)],
      choices: [choice(say`返回`), choice(say`有新的就告诉我`)],
      action: "answer",
    },
  };
}

async function coursesOfEntry(call: IntentCall, code: string): Promise<Outcome> {
  const occupation = call.services.occupations.byCode(code);
  if (occupation === undefined)
    return {
      state: call.state,
      draft: {
        parts: [say`目录里这一项没有对应的职业编码，暂时找不到课。请换一个序号，或者直接告诉我想学什么。`],
        action: "answer",
      },
    };
  const { code: known, name } = occupation;
  return searchCourses(call, applyOp(call.state, { op: "set", search: { occupations: [{ code: known, name }] } }));
}
