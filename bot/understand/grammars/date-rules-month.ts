import { addDays, type LocalDate } from "../../../src/kit/clock.ts";
import { addMonths, dayOf, isDay, lastOfMonth, monthOf, nthWeekday, yearOf } from "./calendar.ts";
import { type DateRule, N, numberIn, type Period, YEAR, yearIn } from "./date-rule.ts";
import { readNumber } from "./number.ts";

const PART = "(初|上旬|中旬|中(?!级|医|式|学|小|餐|心|专|职|山|高)|下旬|底|末)";
/** Not followed by what would make the number something else than a day. */
const DAY_END = "(?![\\d个月天门次人块元点岁级年万千百])";
const JOIN = "\\s?(?:到|至|~|-|—)\\s?";

/** Ten days at the beginning, in the middle, from the 21st to the end. */
function partOf(first: LocalDate, part: string | undefined): Period {
  const last = lastOfMonth(yearOf(first), monthOf(first));
  if (part === undefined) return { from: first, to: last };
  if (part === "初" || part === "上旬") return { from: first, to: addDays(first, 9), before: addDays(first, 9) };
  if (part.startsWith("中")) return { from: addDays(first, 10), to: addDays(first, 19), before: addDays(first, 19) };
  return { from: addDays(first, 20), to: last, before: last, after: addDays(last, 1) };
}

/** A month or day without its year is the next one to come. */
const nextYearOf = (today: LocalDate, isPast: (year: number) => boolean): number =>
  yearOf(today) + (isPast(yearOf(today)) ? 1 : 0);

function readDay(today: LocalDate, year: number | undefined, month = 0, date = 0): Period | undefined {
  const isLeapDay = month === 2 && date === 29;
  let said = year ?? nextYearOf(today, (thisYear) => dayOf(thisYear, month, date) < today);
  if (year === undefined && isLeapDay) said += (4 - (said % 4)) % 4;
  if (!isDay(said, month, date)) return undefined;
  const day = dayOf(said, month, date);
  return { from: day, to: day, before: day };
}

const readFigures = (year: string | undefined, month: string | undefined, date: string | undefined, today: LocalDate) =>
  readDay(today, year === undefined ? undefined : yearIn(`${year}年`, today), numberIn(month), numberIn(date));

export const MONTH_RULES: readonly DateRule[] = [
  {
    name: "weekday of a month",
    pattern: new RegExp(`${YEAR}${N}月(?:份)?的?(?:第${N}|(最后一))个?(?:周|星期|礼拜)([一二三四五六日天])`, "g"),
    read: ([, year, monthText, count, , weekday], today) => {
      const month = numberIn(monthText);
      if (month === undefined || month < 1 || month > 12) return undefined;
      const said = yearIn(year, today) ?? nextYearOf(today, () => month < monthOf(today));
      const nth = count === undefined ? -1 : (numberIn(count) ?? 1);
      const day = nthWeekday(dayOf(said, month, 1), nth, Math.min(6, "一二三四五六日天".indexOf(weekday ?? "一")));
      return { from: day, to: day, before: day };
    },
  },
  {
    name: "month and day",
    pattern: new RegExp(`(?<![\\d个])${YEAR}${N}月(?:份)?的?${N}(?:[日号]|${DAY_END})`, "g"),
    read: ([, year, month, date], today) => readDay(today, yearIn(year, today), numberIn(month), numberIn(date)),
  },
  {
    name: "date in figures",
    pattern: /(?<![\d.])(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?!\d)/g,
    read: ([, year, , month, date], today) => readFigures(year, month, date, today),
  },
  {
    name: "date in figures, year last",
    pattern: /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?![\d/])/g,
    read: ([, month, date, year], today) => readFigures(year, month, date, today),
  },
  {
    name: "month and day in figures",
    pattern:
      /(?<![\d./])(1[0-2]|0?[1-9])(?:\/(3[01]|[12]\d|0?[1-9])|\.(3[01]|[12]\d|0?[1-9](?=开|号|日|以|之|前|后|到|至)))(?![\d./]|元|块|万|千|百|k|公里|里|米|km|个|年|月|天|折|分|w|%|小时)/g,
    read: ([, month, slashed, dotted], today) => readFigures(undefined, month, slashed ?? dotted, today),
  },
  {
    name: "month",
    pattern: new RegExp(
      `(?<![\\d个])${YEAR}第?(?:${N}${JOIN})?(?<!第)${N}(?:月(?:份)?|(?<=第\\d{1,2})个月)(?![嫂子薪饼亮])${PART}?(?!\\d)`,
      "g",
    ),
    read: ([, year, low, monthText, part], today) => {
      const months = readNumber(monthText ?? ""); // 三四月 are two
      const [first, last] = [numberIn(low) ?? months?.min ?? 0, months?.max ?? 0];
      if (first < 1 || last > 12 || first > last) return undefined;
      const said = yearIn(year, today) ?? nextYearOf(today, () => last < monthOf(today));
      const { from } = partOf(dayOf(said, first, 1), undefined);
      return first === last ? partOf(from, part) : { from, to: lastOfMonth(said, last) };
    },
  },
  {
    name: "this or next month",
    pattern: new RegExp(`(这个?|今个?|本|当|上上个?|上个?|下下个?|下个?)月(?:份)?的?(?:${PART}|${N}[日号])?`, "g"),
    read: ([, which = "", part, date], today) => {
      const ahead = (which.match(/下/g)?.length ?? 0) - (which.match(/上/g)?.length ?? 0);
      const first = addMonths(dayOf(yearOf(today), monthOf(today), 1), ahead);
      if (date !== undefined) return readDay(today, yearOf(first), monthOf(first), numberIn(date));
      return { ...partOf(first, part), ...(part === undefined && { after: addMonths(first, 1) }) };
    },
  },
  {
    name: "part of this month",
    pattern: new RegExp(`(?<![\\d一二两三四五六七八九十个年])月${PART}`, "g"),
    read: ([, part], today) => {
      const first = dayOf(yearOf(today), monthOf(today), 1);
      const period = partOf(first, part);
      return period.to < today ? partOf(addMonths(first, 1), part) : period;
    },
  },
  {
    name: "day of this month",
    pattern: new RegExp(
      `(?<![\\d第月])${N}[日号](?:(?=开|以?[前后]|之[前后]|过后|左右|那天|上课|报名|的|到|至|-|~|起)|(?<=[到至~—-]\\s?(?:\\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]))`,
      "g",
    ),
    read: ([, dateText], today) => {
      const date = numberIn(dateText) ?? 0;
      const first = dayOf(yearOf(today), monthOf(today), 1);
      const isPast = dayOf(yearOf(first), monthOf(first), date) < today;
      const month = isPast ? addMonths(first, 1) : first;
      return readDay(today, yearOf(month), monthOf(month), date);
    },
  },
];
