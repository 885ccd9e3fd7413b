import { OccupationCode } from "../src/occupations/occupation.ts";
import { answerCourses } from "./course-search.ts";
import { applyOp, type DialogueState, type Pending } from "./dialogue.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
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
  const { pending: _settled, ...state } = call.state;
  const chosen = pending.slot === "place" ? withPlace(call, state, option.id) : withOccupation(state, option);
  // the number was an answer, not a wish of its own
  return answerCourses({ ...call, meaning: { ...call.meaning, slots: {}, questions: [] } }, chosen);
}

function withPlace({ services }: IntentCall, state: DialogueState, id: string): DialogueState {
  const place = services.places.byCode(id);
  return place === undefined ? state : applyOp(state, { op: "set", search: { where: { kind: "place", place } } });
}

const withOccupation = (state: DialogueState, { id, name }: Pending["options"][number]): DialogueState =>
  applyOp(state, { op: "set", search: { occupations: [{ code: OccupationCode.parse(id), name }] } });
