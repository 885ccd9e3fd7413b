import { choosePending } from "../choose-pending.ts";
import { carryOut } from "../confirmed-acts.ts";
import { say } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** Yes to 您是不是想找…; elsewhere it answers nothing. */
export const confirm: Intent = {
  name: "confirm",
  examples: ["是的", "要得", "对头"],
  run: async (call) => {
    const { pending, confirming } = call.state;
    if (confirming !== undefined) return carryOut(call, confirming.act);
    if (pending?.options.length === 1) return choosePending(call, pending, 1);
    return {
      state: call.state,
      draft: { parts: [say`好的。还想找什么课，直接告诉我就行。`], action: "answer" },
    };
  },
};
