import { say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

export const abuse: Intent = {
  name: "abuse",
  examples: ["傻逼机器人", "滚蛋"],
  run: async ({ state }) => ({
    state,
    draft: {
      parts: [
        say`对不起，没帮上您。您想学什么、在哪里学，我再帮您查；想找工作人员请拨打 ${setting("hotline", "12333")}。`,
      ],
      action: "answer",
    },
  }),
};
