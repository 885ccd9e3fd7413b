import { createRequire } from "node:module";
import { addDays, LocalDate } from "../../../src/kit/clock.ts";

// Its ESM build has no "type": "module" beside it, so Node reads it only through `require`.
const { getSolarDateFromLunar }: typeof import("chinese-days") = createRequire(import.meta.url)("chinese-days");

export const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));
export const monthOf = (day: LocalDate): number => Number(day.slice(5, 7));

/** A day of the calendar; a month beyond December runs on into the next year. */
export function dayOf(year: number, month: number, date: number): LocalDate {
  return LocalDate.parse(new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10));
}

export const lastOfMonth = (year: number, month: number): LocalDate => dayOf(year, month + 1, 0);

/** Monday = 0. */
const weekdayOf = (day: LocalDate): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

export const mondayOf = (day: LocalDate): LocalDate => addDays(day, -weekdayOf(day));

const SOLAR: Readonly<Record<string, readonly [month: number, date: number]>> = {
  元旦: [1, 1],
  五一: [5, 1],
  劳动节: [5, 1],
  国庆: [10, 1],
  国庆节: [10, 1],
  十一: [10, 1],
};
const LUNAR: Readonly<Record<string, string>> = {
  春节: "01-01",
  过年: "01-01",
  元宵: "01-15",
  端午: "05-05",
  中秋: "08-15",
};

export const HOLIDAY = [...Object.keys(SOLAR), ...Object.keys(LUNAR)].sort((a, b) => b.length - a.length).join("|");

function holidayIn(name: string, year: number): LocalDate | undefined {
  const solar = SOLAR[name];
  if (solar !== undefined) return dayOf(year, solar[0], solar[1]);
  const lunar = LUNAR[name];
  return lunar === undefined ? undefined : LocalDate.parse(getSolarDateFromLunar(`${year}-${lunar}`).date);
}

/** The next time the holiday comes, today included. */
export function nextHoliday(name: string, today: LocalDate): LocalDate | undefined {
  const year = yearOf(today);
  return [holidayIn(name, year), holidayIn(name, year + 1)].find((day) => day !== undefined && day >= today);
}
