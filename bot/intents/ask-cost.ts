import { answerAboutCourse } from "../answer-about-course.ts";
import { type Asked, askedIn } from "../course-facts.ts";
import { answerCourses } from "../course-search.ts";
import { say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** Asked beside the fee: 住宿费算在学费里头没, 能不能分期. */
const BESIDE_THE_FEE: ReadonlySet<Asked> = new Set(["installment", "boarding"]);

/** What offices and examiners charge is no fee of a class. */
const OF_AN_EXAM = /复审|补考|年审|换证/;
const unknownFee = say`复审、换证、补考收多少，我这里没有登记；请问发证部门或考试机构，也可以拨打 ${setting("hotline", "12333")}。`;

export const askCost: Intent = {
  name: "ask_cost",
  examples: ["多少钱", "第一个学费多少", "这个贵不贵"],
  run: (call) => {
    if (OF_AN_EXAM.test(call.meaning.text))
      return Promise.resolve({ state: call.state, draft: { parts: [unknownFee], action: "answer" } });
    // 学费不超过三千 is a condition, whatever else it is taken for
    if (call.meaning.slots.feeMaxFen !== undefined) return answerCourses(call);
    const beside = askedIn(call.meaning);
    return answerAboutCourse(
      call,
      { asked: beside !== undefined && BESIDE_THE_FEE.has(beside) ? [beside, "price"] : ["price"] },
      { said: say`各个班的学费不一样。请告诉我想学什么、在哪里学，我把学费列出来。` },
    );
  },
};
