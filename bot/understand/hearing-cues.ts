/** What stands beside a span, both cut at the span. */
export interface Beside {
  before: string;
  after: string;
}

export const besideOf = (text: string, { start, end }: { start: number; end: number }): Beside => ({
  before: text.slice(0, start),
  after: text.slice(end),
});

const CLAUSE_STARTS = /(?:^|[，。！？、；,.!?;\s])$/;
const CLAUSE_ENDS = /^(?:$|[，。！？、；,.!?;\s])/;

/** Somebody learns, practises, teaches or seeks it: 想学个…, 考一下…, 干…. */
const WANTED_BEFORE = /(?:学|考|当|做|找|报|教|开|招|会|干|搞|练)(?:个|下|点|习|一下|哈|些|一个|开|做|当|名)?$/;
const WANTED_AFTER =
  /^(?:证|班|培训|课|学校|技术|技能|资格|专业|行业|工|师|员|手艺|的(?:培训|班|课|证)|(?:怎么|哪里|哪儿|能|可以|要)?(?:学|考)|多少钱)/;

/** The third guard for what sounds like an occupation. */
export const isSpokenOfAsTrade = ({ before, after }: Beside): boolean =>
  WANTED_BEFORE.test(before) || WANTED_AFTER.test(after);

/** 焊公 彭州: nothing but a place beside it. @param isPlace whether a place name begins or ends there */
export const standsBesidePlace = ({ before, after }: Beside, isPlace: { before: boolean; after: boolean }): boolean =>
  (CLAUSE_STARTS.test(before) && isPlace.after) || (CLAUSE_ENDS.test(after) && isPlace.before);

/** The span is all that is said between two pauses: …的培训，乐扇. */
export const isClause = ({ before, after }: Beside): boolean =>
  CLAUSE_STARTS.test(before) && CLAUSE_ENDS.test(after.replace(/^(?:的|县|市|区|这边|那边)/, ""));

export const isWhole = ({ before, after }: Beside): boolean => before === "" && after === "";

const PLACE_BEFORE = /(?:在|再|到|去|住|往|来|从|回|离|靠近|(?:我|人|家|老家)(?:是|在)|我们|我)$/;
const PLACE_AFTER =
  /^(?:附近|周边|这边|那边|这里|那里|本地|当地|县|市|区|城区|城里|人(?!员)|乡下|农村|边上|的?(?:哪|有没有|有))/;
const TRAINING_AFTER = /^(?:学|考|做|哪|有|找|报|教|想|开|招|培训)/;
const TRAINING_BEFORE = /(?:培训|课程|课|班|证|学|的|学校|地方)$/;

/** The third guard for what sounds like a place. @param isTrade whether an occupation begins or ends there */
export const isSpokenOfAsPlace = (beside: Beside, isTrade: { before: boolean; after: boolean }): boolean =>
  PLACE_BEFORE.test(beside.before) ||
  PLACE_AFTER.test(beside.after) ||
  (CLAUSE_STARTS.test(beside.before) && (isTrade.after || TRAINING_AFTER.test(beside.after))) ||
  (CLAUSE_ENDS.test(beside.after) && (isTrade.before || TRAINING_BEFORE.test(beside.before)));

/** Both sides speak of it: enough even for what is a word of its own (学绵羊 is not, 在绵羊学 is). */
export const isFirmlyTrade = ({ before, after }: Beside): boolean =>
  /(?:学|考)(?:个|下|习|一下)?$/.test(before) &&
  /^(?:证|班|培训|课|工证|的(?:培训|班|课)|技术|$|[，,。？?])/.test(after);
export const isFirmlyPlace = ({ before, after }: Beside): boolean =>
  /(?:我在|人在|家在|住在|我是|在)$/.test(before) && TRAINING_AFTER.test(after);

/** 移龙学砌砖, 在移龙学: where the clause begins or behind 在, before the word that says what for. */
export const isWhereToLearn = ({ before, after }: Beside): boolean =>
  (CLAUSE_STARTS.test(before) || PLACE_BEFORE.test(before)) && /^(?:学|考|教|培训|有没有学|哪里学)/.test(after);

const TRAINING =
  /培训|学费|报名|教|师傅|公司|合作|满员|厂里|实训|专业|学员|徒弟|鉴定|等级|[初中高]级|技师|[报开换]班|班(?=吗|没|嘛|$|[，,])|课程|考证|证书|技术|手艺|工种|紧缺|补贴|职业|就业|岗位|(?<![大中小科文医上放同])学(?![生校院])|招工|员工/;

/** Whether the message, but for the span, speaks of training at all. */
export const isAboutTraining = ({ before, after }: Beside): boolean => TRAINING.test(before) || TRAINING.test(after);

const JOINED_BEFORE = /(?:和|跟|与|同|、|还是|或者?|不是|,|都想学|比)$/;
const JOINED_AFTER = /^(?:和|跟|与|同|、|还是|或者?|不是|好|哪个|都|比)/;

/** Two names side by side: 焊工跟颠工哪个挣得多. */
export const isJoined = ({ before, after }: Beside): boolean => JOINED_BEFORE.test(before) || JOINED_AFTER.test(after);
