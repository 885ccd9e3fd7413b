import { isAboutLearning } from "./gates/gate.ts";
import type { Question, Slots } from "./meaning.ts";

/** Words of training, work and aid beside those of learning itself. */
const OF_TRAINING =
  /的课|上课|夜校|网课|补贴|补助|报销|津贴|证书?(?!件|明|券)|职业|工种|行业|技工|技校|技师|初级工?|中级工?|高级工|手艺|技能|机构|就业|失业|下岗|招生|学费|开班|开课|名额|报考|(?<!参|思|备|高)考(?!虑|察|量|古|究)|复审|订阅|退订|推送|短信|审核|候补|提交|上架|取消|副业|来钱|缺(?!点|乏|席)|有新的|徒弟|学徒|紧缺|急需|缺人|缺工|工资|工钱|挣钱|前途|登记的?需求|需求登记|登记需求|师傅|员工|工人|职工|退伍|退役|农民工|低保|残疾证|残疾人?(?!.{0,3}设施|通道|卫生间)/;

/** Pieces of talk that mean something by themselves: 多少钱, 报名, 怎么走. Longer ones without a word of training are about something else. */
const FRAGMENT = 6;

/**
 * Whether a message has to do with training at all. A talk of restaurants is full of 附近, 免费 and 多少钱: outside a dialogue about
 * courses these alone make no question of ours (`npm run eval -- false-hits` counts what slips through).
 */
export function isAboutTraining(
  text: string,
  { slots, unsettled }: { slots: Slots; unsettled: readonly Question["slot"][] },
): boolean {
  if (text.length <= FRAGMENT) return true;
  if (slots.occupations !== undefined || slots.leading !== undefined || unsettled.includes("occupation")) return true;
  if (slots.pastOccupation !== undefined || slots.level !== undefined) return true;
  return isAboutLearning(text) || OF_TRAINING.test(text);
}
