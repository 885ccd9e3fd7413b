import { choosePending } from "../choose-pending.ts";
import { say } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** Yes to 您是不是想找…; elsewhere it answers nothing. */
export const confirm: Intent = {
  name: "confirm",
  examples: ["是的", "要得", "对头"],
  run: async (call) => {
    const { pending } = call.state;
    if (pending?.options.length === 1) return choosePending(call, pending, 1);
    return {
      state: call.state,
      draft: { parts: [say`好的。还想找什么课，直接告诉我就行。`], action: "answer" },
    };
  },
};
