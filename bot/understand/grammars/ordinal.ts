import { type Found, findAll } from "./found.ts";
import { readNumber } from "./number.ts";

/** Position in the list last shown, counted from 1; "last" and "this" depend on what was shown. */
export type Ordinal = number | "last" | "this";

const COUNTER = "(?:个|门|家|条|种|项|号|班|课)";
const NUMBERED = new RegExp(
  `第([一二两三四五六七八九十]{1,3}|\\d{1,2})(?![批期届次年月周天季])${COUNTER}?|(?:回复|选|看|要)(\\d{1,2})(?!\\d|[块元公里级月号])`,
  "g",
);
const BARE = /^(?:我?(?:选|看|要))?([一二两三四五六七八九十]|\d{1,2})(?:号|吧|\.|。)?$/g;
const FIRST = /头一(?:个|门|家)|第一个|最上面(?:那|的)?(?:个|门)?/g;
const LAST = /最后(?:一|那)?(?:个|门|家)|倒数第一(?:个|门)/g;
const THIS = /(?:上面|刚才|刚刚|前面)?(?:这|那)(?:个|门|家|一个)(?!地方|月|周|年|证|人|工|职业|行业)|它/g;

/** 第二个, 2, 最后一个, 这个. */
export function findOrdinals(text: string): Found<Ordinal>[] {
  const numbered = (match: RegExpExecArray): Ordinal | undefined => readNumber(match[1] ?? match[2] ?? "")?.max;
  const found: Found<Ordinal>[] = [
    ...findAll(text, FIRST, "first", (): Ordinal => 1),
    ...findAll(text, LAST, "last", (): Ordinal => "last"),
    ...findAll(text, NUMBERED, "ordinal", numbered),
    ...findAll(text, BARE, "number alone", numbered),
    ...findAll(text, THIS, "this one", (): Ordinal => "this"),
  ];
  return found.filter(
    (each, index) => !found.slice(0, index).some((other) => each.start < other.end && other.start < each.end),
  );
}
