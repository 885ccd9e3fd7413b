import { choice, say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

export const spam: Intent = {
  name: "spam",
  examples: ["加微信领红包，名额有限", "刷单兼职日结三百"],
  run: async ({ state }) => ({
    state,
    draft: {
      parts: [
        say`这里不看广告，也不转发。是别人发给您的，请小心：先交钱的兼职、刷单、中奖多半是骗局，拿不准就拨打反诈热线 ${setting("fraud_hotline", "96110")}。要找培训课，告诉我想学什么、在哪里学。`,
      ],
      choices: [choice(say`帮助`)],
      action: "refuse",
    },
  }),
};
