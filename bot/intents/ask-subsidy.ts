import { answerAboutCourse } from "../answer-about-course.ts";
import { skillUpgradeAid } from "../certificate-words.ts";
import { choice, type Said, say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

const whoMayClaim: Said = say`您本人能不能领、领多少、怎么领，请拨打 ${setting("hotline", "12333")} 或到当地人社窗口问清楚。`;

/** Money for having passed, not for having learnt. */
const FOR_A_PAPER = /技能(?:提升|等级)?补贴|(?:证书?|拿证|考证).{0,4}补贴/;

/** What the course itself states, word for word and no more. Who is entitled is for the office to say. */
export const askSubsidy: Intent = {
  name: "ask_subsidy",
  examples: ["这个有补贴吗", "补贴怎么领", "第二个有补贴吗"],
  run: (call) =>
    answerAboutCourse(
      call,
      FOR_A_PAPER.test(call.meaning.text)
        ? { asked: ["certificate", "amount"], tail: skillUpgradeAid }
        : { asked: ["amount"], tail: whoMayClaim },
      {
        said: say`每门课有没有补贴、依据哪份文件，以课程里写明的为准，我可以帮您只找有补贴的课。\n${whoMayClaim}`,
        choices: [choice(say`有补贴的培训`)],
        isForAnyPlace: true,
      },
    ),
};
