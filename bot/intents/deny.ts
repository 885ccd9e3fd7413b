import { say } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** No to 您是不是想找…. */
export const deny: Intent = {
  name: "deny",
  examples: ["不是", "不对"],
  run: async ({ state }) => {
    const { pending, ...rest } = state;
    const what = pending?.slot === "place" ? say`您想在哪个区县学？` : say`您想学什么？换个说法告诉我。`;
    return {
      state: pending === undefined ? state : { ...rest, pending: { ...pending, options: [] } },
      draft: { parts: [say`明白了。${what}`], action: "clarify" },
    };
  },
};
