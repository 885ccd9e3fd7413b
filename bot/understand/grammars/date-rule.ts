import type { LocalDate } from "../../../src/kit/clock.ts";
import { yearOf } from "./calendar.ts";
import { readNumber } from "./number.ts";

/** A stretch of days that has a name, both ends included. */
export interface Period {
  from: LocalDate;
  to: LocalDate;
  /** The last day of what is before it, where that is not the day before `from`: 月底前 still holds the last of the month. */
  before?: LocalDate;
  /** The first day of what is after it, where that is not `from`: 国庆后 is after the holidays. */
  after?: LocalDate;
  /** Only its beginning is said: 半个月后. */
  isOpen?: boolean;
  /** Only its end is said: 年前. */
  isClosed?: boolean;
}

/** One way to name a period. Read against a day: the next 5月, seen from today. */
export interface DateRule {
  name: string;
  pattern: RegExp;
  read(match: RegExpExecArray, today: LocalDate): Period | undefined;
}

/** A number of a month or a day. */
export const N = "(\\d{1,2}|[一二两三四五六七八九十廿卅]{1,4})";
/** 今年, 2026年, 26年, 二零二六年; one group. */
export const YEAR =
  "(?:(今年|这一年|明年|下年|大后年|后年|去年|上年|大前年|前年|(?<!\\d)(?:\\d{4}|\\d{2})年|[零〇一二三四五六七八九]{2,4}年)的?)?";

export const numberIn = (text: string | undefined): number | undefined => readNumber(text ?? "")?.max;

const AHEAD: Readonly<Record<string, number>> = {
  大前年: -3,
  前年: -2,
  去年: -1,
  上年: -1,
  今年: 0,
  这一年: 0,
  明年: 1,
  下年: 1,
  后年: 2,
  大后年: 3,
};

/** The year that is said; undefined when none is. Two figures from 70 on are of the last century. */
export function yearIn(text: string | undefined, today: LocalDate): number | undefined {
  if (text === undefined) return undefined;
  const ahead = AHEAD[text];
  if (ahead !== undefined) return yearOf(today) + ahead;
  const year = numberIn(text.slice(0, -1));
  return year === undefined || year >= 100 ? year : year + (year >= 50 ? 1900 : 2000);
}
