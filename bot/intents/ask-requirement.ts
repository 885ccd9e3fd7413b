import { answerAboutCourse } from "../answer-about-course.ts";
import { licencesOf } from "../certificate-asked.ts";
import { answerCertificates } from "../certificate-question.ts";
import { aboutConditions, spokenGrounds, spokenReading } from "../certificate-words.ts";
import { isAboutGrades, whoKnowsGrades } from "../grade-answers.ts";
import { type Said, say, setting } from "../reply.ts";
import type { Intent, IntentCall } from "./intent.ts";

const ABOUT_SOMEBODY =
  /残疾|残障|听障|聋|色[盲弱]|近视|血压|怀孕|坐过牢|刑满|户口|户籍|外地|年纪|岁|学历|文化|身体|手指|腿|收不收|还收|收吗|要不要我|得不得行|没上过学|不识字|能(?:不能)?(?:学|报|去|来|参加).{0,8}(?:吗|不|没|么|$)|可不可以(?:学|报|去|来|参加)/;

/** 学焊工要不要上岗证: the answer is which papers there are and what they are for. */
const NEEDS_A_PAPER = /(?:要不要|需不需要|用不用|必须|非要|一定要)(?:有|考|先|得)*.{0,6}证(?!件|明)/;

/** The conditions of the first licence of the trade that is named, from its document. */
function lawFor(call: IntentCall): Said | undefined {
  const [occupation] = call.meaning.slots.occupations ?? [];
  const [licence] = occupation === undefined ? [] : licencesOf(call, occupation);
  return licence === undefined
    ? undefined
    : say`要考${spokenReading(licence)}的，规定的条件：${aboutConditions(licence)}。${spokenGrounds([licence])}`;
}

/** 我53了还收不收 asks for a promise that only the institution can give. */
function tailFor(call: IntentCall): Said | undefined {
  const { slots, text } = call.meaning;
  const { age, education, group, onBehalf } = slots;
  const isPersonal =
    age !== undefined ||
    education !== undefined ||
    group !== undefined ||
    onBehalf !== undefined ||
    ABOUT_SOMEBODY.test(text);
  if (!isPersonal) return undefined;
  const noPromise = say`各班要求不同，收不收由机构定，我不能替它答应；报名前打电话说明情况，也可以拨打 ${setting("hotline", "12333")}。`;
  const law = lawFor(call);
  return law === undefined ? noPromise : say`${noPromise}\n${law}`;
}

export const askRequirement: Intent = {
  name: "ask_requirement",
  examples: ["有什么条件", "有没有学历要求", "零基础可以学吗"],
  run: async (call) => {
    if (isAboutGrades(call)) return whoKnowsGrades(call);
    if (NEEDS_A_PAPER.test(call.meaning.text) && call.meaning.slots.attribute !== "materials")
      return answerCertificates(call);
    const tail = tailFor(call);
    const isAboutPapers = call.meaning.slots.attribute === "materials";
    return answerAboutCourse(
      call,
      {
        asked: isAboutPapers ? ["materials"] : ["requirements"],
        ...(tail !== undefined && { tail }),
      },
      {
        said: say`每个班的${isAboutPapers ? say`材料` : say`条件`}要求不一样，以课程里写明的为准；我不能替机构答应，也可以拨打 ${setting("hotline", "12333")} 问。请告诉我想学什么、在哪里学，我查给您看。`,
      },
    );
  },
};
