import { choice, say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** Neither taken amiss nor given back. */
export const abuse: Intent = {
  name: "abuse",
  examples: ["傻逼机器人", "滚蛋", "你懂个锤子"],
  run: async ({ state }) => ({
    state,
    draft: {
      parts: [
        say`对不起，没帮上您。您想学什么、在哪里学，我再帮您查；想找人说，请拨打 ${setting("hotline", "12333")}；对哪家机构不满，回复“我要投诉”。`,
      ],
      choices: [choice(say`转人工`), choice(say`我要投诉`), choice(say`帮助`)],
      action: "answer",
    },
  }),
};
