import { homeDivision, whoToAsk } from "../local-office.ts";
import { choice, say } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** There is nobody behind the chat, and it says so; it names who can really be reached. */
export const humanAgent: Intent = {
  name: "human_agent",
  examples: ["转人工", "有没有真人客服", "不想跟机器人说"],
  run: async (call) => ({
    state: call.state,
    draft: {
      parts: [
        say`好的。我是机器人，这里没有人工坐席。${whoToAsk(call)}`,
        ...(homeDivision(call) === undefined ? [say`告诉我您在哪个区县，我就说得出该去哪里的窗口。`] : []),
      ],
      choices: [choice(say`我要投诉`), choice(say`帮助`)],
      action: "handoff",
    },
  }),
};
