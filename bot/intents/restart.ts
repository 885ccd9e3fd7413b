import { applyOp } from "../dialogue.ts";
import { say } from "../reply.ts";
import type { Intent } from "./intent.ts";

export const restart: Intent = {
  name: "restart",
  examples: ["重新开始", "重来", "清空"],
  run: async ({ state }) => ({
    state: applyOp(state, { op: "restart" }),
    draft: { parts: [say`好的，重新开始。您想学什么、在哪里学？已经订阅的通知不受影响。`], action: "answer" },
  }),
};
