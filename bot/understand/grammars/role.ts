import { around, type Clause } from "../clauses.ts";

/** What a named thing is doing in the sentence: looked for, refused, taken back (焊工，说错了，电工), or only told of. */
export type Role = "wanted" | "named" | "worked" | "negated" | "corrected" | "past";

const NOT_THIS =
  "(?<!要(?=不要)|去(?=不去)|想(?=不想)|是(?=不是)|在(?=不在)|学(?=不学)|考(?=不考)|做(?=不做)|当(?=不当)|看(?=不看)|用(?=不用))(?:不要(?!钱|紧)|不想要|不想|不愿意?|(?<!要)不学|不想学|不会学|不得学|不去|不在|不是|不考虑|不看|(?<![区特级性分个类差])别|别给我|别推荐|不用|排除|不考|不做|不干|不当|没兴趣|不喜欢|不够)";
const REFUSED_BEFORE = new RegExp(
  `(?:(?:除了|除开|除去|撇开|避开|错开|躲开|只要不是|别安排(?:在)?|不能(?:是|在))(?:去|在|做)?|${NOT_THIS}(?:再|给我|推荐|推|我)?(?:学|去|在|做|干|当|考|报|要|进|搞|选|是)?(?:那个|这个|什么|那种)?|(?:你|给我?的|推的|推荐的)[^，。]{0,6}(?:全|都|怎么)?(?:是|给的是|推的是))$`,
);
const REFUSED_AFTER =
  /^(?:那个|这个|那些|这些|那种|的话|的|班|课|这样|那样|我|就|都|也|坚决|肯定|实在|暂时|现在|真的|太贵了?|太远了?|太累了?|，|,| ){0,4}(?:不(?:学(?!历)|要(?!钱|紧|学历|文凭|证|基础|经验|求|体检|考试)|想|干|做|考|当|行|考虑|去|得|喜欢|感兴趣|得干|看|合适|想干|想学|想去|方便|需要(?!学历|文凭|基础|经验|证)|了)(?!(?:要|去|学|考|上|是|报)?(?:线上|网上|网课|线下|面授|[初中高]级|技师|[一二三四五]级|周末|周[一二三四五六日]|晚上|夜|白天|早上|全日|脱产|全天|太|收费|交钱|花钱))(?!.{0,3}(?:吗|没|嘛|不行))|算了|除外|以外|之外|就不|(?:那边|这边)?(?:没找到|没有|问过了|找遍了|找过了)(?=[，。,. ])|没兴趣|没(?:有)?空|没(?:有)?时间(?!限制|要求)|学不|干不|做不|上不|(?:莫|别)(?:来|推|给|要)|怕(?:学不|不习惯|跟不上|听不懂))/;
const REFUSED_NEXT =
  /^(?:说实话|老实说|但是|可是|不过)?(?:那个|这个|它|这行|那行)(?:我)?(?:又|也|就|真的|坚决|实在)?(?:不(?:想|愿|得|要|喜欢|干|学)|没兴趣|干不|学不)/;
const TAKEN_BACK = /^.{0,3}?(?:哦|啊|呃|哎|唉|喔|嗯)*(?:不对|错了|说错|打错|写错|搞错|弄错|口误|不是不是)/;
const TAKEN_BACK_WHOLE = /(?:先说|本来|原本|开始|刚才|原来)(?:是|我|说|想|要|打算)*(?:学|报|考|做|要|找)?$/;
const CHANGED = /(?:改成|改学|换成|改为|换学|改报|改考|改做|改主意)/;

/** 那学电工算了: not refused but settled for. */
const SETTLED_FOR = /(?:那|就|还是|干脆|不如)(?:去|来)?(?:学|考|报|做|换)?$/;

/** Whether what stands there is refused: 不要周末的, 除了双流, 晚上不行. */
export function isRefused(text: string, clauses: readonly Clause[], start: number, end: number): boolean {
  const { before, after, next } = around(text, clauses, start, end);
  if (REFUSED_BEFORE.test(before)) return true;
  const isSettledFor = SETTLED_FOR.test(before) && /^(?:的)?算了/.test(after);
  if (!isSettledFor && REFUSED_AFTER.test(after) && !/不.{0,2}(?:行|要|可以)不$/.test(after)) return true;
  if (after.length <= 3 && REFUSED_NEXT.test(next)) return true;
  return TAKEN_BACK_WHOLE.test(before) && CHANGED.test(text.slice(end, end + 16));
}

const isTakenBack = (text: string, end: number): boolean =>
  TAKEN_BACK.test(text.slice(end, end + 12).replace(/^[，。,. !！]+/, ""));

const YEARS =
  "(?:[一二两三四五六七八九十\\d]+|几|多|好几|十来|十几|二十来|大半|一|半)(?:多|来)?(?:个)?(?:年|辈子|个月)";
const DONE_BEFORE = new RegExp(
  `(?:以前|原来|原先|之前|曾经|从前|过去|前些年|前几年|前年|去年|当年|年轻时|年轻的时候|一直|老本行|祖上|从小)(?:是|在|做|干|当|学|跟|开|跑)?.{0,10}$|(?:做|干|当|开|学|教|搞|跑|踩)(?:过|了)(?:${YEARS})?(?:的)?$|我(?:现在|目前|本来)?(?:就)?是(?:一?个|一名|做|干|开|搞|当)?$|(?:现在|目前|平时|一直)(?:在|是)?(?:做|干|当|开|跑|搞|上班)(?:着)?$`,
);
const DONE_AFTER = new RegExp(
  `^(?:干|做|当|开|跑|学)?(?:了|过)(?:${YEARS}|(?:那么|这么)多年)|^(?:企业|公司|工厂|作坊)|^(?:厂|店|车间|队|行业|专业)?(?:里)?(?:上班|打工|干了|做了|呆了|待了|退休|退下来|出身|毕业|转行|的老婆|的老公)|^(?:干|做|当|开|跑)?${YEARS}(?:了|多|的|$)`,
);
const TAUGHT_BEFORE =
  /(?:学习|学(?:一下|哈|点|个|做|开|当|会|着|门|好|下)?|考(?:个|取|一个|到|下|一下)?|报(?:个|名|考|一个|读)?|读(?:个)?|教(?!师|育|练)|转行|转(?:做|去|到|当|成|岗)|改(?:学|成|做|行)|换(?:成|学|个|到)|培训|进修|提升|找(?!活|工作|事)(?:个|一个|点|下)?|(?:想|要|打算|愿意|准备|去|来)(?:做|当|搞|干|要|问|开|弄|找)|有没有|哪里有|还有|推荐|介绍)[^，。]{0,9}$/;
const TAUGHT_AFTER =
  /^(?:的)?(?:\p{Script=Han}{0,5})?(?:培训|班(?!长|组|上)|课|教程|取证|考证|学校|技校|哪里学|在哪学|怎么学|哪家|好学|难不难学|学徒)|^证(?!书?(?:过期|掉|丢))/u;

const BEFORE_NOW = /(?<![月号日节天年一点])(?:以前|原来|原先|之前|曾经)(?:是|在|做|干|当|学|开|跑)?.{0,4}$/;
/** Names that are verbs hold the cue within them: 想做主播, 要开挖机. */
const WISH_BEFORE = /(?:想|要|打算|愿意?|准备|希望|喜欢|去|来|能|可以|跟着|学着)$/;
const DOING = /^(?:做|开|修|装|当|学|养|种|带|卖|剪|炒|煮|拍|画|写|打|织|绣|刷|贴|砌|焊|教|照顾|护理|搞|弄|跑|飞)/;
/** 学的市场营销, 学机械的专科生: what somebody studied. */
const MAJOR_BEFORE =
  /(?:^|[，,我她他]|大学|大专|以前|本科|在校|原来|当年)学的(?:专业)?(?:是)?$|(?:大专|本科|中专|大学)(?:读|学)?(?:的)?$/;
const MAJOR_AFTER =
  /^(?:的)?(?:专业|系)?(?:的)?(?:专科生|本科生?|大学生|研究生|大专|毕业|专科)|^(?:这边|想|部门|说|让)/;
/** 在家带小孩 tells how somebody lives. */
const AT_HOME = /(?:一直|天天|全职|现在|平时|都)?在(?:家|屋里|家里)(?:头)?$/;
/** 不会打字, 会开车: what somebody can do or cannot is not what they want to learn. */
const ABILITY = /(?:不太|不|只|也|都|我|很)(?:会|懂)(?:点|一点|得)?$/;

/** @param start,end the span of an occupation */
export function roleOfOccupation(text: string, clauses: readonly Clause[], start: number, end: number): Role {
  if (isTakenBack(text, end)) return "corrected";
  if (isRefused(text, clauses, start, end)) return "negated";
  const { before, after } = around(text, clauses, start, end);
  const isWished = WISH_BEFORE.test(before) && DOING.test(text.slice(start, end));
  const isTaught = TAUGHT_BEFORE.test(before) || TAUGHT_AFTER.test(after) || isWished;
  if (AT_HOME.test(before) || MAJOR_BEFORE.test(before) || MAJOR_AFTER.test(after)) return "past";
  if (/^[年月天个]/.test(text.slice(start, end)) && /[一二两三四五六七八九十几\d]$/.test(before)) return "past"; // 两年画画 is no 年画
  if (DONE_AFTER.test(after)) return "past";
  if (!isTaught && DONE_BEFORE.test(before)) return "past";
  if (!TAUGHT_AFTER.test(after) && BEFORE_NOW.test(before)) return "past";
  if (ABILITY.test(before)) return "past";
  return isTaught ? "wanted" : "named";
}

const FROM_BEFORE =
  /(?:从|来自|老家(?:是|在)?|老家|(?<!外地|本地|外省)户口(?:是|在)?|户籍(?:是|在)?|籍贯(?:是)?|原籍|祖籍|嫁到|离开)$/;
const WORKS_AFTER = /^(?:那边|那里|那头|这边)?(?:打工|务工|上班|做工|干活)/;
const FROM_AFTER =
  /^(?:那边|那里|那头)?(?:户口|户籍|籍|回来|回老家|返乡|的厂|当兵|读(?:的)?书|考的|毕业|人(?![才力社工员]))/;
const FAR_AFTER = /(?:打工|务工|上班|厂|回来|回到|返乡|返回|年|考的|读书|当兵|退下来|辞)/;

/** A place where somebody comes from is not the place to search, one outside the province still less; where they work counts if nothing else is said. */
export function roleOfPlace(
  text: string,
  clauses: readonly Clause[],
  start: number,
  end: number,
  isFar: boolean,
): Role {
  if (isTakenBack(text, end)) return "corrected";
  if (isRefused(text, clauses, start, end)) return "negated";
  const { before, after } = around(text, clauses, start, end);
  if (FROM_BEFORE.test(before) || FROM_AFTER.test(after)) return "past";
  if (WORKS_AFTER.test(after)) return isFar || /回来|回到|返/.test(after) ? "past" : "worked";
  if (isFar && (FAR_AFTER.test(after) || /(?:以前|原来|原先|之前|去年|前年)/.test(before))) return "past";
  return "wanted";
}
