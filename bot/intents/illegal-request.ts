import { type Choice, choice, type Said, say, setting } from "../reply.ts";
import type { Intent, IntentCall } from "./intent.ts";

interface LawfulWay {
  words: RegExp;
  no: Said;
  way: Said;
}

/** What was asked for, why not, and what leads there honestly. */
const WAYS: readonly LawfulWay[] = [
  {
    words: /补贴|补助|生活费|人头|名册|学时|津贴|签到|打卡|考勤|挂名|挂个名/,
    no: say`套取补贴、挂名、假签到都是违法的，要退钱，还会被追究，我帮不了。`,
    way: say`自己报名、自己上课，考核合格后按规定申领，该有的补贴一分不少。我可以帮您找有补贴的班，也可以告诉您怎么领。`,
  },
  {
    words: /年龄|岁|学历|文凭|毕业证|工龄|退伍证|材料|社保|流水/,
    no: say`改年龄、造学历、编材料都是违法的，查出来证书作废，我帮不了。`,
    way: say`有些工种对年龄和学历没有要求。告诉我您的情况，我帮您找报得上的班；学历要提升请问当地教育部门。`,
  },
  {
    words: /答案|考题|作弊|代考|替考|枪手|顶替|帮我(?:去)?(?:考|过)|替我|冒/,
    no: say`代考、替学、买答案都是违法的，双方都要被追究，我帮不了。`,
    way: say`怕考不过，可以先上班学扎实再考。我可以帮您找教得实在、有实操的班。`,
  },
];
const DEFAULT: Omit<LawfulWay, "words"> = {
  no: say`买证、代考、走后门都是违法的，证书在官网查不到，用了还要担责任，我帮不了。`,
  way: say`证书要本人参加培训和考核取得，基础差也可以从初级学起。我可以帮您找正规的班。`,
};

/** The trade that was named leads to its class at once. */
function nextStep({ meaning, services }: IntentCall): Choice[] {
  const [trade] = meaning.slots.occupations ?? [];
  const known = trade === undefined ? undefined : services.occupations.byCode(trade.code);
  return known === undefined
    ? [choice(say`有补贴的培训班`), choice(say`怎么考证`)]
    : [choice(say`找这个工种的正规班`, `${known.name}培训班`)];
}

export const illegalRequest: Intent = {
  name: "illegal_request",
  examples: ["能不能不考试直接花钱办个电工证", "挂个名，补贴我们对半分", "哪里可以买证", "能不能代考", "办假证多少钱"],
  run: async (call) => {
    const { no, way } = WAYS.find(({ words }) => words.test(call.meaning.text)) ?? DEFAULT;
    return {
      state: call.state,
      draft: {
        parts: [say`${no}${way}有人拉您做这种事，请拨打 ${setting("hotline", "12333")} 反映。`],
        choices: nextStep(call),
        action: "refuse",
      },
    };
  },
};
