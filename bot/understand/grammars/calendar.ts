import { createRequire } from "node:module";
import { addDays, LocalDate } from "../../../src/kit/clock.ts";

// Its ESM build has no "type": "module" beside it, so Node reads it only through `require`.
const { getSolarDateFromLunar, getSolarTermDate }: typeof import("chinese-days") = createRequire(import.meta.url)(
  "chinese-days",
);

export const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));
export const monthOf = (day: LocalDate): number => Number(day.slice(5, 7));

/** A day of the calendar; a month beyond December runs on into the next year. Years 0 to 99 are not the 1900s here. */
export function dayOf(year: number, month: number, date: number): LocalDate {
  return LocalDate.parse(new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10));
}

export const lastOfMonth = (year: number, month: number): LocalDate => dayOf(year, month + 1, 0);

/** Whether the month has that day: 2月30日 has none. */
export const isDay = (year: number, month: number, date: number): boolean =>
  month >= 1 && month <= 12 && date >= 1 && date <= Number(lastOfMonth(year, month).slice(8));

/** The same day so many months on, or the last of a shorter month. */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const [year, month] = [yearOf(day), monthOf(day) + months];
  const [same, last] = [dayOf(year, month, Number(day.slice(8))), lastOfMonth(year, month)];
  return same < last ? same : last;
}

/** Monday = 0. */
export const weekdayOf = (day: LocalDate): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

export const mondayOf = (day: LocalDate): LocalDate => addDays(day, -weekdayOf(day));

/** The nth of a weekday from a first of month on; the last one for -1. @param weekday Monday = 0 */
export function nthWeekday(first: LocalDate, count: number, weekday: number): LocalDate {
  if (count < 0) return addDays(nthWeekday(addMonths(first, 1), 1, weekday), -7);
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (count - 1) * 7);
}

/** The day that has this place in the lunar calendar's year: 腊月初十 of 2022 is in January 2023. */
export function lunarDay(year: number, month: number, date: number): LocalDate | undefined {
  if (year < 1900 || year > 2099) return undefined; // as far as the library's tables go
  return LocalDate.parse(getSolarDateFromLunar(`${year}-${two(month)}-${two(date)}`).date);
}

export type SolarTermKey = Parameters<typeof getSolarTermDate>[2];

/** The day a solar term such as 清明 begins, in the years the library's formula holds for. */
export const solarTerm = (year: number, month: number, key: SolarTermKey): LocalDate | undefined =>
  year < 1900 || year > 2099 ? undefined : LocalDate.parse(getSolarTermDate(year, month, key));

const two = (value: number): string => `${value}`.padStart(2, "0");
