import { answerAboutCourse } from "../answer-about-course.ts";
import { type Asked, askedIn } from "../course-facts.ts";
import { say } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** Asked beside the fee: 住宿费算在学费里头没, 能不能分期. */
const BESIDE_THE_FEE: ReadonlySet<Asked> = new Set(["installment", "boarding"]);

export const askCost: Intent = {
  name: "ask_cost",
  examples: ["多少钱", "第一个学费多少", "这个贵不贵"],
  run: (call) => {
    const beside = askedIn(call.meaning);
    return answerAboutCourse(
      call,
      { asked: beside !== undefined && BESIDE_THE_FEE.has(beside) ? [beside, "price"] : ["price"] },
      { said: say`各个班的学费不一样。请告诉我想学什么、在哪里学，我把学费列出来。` },
    );
  },
};
