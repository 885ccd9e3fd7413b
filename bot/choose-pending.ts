import { answerCourses } from "./course-search.ts";
import type { Pending } from "./dialogue.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { nextQuestions, withOption } from "./pending-option.ts";
import { say, setting } from "./reply.ts";

/** Takes one of the buttons that stood under a question. @param ordinal counted from 1 */
export async function choosePending(call: IntentCall, pending: Pending, ordinal: number): Promise<Outcome> {
  const option = pending.options[ordinal - 1];
  if (option === undefined)
    return {
      state: call.state,
      draft: {
        parts: [say`请回复 ${setting("options", `1 到 ${pending.options.length}`)} 中的一个序号，或者直接写名字。`],
        action: "clarify",
      },
    };
  const chosen = withOption(call.state, pending, option, call.services.places);
  // the number was an answer, not a wish of its own
  return answerCourses({ ...call, meaning: { ...call.meaning, slots: {}, questions: nextQuestions(pending) } }, chosen);
}
