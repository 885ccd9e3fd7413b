import { applyOp } from "../dialogue.ts";
import { say } from "../reply.ts";
import type { Intent } from "./intent.ts";

const AGAIN = { place: say`您想在哪个区县学？`, occupation: say`您想学什么？换个说法告诉我。` };

/** No to 您是不是想找…: the guess is taken back. */
export const deny: Intent = {
  name: "deny",
  examples: ["不是", "不对"],
  run: async ({ state }) => {
    const { pending, guessed, ...rest } = state;
    if (rest.confirming !== undefined)
      return { state, draft: { parts: [say`好的，什么都没有动。`], action: "answer" } };
    if (guessed !== undefined)
      return {
        state: applyOp(rest, {
          op: "clear",
          slots: guessed.slot === "place" ? ["where", "radiusKm"] : ["occupations"],
        }),
        draft: { parts: [say`明白了，不是它。${AGAIN[guessed.slot]}`], action: "clarify" },
      };
    if (pending === undefined)
      return { state, draft: { parts: [say`好的。想换什么条件，直接告诉我就行。`], action: "answer" } };
    return {
      state: { ...rest, pending: { ...pending, options: [] } },
      draft: { parts: [say`明白了。${AGAIN[pending.slot]}`], action: "clarify" },
    };
  },
};
