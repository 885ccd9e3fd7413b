import { choice, type Said, say, setting } from "../reply.ts";
import { drivingReason } from "../understand/gates/driving.ts";
import { jobSeekingReason } from "../understand/gates/job-seeking.ts";
import { schoolingReason } from "../understand/gates/schooling.ts";
import type { Intent } from "./intent.ts";

const hotline = setting("hotline", "12333");
const example = setting("example", "双流有补贴的电焊班");

/** Where the wish can be met, and what can be done here. */
function whereInstead(text: string): Said {
  if (jobSeekingReason(text) !== undefined || /招|应聘|简历|岗位|工作|活路/.test(text))
    return say`找工作的事我办不了，请到当地公共就业服务窗口或拨打 ${hotline}，那里有招工信息。我可以帮您找能学技术的培训班。`;
  if (/工资|工钱|欠薪|讨薪/.test(text))
    return say`工钱的事请找当地劳动保障监察（拨打 ${hotline} 转），打官司请不起律师可以打公共法律服务热线 ${setting("legal_aid_hotline", "12348")}。我只能帮您找培训课程。`;
  if (/律师|官司|离婚|起诉|仲裁|法律|告他|赔/.test(text))
    return say`法律上的事我不懂，不敢乱说，可以拨打公共法律服务热线 ${setting("legal_aid_hotline", "12348")}。我只能帮您找培训课程。`;
  if (/社保|养老金|退休|失业|公积金|医保|低保/.test(text))
    return say`社保、失业金、退休这些我查不了，请拨打 ${hotline} 或到当地社保窗口问。我只能帮您找培训课程和培训补贴。`;
  if (/药|病|医|痛|疼|发烧|挂号|科/.test(text))
    return say`看病的事我不能乱说，请去医院问医生；情况急就拨打 ${setting("emergency", "120")}。我只能帮您找培训课程。`;
  if (drivingReason(text) !== undefined)
    return say`考普通驾照要找驾校，我这里没有。想以开车为业（叉车、挖掘机、货运），我可以帮您找培训班。`;
  if (schoolingReason(text) !== undefined)
    return say`学校的功课、升学和公务员考试不归我管，请问学校或教育部门。我帮人找职业技能培训，比如：${example}。`;
  if (/贷|借钱|借.{0,4}万|征信|信用卡/.test(text))
    return say`借钱贷款的事我帮不上，请找正规银行，小心网上的套路。我只会找四川的职业技能培训课程，比如：${example}。`;
  return say`这个我帮不上忙。我只会找四川的职业技能培训课程，比如：${example}。`;
}

/** Polite, short, with who can help instead and what can be done here. */
export const outOfScope: Intent = {
  name: "out_of_scope",
  examples: ["今天天气怎么样", "给我写一首诗", "帮我找个工作"],
  run: async ({ meaning, state }) => ({
    state,
    draft: { parts: [whereInstead(meaning.text)], choices: [choice(say`帮助`)], action: "refuse" },
  }),
};
