import { choice, say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

export const illegalRequest: Intent = {
  name: "illegal_request",
  examples: ["能不能不考试直接花钱办个电工证", "挂个名，补贴我们对半分", "哪里可以买证", "能不能代考", "办假证多少钱"],
  run: async ({ state }) => ({
    state,
    draft: {
      parts: [
        say`买证、代考、套取补贴都是违法的，我帮不了。证书要本人参加培训和考核取得，我可以帮您找正规的班；有人叫您这样做，请拨打 ${setting("hotline", "12333")} 反映。`,
      ],
      choices: [choice(say`帮助`)],
      action: "refuse",
    },
  }),
};
