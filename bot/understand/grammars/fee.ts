import type { Found } from "./found.ts";
import { findMoney } from "./money.ts";

/** Nobody pays more for a course; a bigger sum speaks of something else: 奖金50万. */
const MOST_FEN = 10_000_000;

/** 预算三千, 两千以内, 1千五左右: a word of limit makes a price of a bare number. */
const LIMIT_WORD = /不超过|不要超过|不高于|不到|低于|最多|至多|顶多|预算|少于|控制在|以内|之内|以下|左右|上下|封顶|内$/;
const IS_PRICE = /(?:学费|价格|价钱|价位|费用)(?:在|是|就)?$/;
/** What the sum is said about when it is not a wish: 补贴2000元, 工资五千. */
const NOT_A_PRICE = /(?:补贴|补助|工资|月薪|挣|赚|收入|押金|发)(?:是|有|了|到)?$/;

/** The most a person wants to pay, in fen. A bare number is no price: it needs 块 or 元, or a word of limit. */
export const findFeeLimits = (text: string): Found<number>[] =>
  findMoney(text)
    .filter(({ start, end, value: { currency, bound, hasUnit, max } }) => {
      const isLimit =
        hasUnit || LIMIT_WORD.test(text.slice(start, end)) || IS_PRICE.test(text.slice(Math.max(0, start - 4), start));
      const isWish = !NOT_A_PRICE.test(text.slice(Math.max(0, start - 4), start));
      return currency === "元" && bound !== "at least" && max <= MOST_FEN && isLimit && isWish;
    })
    .map(({ start, end, value, reason }) => ({ start, end, value: value.max, reason: `${reason} limit` }));
