import { addDays, type LocalDate } from "../../../src/kit/clock.ts";
import { dayOf, lunarDay, nthWeekday, type SolarTermKey, solarTerm, yearOf } from "./calendar.ts";

type DayOfYear = (year: number) => LocalDate | undefined;

const solar =
  (month: number, date: number): DayOfYear =>
  (year) =>
    dayOf(year, month, date);
const lunar =
  (month: number, date: number): DayOfYear =>
  (year) =>
    lunarDay(year, month, date);
/** @param weekday Monday = 0 */
const nth =
  (month: number, count: number, weekday: number): DayOfYear =>
  (year) =>
    nthWeekday(dayOf(year, month, 1), count, weekday);

const newYearsEve: DayOfYear = (year) => {
  const first = lunarDay(year, 1, 1);
  return first && addDays(first, -1);
};
const term =
  (month: number, key: SolarTermKey): DayOfYear =>
  (year) =>
    solarTerm(year, month, key);

const HOLIDAYS: Readonly<Record<string, DayOfYear>> = {
  元旦: solar(1, 1),
  阳历新年: solar(1, 1),
  情人: solar(2, 14),
  妇女: solar(3, 8),
  三八: solar(3, 8),
  国际消费者权益日: solar(3, 15),
  愚人: solar(4, 1),
  清明: term(4, "pure_brightness"),
  五一国际劳动: solar(5, 1),
  五一: solar(5, 1),
  劳动: solar(5, 1),
  青年: solar(5, 4),
  母亲: nth(5, 2, 6),
  儿童: solar(6, 1),
  国际儿童: solar(6, 1),
  六一: solar(6, 1),
  父亲: nth(6, 3, 6),
  七一: solar(7, 1),
  建军: solar(8, 1),
  八一: solar(8, 1),
  八一建军: solar(8, 1),
  教师: solar(9, 10),
  国庆: solar(10, 1),
  十一: solar(10, 1),
  万圣: solar(10, 31),
  双十一: solar(11, 11),
  双11: solar(11, 11),
  感恩: nth(11, 4, 3),
  双十二: solar(12, 12),
  圣诞: solar(12, 25),
  春节: lunar(1, 1),
  新春: lunar(1, 1),
  过年: lunar(1, 1),
  农历新年: lunar(1, 1),
  大年初一: lunar(1, 1),
  元宵: lunar(1, 15),
  农历元宵: lunar(1, 15),
  端午: lunar(5, 5),
  七夕: lunar(7, 7),
  中元: lunar(7, 15),
  中秋: lunar(8, 15),
  重阳: lunar(9, 9),
  芒种: term(6, "grain_in_beard"),
  冬至: term(12, "the_winter_solstice"),
  腊八: lunar(12, 8),
  除夕: newYearsEve,
  大年三十: newYearsEve,
  高考: solar(6, 7),
  中考: solar(6, 12),
};

/** Holidays of several days; 国庆后 is after the last of them. The days off around 春节 differ from year to year. */
const LENGTHS: Readonly<Record<string, number>> = { 国庆: 7, 十一: 7, 五一: 5, 劳动: 5, 高考: 3, 中考: 3 };

export const holidayLength = (name: string): number => LENGTHS[name] ?? 1;

/** Source of a pattern for the names, longest first. */
export const HOLIDAY = Object.keys(HOLIDAYS)
  .sort((a, b) => b.length - a.length)
  .join("|");

export const holidayOf = (name: string, year: number): LocalDate | undefined => HOLIDAYS[name]?.(year);

/** The next time the holiday comes, today included. */
export function nextHoliday(name: string, today: LocalDate): LocalDate | undefined {
  const year = yearOf(today);
  return [holidayOf(name, year), holidayOf(name, year + 1)].find((day) => day !== undefined && day >= today);
}
