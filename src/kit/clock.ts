import { z } from "zod";

/** Where the program gets its time from. Passed in everywhere, so that tests, the tour and evaluations can set it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export const fixedClock = (at: Date): Clock => ({ now: () => new Date(at) });

/** Milliseconds since some moment in the past, for measuring durations; never shown as a time. */
export const elapsed = (): number => performance.now();

/** A calendar day in China, YYYY-MM-DD. Courses start on days, not at instants. */
export const LocalDate = z.iso.date().brand<"LocalDate">();
export type LocalDate = z.infer<typeof LocalDate>;

const CHINA_OFFSET_MS = 8 * 3_600_000; // Asia/Shanghai has had no daylight saving since 1991
const DAY_MS = 86_400_000;

/** The day it is in China at that instant. */
export const localDate = (at: Date): LocalDate =>
  LocalDate.parse(new Date(at.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10));

/** The day stored in a `date` column, which Prisma and pg hand over as midnight UTC. */
export const localDateOfColumn = (column: Date): LocalDate => LocalDate.parse(column.toISOString().slice(0, 10));

/** For writing a day into a `date` column. */
export const columnOfLocalDate = (day: LocalDate): Date => new Date(`${day}T00:00:00Z`);

export const addDays = (day: LocalDate, days: number): LocalDate =>
  LocalDate.parse(new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10));

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Midnight in China of that day, in unix seconds: the unit of dates in the search index. */
export const unixSecondsOf = (day: LocalDate): number => (Date.parse(day) - CHINA_OFFSET_MS) / 1000;

/** 7月28日, with the year when it is not this one. */
export function spokenDate(day: LocalDate, today: LocalDate): string {
  const [year, month, date] = day.split("-").map(Number);
  const short = `${month}月${date}日`;
  return today.startsWith(`${year}`) ? short : `${year}年${short}`;
}
