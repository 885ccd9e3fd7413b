import { type Found, findAll, withoutOverlaps } from "./found.ts";
import { NUMBER, NUMBER_START, type NumberRange, readNumber } from "./number.ts";

/** A sum of money as it was said. Both bounds in hundredths (fen for 元), the same for an exact sum. */
export interface Money {
  min: number;
  max: number;
  /** 元, 港元, 美元 … */
  currency: string;
  /** What was said of the bound: 至少 and 以上 mean no upper bound, 最多 and 以内 no lower one. */
  bound: "exact" | "at least" | "at most";
  /** False where only a word of limit tells that this is money: 不超过1500. */
  hasUnit: boolean;
}

const CURRENCIES: Readonly<Record<string, string>> = {
  美元: "美元",
  美金: "美元",
  港元: "港元",
  港币: "港元",
  日元: "日元",
  日币: "日元",
  欧元: "欧元",
  台币: "新台币",
  新台币: "新台币",
  韩元: "韩元",
  泰铢: "泰铢",
  澳元: "澳元",
  卢布: "卢布",
};
const FOREIGN = Object.keys(CURRENCIES)
  .sort((a, b) => b.length - a.length)
  .join("|");
const YUAN = "(?:块钱|元钱|元整|圆整|元|块|圆|蚊|rmb)";
const ABROAD_OR_YUAN = `(?:${YUAN}?人民币|${YUAN}?(?:${FOREIGN})|${YUAN})`;
const AHEAD = `(?:人民币|￥|¥|${FOREIGN})`;
const DIGIT = "[一二两三四五六七八九\\d]";
const AT_MOST = "(?:不要超过|不超过|不高于|不到|低于|小于|少于|最多|至多|顶多|预算|控制在)";
const AT_LEAST = "(?:至少|起码|最少|不少于|不低于|高于|超过)";
const ABOUT = "(?:大概|大约|差不多|约|近|就|在|是|有|也就)";
const AFTER = "(?:\\(含\\))?(?:(以内|之内|以下|封顶|内)|(左右|上下)|(以上|起步?))?";
/** What makes the number something else than money: 3公里以内, 50岁以下. */
const NOT_MONEY =
  "(?!公里|千米|里|米|天|周|个|月|岁|年|号|日(?!元|币)|节|人(?!民币)|级|点|角|毛|分|小时|课时|门|次|km|%|\\.?\\d|[零一二两三四五六七八九十百千万亿])";

/** 四 of 五块四, not of 五块四天. */
const ALONE = "(?![\\d十百千万亿分个年月天次门周点公里节])";
const JIAO_FEN = `(?:(零)?(${DIGIT})(?:角|毛|毫|${ALONE}))?(?:零?(${DIGIT})(?:分|${ALONE}))?`;
/** One sum: 123元1角1分, 五块六, 三块零四, 五块七毛八, 3000多欧元. */
const SUM = `(${NUMBER})${NOT_MONEY}(?:(${ABROAD_OR_YUAN})${JIAO_FEN})?`;
const SMALL = new RegExp(
  `(?<![\\d块元一二两三四五六七八九十])(${DIGIT})(?:角|毛|毫)(?!衣|巾|笔|病|米|升|大)(?:(${DIGIT})分?)?`,
  "g",
);
const JOIN = "(?:\\(含\\))?\\s?(?:到|至|~|-{1,2}|—{1,2})\\s?";
const MONEY = new RegExp(
  `(?:(${AT_MOST})|(${AT_LEAST}))?${ABOUT}?(${AHEAD})?\\s?${NUMBER_START}(?:(${NUMBER})(?:${YUAN}(?:(${DIGIT})(?:角|毛|毫)?)?)?${JOIN})?${SUM}${AFTER}`,
  "g",
);

const centsOf = (range: NumberRange | undefined, jiao = 0, fen = 0): NumberRange | undefined =>
  range && { min: Math.round(range.min * 100) + jiao * 10 + fen, max: Math.round(range.max * 100) + jiao * 10 + fen };

const digitOf = (text: string | undefined): number => (text === undefined ? 0 : (readNumber(text)?.max ?? 0));

/** 两到三千: the unit is said once. 8500到3万 needs none, it would turn round. */
function readLow(low: string, high: string): NumberRange | undefined {
  const value = readNumber(low);
  const unit = /[万亿kw]+$/.exec(high)?.[0] ?? /[十百千仟]$/.exec(high)?.[0] ?? "";
  const coefficient = readNumber(high.slice(0, high.length - unit.length));
  const isShared = unit !== "" && !/[万亿kw]$/.test(low) && value !== undefined && coefficient !== undefined;
  return isShared && value.max < coefficient.min ? readNumber(low + unit) : value;
}

/** 港币三块 and 三块港币 alike. */
const currencyOf = (unit = "", ahead = ""): string =>
  CURRENCIES[unit.replace(/^(?:块钱|元|块|圆)(?=.)/, "")] ?? CURRENCIES[ahead] ?? "元";

function readMoney(match: RegExpExecArray): Money | undefined {
  const [, atMost, atLeast, ahead, low, lowJiao, high = "", unit, nought, jiao, fen, within, , above] = match;
  const isFen = nought !== undefined && fen === undefined; // 三块零四 is three yuan and four fen
  const top = centsOf(readNumber(high), isFen ? 0 : digitOf(jiao), isFen ? digitOf(jiao) : digitOf(fen));
  const bottom = low === undefined ? top : centsOf(readLow(low, high), digitOf(lowJiao));
  if (top === undefined || bottom === undefined || bottom.min > top.max) return undefined;
  return {
    min: bottom.min,
    max: top.max,
    currency: currencyOf(unit, ahead),
    bound: above !== undefined || atLeast !== undefined ? "at least" : atMost || within ? "at most" : "exact",
    hasUnit: unit !== undefined || ahead !== undefined,
  };
}

/** Sums of money, also bare numbers: whether such a number means money is for the caller to say. */
export function findMoney(text: string): Found<Money>[] {
  const sums = findAll(text, MONEY, "money", readMoney);
  const small = findAll(text, SMALL, "small money", ([, jiao, fen]): Money => {
    const cents = digitOf(jiao) * 10 + digitOf(fen);
    return { min: cents, max: cents, currency: "元", bound: "exact", hasUnit: true };
  });
  return small.length === 0 ? sums : withoutOverlaps([...sums.filter(({ value }) => value.hasUnit), ...small, ...sums]);
}
