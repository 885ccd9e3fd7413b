import { aboutEnrolment } from "../enrolment.ts";
import { choice, say } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** Nothing was enrolled here, so nothing can be called off here: who can do it is named. */
export const cancel: Intent = {
  name: "cancel",
  examples: ["取消报名", "我不去了，帮我把报名取消", "报的班不想学了"],
  run: async (call) => {
    const outcome = await aboutEnrolment(
      call,
      say`取消报名要找办班的机构，我这里没有您的报名，所以没有动任何东西。交过钱的，先问清楚怎么退。`,
    );
    const { choices = [] } = outcome.draft;
    return { ...outcome, draft: { ...outcome.draft, choices: [...choices, choice(say`退订通知`, "退订")] } };
  },
};
