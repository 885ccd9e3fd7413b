import { type Found, findAll } from "./found.ts";
import { NUMBER, readNumber } from "./number.ts";

const BEFORE = "(?:不超过|不高于|低于|最多|至多|顶多|预算|少于)";
const AFTER = "(?:以内|之内|以下|左右|上下|封顶|内)";
const MONEY = "(?:块钱|元钱|元|块|人民币)";
/** What makes the number something else than money: 3公里以内, 50岁以下. */
const NOT_MONEY = "(?!公里|千米|里|米|天|周|个|月|岁|年|号|日|节|人|级|小时|课时|km)";

const LIMIT = new RegExp(`(${BEFORE})?(${NUMBER})${NOT_MONEY}(${MONEY})?(${AFTER})?`, "g");
const RANGE = new RegExp(`(${NUMBER})(${MONEY})?[到至~-](${NUMBER})(${MONEY})`, "g");

const fenOf = (text: string | undefined): number | undefined => {
  const number = readNumber(text ?? "");
  return number === undefined || number.max > 100_000 ? undefined : Math.round(number.max * 100);
};

/** The most a person wants to pay, in fen. A bare number is no price: it needs 块 or 元, or a word of limit. */
export function findFeeLimits(text: string): Found<number>[] {
  const ranges = findAll(text, RANGE, "price range", (match) => fenOf(match[3]));
  const limits = findAll(text, LIMIT, "price limit", (match) => {
    const [, before, number, money, after] = match;
    return money === undefined && before === undefined && after === undefined ? undefined : fenOf(number);
  });
  return [
    ...ranges,
    ...limits.filter((limit) => !ranges.some((range) => limit.start >= range.start && limit.end <= range.end)),
  ];
}
