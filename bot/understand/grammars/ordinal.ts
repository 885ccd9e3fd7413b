import { type Found, findAll } from "./found.ts";
import { readNumber } from "./number.ts";

/** Position in the list last shown, counted from 1; "last" and "this" depend on what was shown. */
export type Ordinal = number | "last" | "this";

const COUNTER = "(?:个|门|家|条|种|项|号|班|课)";
const NUMBERED = new RegExp(
  `第([一二两三四五六七八九十]{1,3}|\\d{1,2})(?![批期届次年月周天季])${COUNTER}?|(?:回复|选|看|要)(\\d{1,2})(?!\\d|[块元公里级月号])`,
  "g",
);
/** 1和3哪个, 2号那家, 三号怎么联系. */
const PAIR =
  /(?:^|看|选|比较?|把)([一二三四五六七八九]|\d{1,2})(?:号)?(?:和|跟|与|、|同|还是)([一二三四五六七八九]|\d{1,2})(?:号)?(?=哪|比|有|怎|区别|的|$)/g;
const HOUSE =
  /(?<![月\d一二三四五六七八九十])([一二两三四五六七八九]|\d)号(?=那|机构|家|怎么|的|学校|课|班|多少|在|电话|$)/g;
const BARE = /^(?:我?(?:选|看|要))?([一二两三四五六七八九十]|\d{1,2})(?:号|吧|\.|。)?$/g;
const FIRST = /头(?:一)?(?:个|门|家)|第一(?:个|家|门)|最上面(?:那|的)?(?:个|门)?/g;
const LAST = /最后(?:一|那)?(?:个|门|家)|后(?:一)?个(?!月)|倒数第一(?:个|门)/g;
const THIS = /(?:上面|刚才|刚刚|前面)?(?:这|那)(?:个|门|家|一个)(?!地方|月|周|年|证|人|工|职业|行业)|它/g;

/** 1和3哪个划算: both. */
export const findOrdinalPair = (text: string): [Ordinal, Ordinal] | undefined => {
  const [pair] = text.matchAll(PAIR);
  const [first, second] = [readNumber(pair?.[1] ?? "")?.max, readNumber(pair?.[2] ?? "")?.max];
  return first === undefined || second === undefined ? undefined : [first, second];
};

/** 第二个, 2, 最后一个, 这个. */
export function findOrdinals(text: string): Found<Ordinal>[] {
  const numbered = (match: RegExpExecArray): Ordinal | undefined => readNumber(match[1] ?? match[2] ?? "")?.max;
  const found: Found<Ordinal>[] = [
    ...findAll(text, FIRST, "first", (): Ordinal => 1),
    ...findAll(text, LAST, "last", (): Ordinal => "last"),
    ...findAll(text, NUMBERED, "ordinal", numbered),
    ...findAll(text, PAIR, "the first of two", (match): Ordinal | undefined => readNumber(match[1] ?? "")?.max),
    ...findAll(text, HOUSE, "number of the list", numbered),
    ...findAll(text, BARE, "number alone", numbered),
    ...findAll(text, THIS, "this one", (): Ordinal => "this"),
  ];
  return found.filter(
    (each, index) => !found.slice(0, index).some((other) => each.start < other.end && other.start < each.end),
  );
}
