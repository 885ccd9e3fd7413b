import { addDays, type LocalDate } from "../../../src/kit/clock.ts";
import { addMonths, mondayOf, weekdayOf } from "./calendar.ts";
import { type DateRule, N, numberIn, type Period } from "./date-rule.ts";
import { saysStart } from "./duration.ts";

const WEEK = "(?:周|星期|礼拜)";
const DAY = "[一二三四五六日天]";

const oneDay = (day: LocalDate): Period => ({ from: day, to: day, before: day });
const placeOf = (weekday: string): number => Math.min(6, "一二三四五六日天".indexOf(weekday));

const DAYS_AHEAD: Readonly<Record<string, number>> = { 大前: -3, 前: -2, 昨: -1, 今: 0, 明: 1, 后: 2, 大后: 3 };

/** So many units on; half a month is 15 days. */
function ahead(today: LocalDate, count: number, unit: string): LocalDate {
  if (unit === "年") return addMonths(today, Math.round(count * 12));
  if (unit.endsWith("月")) return addDays(addMonths(today, Math.trunc(count)), Math.round((count % 1) * 30));
  return addDays(today, Math.round(count * (/周|星期|礼拜/.test(unit) ? 7 : 1)));
}

const spanIn = (number: string | undefined, half: string | undefined): number =>
  (number === "半" ? 0.5 : (numberIn(number) ?? 0)) + (half === undefined ? 0 : 0.5);

const SPAN = `(?<!\\d)(半|${N})个?(半)?(天|日|周|星期|礼拜|月|年)(半)?`;

export const WEEK_RULES: readonly DateRule[] = [
  {
    name: "week",
    pattern: new RegExp(`(上上个?|上个?|这一?个?|本|今个?|下下个?|下个?)${WEEK}(末|${DAY})?`, "g"),
    read: ([, which = "", part], today) => {
      const weeks = (which.match(/下/g)?.length ?? 0) - (which.match(/上/g)?.length ?? 0);
      const monday = addDays(mondayOf(today), weeks * 7);
      if (part === "末") return { from: addDays(monday, 5), to: addDays(monday, 6), after: addDays(monday, 7) };
      if (part !== undefined) return oneDay(addDays(monday, placeOf(part)));
      return { from: monday, to: addDays(monday, 6), after: weeks === 0 ? addDays(monday, 7) : monday };
    },
  },
  {
    name: "weekday of a start",
    pattern: new RegExp(`${WEEK}(${DAY})(?=开班|开课|开学|开的|开始)`, "g"),
    read: ([, weekday = ""], today) => nextWeekday(weekday, today),
  },
  {
    name: "days ahead",
    pattern: /(?<![天周月年以之])(大前|前|昨|今|明后|明|大后|后)(?:天|日(?!语|本|式|化|常)|(?<=[昨今明])[早晚晨])/g,
    read: ([, which = ""], today) => {
      if (which === "明后") return { from: addDays(today, 1), to: addDays(today, 2) };
      return oneDay(addDays(today, DAYS_AHEAD[which] ?? 0));
    },
  },
  {
    name: "these days",
    pattern: /这(两|几)天|(过|隔)(?:两|几)天/g,
    read: ([, how, later], today) => {
      const from = later === undefined ? today : addDays(today, 2);
      return { from, to: addDays(from, how === "两" ? 2 : 6) };
    },
  },
  {
    name: "span ahead",
    pattern: new RegExp(`${SPAN}(?:以后|之后|过后|后(?!天|面|的[证经]))`, "g"),
    read: ([, number, , half, unit = "", more], today) => {
      const count = spanIn(number, half ?? more);
      const from = ahead(today, count, unit);
      return count === 0 ? undefined : { from, to: from, after: from, isOpen: true };
    },
  },
  {
    name: "span from now",
    pattern: new RegExp(`(近|未来|接下来|最近|这)?的?${SPAN}(以内|之内|里|内)?`, "g"),
    read: ({ 0: whole, 1: from, 2: number, 4: half, 5: unit = "", 6: more, 7: within, index, input }, today) => {
      const isStart = within !== undefined && saysStart(input, index + whole.length);
      const count = spanIn(number, half ?? more);
      if (count === 0 || (from === undefined && !isStart) || (from === "这" && within === undefined)) return undefined;
      return { from: today, to: ahead(today, count, unit) };
    },
  },
];

/** The next such day, never today. */
export function nextWeekday(weekday: string, today: LocalDate): Period {
  const days = (placeOf(weekday) - weekdayOf(today) + 7) % 7;
  return oneDay(addDays(today, days === 0 ? 7 : days));
}
