import { freshState } from "./dialogue.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { say } from "./reply.ts";

/** Deletes the person; nothing of this turn is kept either. */
export async function forgetMe({ services, turn }: IntentCall): Promise<Outcome> {
  await services.people.forget(turn.personId);
  return {
    state: freshState(),
    isForgotten: true,
    draft: {
      parts: [
        say`已经全部删除：对话、位置、订阅、通知、登记的需求和投诉里的内容都没有了，不会再给您发通知。以后再来，我就当第一次见您。`,
      ],
      action: "answer",
    },
  };
}
