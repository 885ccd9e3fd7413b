import { choice, say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** Hiring is not done here; who does it, and what the bot can do for a firm. */
export const employerRecruit: Intent = {
  name: "employer_recruit",
  examples: ["我们厂想招几个焊工", "公司要招一批持证电工", "招工信息可以发在你们这里吗"],
  run: async ({ state }) => ({
    state,
    draft: {
      parts: [
        say`招人的信息我这里发不了，也不掌握学员名单。请联系当地公共就业服务机构登记用工需求，电话 ${setting("hotline", "12333")}。`,
        say`想招刚学完的人，可以告诉我工种和区县，我把办这类班的机构和电话列给您，您直接和他们谈；想培训自己的职工也行。`,
      ],
      choices: [choice(say`给员工培训`), choice(say`帮助`)],
      action: "handoff",
    },
  }),
};
