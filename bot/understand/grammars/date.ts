import { addDays, type LocalDate } from "../../../src/kit/clock.ts";
import { dayOf, HOLIDAY, lastOfMonth, mondayOf, monthOf, nextHoliday, yearOf } from "./calendar.ts";
import { type Found, findAll } from "./found.ts";
import { readNumber } from "./number.ts";

/** When a course should start; both ends included, an open end left out. */
export interface DateRange {
  from?: LocalDate;
  to?: LocalDate;
}

interface DateRule {
  name: string;
  pattern: RegExp;
  read(match: RegExpExecArray, today: LocalDate): DateRange | undefined;
}

const N = "(\\d{1,2}|[一二两三四五六七八九十]{1,3})";
const BEFORE = "(?:以前|之前|前)";
const AFTER = "(?:以后|之后|过后|后)";
const numberIn = (text: string | undefined): number | undefined => readNumber(text ?? "")?.max;
const within = (from: LocalDate, to: LocalDate): DateRange => ({ from, to });

/** A month named without its year is the next one to come. */
const yearOfMonth = (month: number, today: LocalDate): number => yearOf(today) + (month < monthOf(today) ? 1 : 0);

const bounded = (from: LocalDate, to: LocalDate, edge: string | undefined): DateRange => {
  if (edge === undefined) return within(from, to);
  return /前/.test(edge) ? { to: from } : { from: to };
};

function monthPart(month: number, part: string | undefined, today: LocalDate): DateRange {
  const year = yearOfMonth(month, today);
  if (part === "初") return within(dayOf(year, month, 1), dayOf(year, month, 10));
  if (part === "中旬" || part === "中") return within(dayOf(year, month, 11), dayOf(year, month, 20));
  if (part === "底" || part === "末") return within(dayOf(year, month, 21), lastOfMonth(year, month));
  if (part === undefined) return within(dayOf(year, month, 1), lastOfMonth(year, month));
  return /前/.test(part) ? { to: addDays(dayOf(year, month, 1), -1) } : { from: dayOf(year, month, 1) };
}

const UNIT_DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 个月: 30, 月: 30 };
const AHEAD: Readonly<Record<string, number>> = { 今: 0, 明: 1, 后: 2, 大后: 3 };

const RULES: readonly DateRule[] = [
  {
    name: "month and day",
    pattern: new RegExp(`${N}月(?:份)?${N}[日号](${BEFORE}|${AFTER})?`, "g"),
    read: ([, monthText, dateText, edge], today) => {
      const [month, date] = [numberIn(monthText), numberIn(dateText)];
      if (month === undefined || date === undefined || month < 1 || month > 12 || date < 1 || date > 31)
        return undefined;
      const thisYear = dayOf(yearOf(today), month, date);
      const day = thisYear < today ? dayOf(yearOf(today) + 1, month, date) : thisYear;
      return bounded(day, day, edge);
    },
  },
  {
    name: "month",
    pattern: new RegExp(`(?<![\\d个])${N}月(?:份)?(初|中旬|中|底|末|${BEFORE}|${AFTER})?(?!\\d)`, "g"),
    read: ([, monthText, part], today) => {
      const month = numberIn(monthText);
      return month === undefined || month < 1 || month > 12 ? undefined : monthPart(month, part, today);
    },
  },
  {
    name: "day of this month",
    pattern: new RegExp(`${N}号(${BEFORE}|${AFTER})`, "g"),
    read: ([, dateText, edge], today) => {
      const date = numberIn(dateText);
      if (date === undefined || date < 1 || date > 31) return undefined;
      const thisMonth = dayOf(yearOf(today), monthOf(today), date);
      const day = thisMonth < today ? dayOf(yearOf(today), monthOf(today) + 1, date) : thisMonth;
      return bounded(day, day, edge);
    },
  },
  {
    name: "end of the month",
    pattern: new RegExp(`(?:这个|本)?月底(${BEFORE}|${AFTER})?`, "g"),
    read: ([, edge], today) => {
      const last = lastOfMonth(yearOf(today), monthOf(today));
      return edge !== undefined && /后/.test(edge) ? { from: addDays(last, 1) } : { from: today, to: last };
    },
  },
  {
    name: "this or next month",
    pattern: /(这个|本|下下个?|下个?)月(初|中旬|底)?/g,
    read: ([, which, part], today) => {
      const ahead = which === "这个" || which === "本" ? 0 : which?.startsWith("下下") ? 2 : 1;
      const first = dayOf(yearOf(today), monthOf(today) + ahead, 1);
      const last = lastOfMonth(yearOf(first), monthOf(first));
      if (part === "初") return within(first, addDays(first, 9));
      if (part === "中旬") return within(addDays(first, 10), addDays(first, 19));
      if (part === "底") return within(addDays(first, 20), last);
      return within(ahead === 0 ? today : first, last);
    },
  },
  {
    name: "week",
    pattern: /(这个?|本|下下个?|下个?)周(末|[一二三四五六日天])?/g,
    read: ([, which, part], today) => {
      const weeks = which?.startsWith("下下") ? 2 : which?.startsWith("下") ? 1 : 0;
      const monday = addDays(mondayOf(today), weeks * 7);
      if (part === "末") return within(addDays(monday, 5), addDays(monday, 6));
      const weekday = part === undefined ? -1 : "一二三四五六日天".indexOf(part);
      if (weekday >= 0) return within(addDays(monday, Math.min(weekday, 6)), addDays(monday, Math.min(weekday, 6)));
      return within(weeks === 0 ? today : monday, addDays(monday, 6));
    },
  },
  {
    name: "days ahead",
    pattern: /(大后|今|明|后)[天日](?!天|津)/g,
    read: ([, which], today) => {
      const day = addDays(today, AHEAD[which ?? ""] ?? 0);
      return within(day, day);
    },
  },
  {
    name: "span",
    pattern: new RegExp(`(半|${N})(?:个)?(天|日|周|个月|月)(以内|之内|内|${AFTER})`, "g"),
    read: ([, text, , unit, edge], today) => {
      const count = text === "半" ? 0.5 : numberIn(text);
      const days = Math.round((count ?? 0) * (UNIT_DAYS[unit ?? ""] ?? 0));
      if (days <= 0) return undefined;
      return edge !== undefined && /后/.test(edge)
        ? { from: addDays(today, days) }
        : within(today, addDays(today, days));
    },
  },
  {
    name: "holiday",
    pattern: new RegExp(`(${HOLIDAY})(?:节)?(?:假期)?(${BEFORE}|${AFTER}|期间)`, "g"),
    read: ([, name, edge], today) => {
      const day = nextHoliday(name ?? "", today);
      if (day === undefined || edge === undefined) return undefined;
      if (edge === "期间") return within(day, addDays(day, 6));
      return /前/.test(edge) ? { from: today, to: addDays(day, -1) } : { from: addDays(day, 1) };
    },
  },
  {
    name: "new year of the moon",
    pattern: /(年前|过年前)|(年后|过完年|翻年|开年)/g,
    read: ([, before], today) => {
      const day = nextHoliday("春节", today);
      if (day === undefined) return undefined;
      return before === undefined ? { from: addDays(day, 1) } : { from: today, to: addDays(day, -1) };
    },
  },
  {
    name: "year",
    pattern: /(年底)(?:以前|之前|前)?|(明年)(?!\d)/g,
    read: ([, end], today) => {
      const year = yearOf(today);
      return end === undefined
        ? within(dayOf(year + 1, 1, 1), dayOf(year + 1, 12, 31))
        : within(today, dayOf(year, 12, 31));
    },
  },
  {
    name: "school holidays",
    pattern: /(暑假)|(寒假)/g,
    read: ([, summer], today) => {
      const [first, last] = summer === undefined ? [1, 2] : [7, 8];
      const year = yearOf(today) + (monthOf(today) > last ? 1 : 0);
      return within(dayOf(year, first, 10), lastOfMonth(year, last));
    },
  },
];

/**
 * When the course should start, read against today (a day in China). Rules stand from the more to the less exact; where two overlap
 * the first wins.
 */
export function findDates(text: string, today: LocalDate): Found<DateRange>[] {
  const found: Found<DateRange>[] = [];
  for (const { name, pattern, read } of RULES)
    for (const each of findAll(text, pattern, name, (match) => read(match, today)))
      if (!found.some((other) => each.start < other.end && other.start < each.end)) found.push(each);
  return found;
}
