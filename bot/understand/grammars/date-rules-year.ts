import { addDays, type LocalDate } from "../../../src/kit/clock.ts";
import { dayOf, lastOfMonth, lunarDay, monthOf, yearOf } from "./calendar.ts";
import { type DateRule, N, numberIn, type Period, YEAR, yearIn } from "./date-rule.ts";
import { HOLIDAY, holidayLength, holidayOf, nextHoliday } from "./holidays.ts";

const months = (year: number, first: number, last: number): Period => {
  const to = lastOfMonth(year + (last < first ? 1 : 0), last);
  return { from: dayOf(year, first, 1), to, after: addDays(to, 1) };
};

/** The year in which these months are still to come, or go on. */
const yearOfMonths = (last: number, today: LocalDate): number => yearOf(today) + (monthOf(today) > last ? 1 : 0);

/** What of a year is named, as its first and last month. 年底 is December. */
const PARTS: Readonly<Record<string, readonly [first: number, last: number]>> = {
  上半年: [1, 6],
  前半年: [1, 6],
  下半年: [7, 12],
  后半年: [7, 12],
  年底: [12, 12],
  年末: [12, 12],
  底: [12, 12],
  末: [12, 12],
  年初: [1, 1],
  初: [1, 1],
  年中: [6, 7],
  春天: [3, 5],
  春季: [3, 5],
  夏天: [6, 8],
  夏季: [6, 8],
  秋天: [9, 11],
  秋季: [9, 11],
  冬天: [12, 2],
  冬季: [12, 2],
  开春: [3, 3],
  一季度: [1, 3],
  二季度: [4, 6],
  三季度: [7, 9],
  四季度: [10, 12],
};
const ALONE =
  "上半年|前半年|下半年|后半年|年底|年末|年初|年中(?!级)|春天|春季|夏天|夏季|秋天|秋季|冬天|冬季|开春|[一二三四]季度";

const LUNAR_MONTHS: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 };
const LUNAR_DAY = "(?:(初[一二三四五六七八九十]|[一二三四五六七八九十廿]{1,3})(?:日|号)?)";

/** 正月 and 腊月 belong to no month of the sun, so the year that is said may not be the one they are in. */
function readLunar(today: LocalDate, year: number | undefined, month: number, date: number | undefined) {
  for (const lunarYear of year === undefined ? [yearOf(today) - 1, yearOf(today), yearOf(today) + 1] : [year]) {
    const from = lunarDay(lunarYear, month, date ?? 1);
    const next = month === 12 ? lunarDay(lunarYear + 1, 1, 1) : lunarDay(lunarYear, month + 1, 1);
    const to = date === undefined ? next && addDays(next, -1) : from;
    if (from !== undefined && to !== undefined && (year !== undefined || to >= today)) return { from, to };
  }
  return undefined;
}

/** Names that are ordinary words or numbers without what follows: 十一个人, 妇女, 八一路. */
const NEEDS_EDGE = /^(?:十一|三八|六一|七一|八一)$/;
const NEEDS_NAME = /^(?:青年|儿童|国际儿童|母亲|父亲|妇女|劳动|情人|愚人|万圣|感恩|教师|建军|中元)$/;

export const YEAR_RULES: readonly DateRule[] = [
  {
    name: "around the new year of the moon",
    pattern:
      /(过年前|(?<![\d一二三四五六七八九十两几半多今明去])年前)|(过完年|过了年|开年|翻年|过年后|(?<![\d一二三四五六七八九十两几半多今明去])年后)/g,
    read: ([, before], today) => {
      const day = nextHoliday("春节", today);
      if (day === undefined) return undefined;
      return before === undefined
        ? { from: addDays(day, 1), to: addDays(day, 1), isOpen: true }
        : { from: today, to: addDays(day, -1), isClosed: true };
    },
  },
  {
    name: "lunar date",
    pattern: new RegExp(
      `${YEAR}(?:(?:农历|阴历)${YEAR}(${N}|[正冬腊])月${LUNAR_DAY}?|(?:([正腊冬])月|大年(?=初))${LUNAR_DAY}?|${N}月(?=初|廿)${LUNAR_DAY})`,
      "g",
    ),
    read: (match, today) => {
      const [whole, year, sameYear, told, , date, named, date2, numbered, date3] = match;
      const month = LUNAR_MONTHS[named ?? told ?? ""] ?? (/大年/.test(whole) ? 1 : numberIn(numbered ?? told));
      const day = numberIn((date ?? date2 ?? date3)?.replace("初", ""));
      if (month === undefined || month < 1 || month > 12 || (day ?? 1) > 30) return undefined;
      return readLunar(today, yearIn(year ?? sameYear, today), month, day);
    },
  },
  {
    name: "holiday",
    pattern: new RegExp(
      `${YEAR}(?<![第二三四五六七八九])(${HOLIDAY})(?!路|街|广场|村|镇|乡|社区|小区|大道|[\\d个月号点岁天块元])(节)?((?:放?假期?|长假|黄金周)?(?:期间)?)`,
      "g",
    ),
    read: ({ 0: whole, 1: year, 2: name = "", 3: named, 4: during, index, input }, today) => {
      const rest = input.slice(index + whole.length, index + whole.length + 2);
      const isEdged = rest === "" || during !== "" || /^(?:以?[前后]|之[前后]|过)/.test(rest);
      if (named === undefined && (NEEDS_NAME.test(name) || (NEEDS_EDGE.test(name) && !isEdged))) return undefined;
      const said = yearIn(year, today);
      const day = said === undefined ? nextHoliday(name, today) : holidayOf(name, said);
      const length = during === "" ? holidayLength(name) : Math.max(7, holidayLength(name));
      return day && { from: day, to: addDays(day, length - 1), after: addDays(day, holidayLength(name)) };
    },
  },
  {
    name: "school holidays",
    pattern: new RegExp(`${YEAR}(?:(暑假|放暑假)|(?:寒假|放寒假))`, "g"),
    read: ([, year, summer], today) => {
      const [first, last] = summer === undefined ? [1, 2] : [7, 8];
      const period = months(yearIn(year, today) ?? yearOfMonths(last, today), first, last);
      return { ...period, from: addDays(period.from, 9) };
    },
  },
  {
    name: "part of a year",
    pattern: new RegExp(`${YEAR}第?(${ALONE})`, "g"),
    read: ([, year, part = ""], today) => {
      const [first, last] = PARTS[part] ?? [1, 12];
      const period = months(yearIn(year, today) ?? yearOfMonths(last < first ? first : last, today), first, last);
      return /底|末|初|中/.test(part) ? { ...period, before: period.to } : period;
    },
  },
  {
    name: "year",
    pattern:
      /(今年|这一年|明年|下年|大后年|后年|去年|上年|大前年|前年|(?<!\d)\d{4}年|二零[零一二三四五六七八九]{2}年)(底|初|末)?/g,
    read: ([, text, part], today) => {
      const year = yearIn(text, today) ?? yearOf(today);
      const [first, last] = PARTS[part ?? ""] ?? [1, 12];
      const period = months(year, first, last);
      return part === undefined ? period : { ...period, before: period.to };
    },
  },
];
