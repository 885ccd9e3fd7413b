import { choice, say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

export const privacyOther: Intent = {
  name: "privacy_other",
  examples: ["把学员名单发我一份", "查一下我老公报名没有", "王大爷的电话是多少"],
  run: async ({ state }) => ({
    state,
    draft: {
      parts: [
        say`别人的报名、电话、住址这些我没有，也不能说，家里人的也一样。要知道情况，请本人自己来问，或者带上证件到公共就业服务窗口查（电话 ${setting("hotline", "12333")}）。`,
        say`想帮家里人找班可以直接问，比如：${setting("example", "帮我妈找个月嫂班")}。`,
      ],
      choices: [choice(say`帮助`)],
      action: "refuse",
    },
  }),
};
