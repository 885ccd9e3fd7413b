import type { Found } from "./found.ts";
import { findMoney } from "./money.ts";

/** Nobody pays more for a course; a bigger sum speaks of something else: 奖金50万. */
const MOST_FEN = 10_000_000;

/** 学费一般 speaks of no sum of one yuan. */
const LEAST_BARE_FEN = 5_000;

/** 预算三千, 两千以内, 1千五左右: a word of limit makes a price of a bare number. */
const LIMIT_WORD = /不超过|不要超过|不高于|不到|低于|最多|至多|顶多|预算|少于|控制在|以内|之内|以下|左右|上下|封顶|内$/;
/** What stands before a sum somebody can pay: 最高出到4500, 只拿得出一千二, 学费别超过六百. */
const CEILING_BEFORE =
  /(?:学费|价格|价钱|价位|费用|预算|(?:不|别|莫)(?:要)?(?:超过?|高于|贵过)|最高|最多|顶多|撑死|顶天|只(?:拿|出|付|有|掏)?(?:得)?(?:出|起|到)?|(?:手头|身上|手里)(?:只)?有|出(?:得)?(?:起|到)|承受(?:得起)?|接受)(?:在|是|就|了|到|只有?|只得|能|可以|出到|出得起|不要超过|别超过|不超过|:|：)*$/;
/** 超过三千就算了, 高于两千不考虑: the limit is said by what lies beyond it. */
const BEYOND_BEFORE = /(?:超过?|超出|高于|多于|贵过|上了?)$/;
const BEYOND_AFTER =
  /^(?:块|元|钱|的)*(?:我)?(?:就|都|的话)?(?:算了|不(?:要|考虑|学|行|报|得行)|负担不起|出不起|拿不出|太贵|遭不住|受不了|免谈|莫)/;
const CEILING_AFTER = /^(?:块|元|钱)*(?:打得住|封顶|够不够|能不能(?:拿下|学)|学得到|拿得下|搞得定|以里|往下|打底以下)/;
/** What the sum is said about when it is not a wish: 补贴2000元, 工资五千, 交了三千. */
const NOT_A_PRICE =
  /(?:补贴|补助|工资|月薪|挣|赚|收入|押金|发|领|奖励?|欠|借|贷|罚|房租|房贷|一个?月|一天|交了|花了|收了?|转了|卖|补|退)(?:是|有|了|到|我|他|给)?$/;
const PAID_AFTER = /^(?:块|元|钱|多)*(?:一个?月|一天|的?(?:工资|月薪|收入|房贷|房租)|全退|都交了)/;

/** The most a person wants to pay, in fen. A bare number is no price: it needs 块 or 元, or a word of limit. */
export const findFeeLimits = (text: string): Found<number>[] =>
  findMoney(text)
    .filter(({ start, end, value: { currency, bound, hasUnit, max } }) => {
      const [before, after] = [text.slice(Math.max(0, start - 12), start), text.slice(end, end + 12)];
      const said = text.slice(start, end);
      const isBeyond =
        (bound === "at least" || BEYOND_BEFORE.test(before) || /^超/.test(said)) && BEYOND_AFTER.test(after);
      const isCapped = bound === "at least" && /(?:别|莫|不要|不|不能|不想)$/.test(before);
      const isCeiling =
        isCapped || LIMIT_WORD.test(said) || CEILING_BEFORE.test(before) || CEILING_AFTER.test(after) || isBeyond;
      const isLimit = isCeiling || (hasUnit && max >= 10_000); // 一块 is a piece of something; a fee is a hundred at least
      const isWish = isCeiling || (!NOT_A_PRICE.test(before) && !PAID_AFTER.test(after));
      return (
        currency === "元" &&
        (bound !== "at least" || isBeyond || isCapped) &&
        max <= MOST_FEN &&
        (hasUnit || max >= LEAST_BARE_FEN) &&
        isLimit &&
        isWish
      );
    })
    .map(({ start, end, value, reason }) => ({ start, end, value: value.max, reason: `${reason} limit` }));
