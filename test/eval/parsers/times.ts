import { z } from "zod";
import { findClockTimes } from "../../../bot/understand/grammars/clock-time.ts";
import { findLengths } from "../../../bot/understand/grammars/duration.ts";
import { readTime, type SpokenTime } from "../../../bot/understand/grammars/time.ts";
import { addDays, LocalDate } from "../../../src/kit/clock.ts";
import { asRead, type DucklingRow, isNear, type JionlpTimeRow, type RecognizersRow } from "./row.ts";

const two = (value: number): string => `${value}`.padStart(2, "0");
const dayOf = (year: number, month: number, date: number): LocalDate =>
  LocalDate.parse(`${`${year}`.padStart(4, "0")}-${two(month)}-${two(date)}`);
const minutesIn = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

const DUCKLING_TODAY = dayOf(2013, 2, 12);
const POINT = /^datetime \((\d+), (\d+), (\d+), (\d+), (\d+), \d+\) (Day|Hour|Minute)$/;

/** Whole days and times of day; weeks, months, stretches and feasts are other rows. */
export const isPoint = ({ expect }: DucklingRow): boolean => POINT.test(expect);

export function isPointRight({ text, expect }: DucklingRow): boolean {
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0] = (POINT.exec(expect) ?? []).slice(1, 6).map(Number);
  const grain = POINT.exec(expect)?.[6]?.toLowerCase();
  const time = readTime(asRead(text), DUCKLING_TODAY);
  if (time?.from !== dayOf(year, month, date) || time.grain !== grain) return false;
  return grain === "day" || time.minutes === hour * 60 + minute;
}

type Candidate = NonNullable<NonNullable<RecognizersRow["results"][number]["resolution"]>["values"]>[number];

/** The label's end is exclusive for a stretch; 以前 keeps the day itself here. */
function isStretch(time: SpokenTime, { start, end }: Candidate): boolean {
  const isFrom = start === undefined ? time.from === undefined : time.from === start;
  const isTo =
    end === undefined ? time.to === undefined : time.to === end || time.to === addDays(LocalDate.parse(end), -1);
  return isFrom && isTo && time.minutes === undefined;
}

function isCandidate(text: string, today: LocalDate, type: string, candidate: Candidate): boolean {
  const { value = "" } = candidate;
  if (type === "duration")
    return findLengths(text).some(({ value: length }) => isNear(length.minDays * 86_400, Number(value)));
  if (type === "time") return findClockTimes(text)[0]?.value.minutes === minutesIn(value);
  const time = readTime(text, today);
  if (time === undefined) return false;
  if (type === "date") return time.grain === "day" && time.from === value;
  if (type === "daterange") return isStretch(time, candidate);
  return type === "datetime" && time.from === value.slice(0, 10) && time.minutes === minutesIn(value.slice(11));
}

/** Right when the first time of the sentence is read as one of its candidates; where none is labelled, when none is found. */
export function isDatetimeRight({ text, ref, results }: RecognizersRow): boolean {
  const [first] = results;
  const today = LocalDate.parse((ref ?? "2020-01-01").slice(0, 10));
  if (first === undefined) return readTime(asRead(text), today) === undefined;
  const type = first.type.replace("datetimeV2.", "");
  return (first.resolution?.values ?? []).some((value) => isCandidate(asRead(text), today, type, value));
}

const Base = z.union([
  z.tuple([z.number()], z.number()).transform(([year, month, date]) => ({ year, month, day: date })),
  z.object({ year: z.number(), month: z.number().optional(), day: z.number().optional() }),
]);

/** The base of a row: parts of a date, or seconds since 1970. */
function baseOf(base: unknown): LocalDate {
  if (typeof base === "number") return LocalDate.parse(new Date(base * 1000).toISOString().slice(0, 10));
  const parts = Base.safeParse(base).data;
  return dayOf(parts?.year ?? 2020, parts?.month ?? 1, parts?.day ?? 1);
}

const UNIT_DAYS: Readonly<Record<string, number>> = {
  year: 365,
  month: 30,
  workday: 1,
  day: 1,
  hour: 1 / 24,
  minute: 1 / 1440,
  second: 1 / 86_400,
};
const daysIn = (delta: Record<string, number | boolean>): number =>
  Object.entries(delta).reduce((sum, [unit, count]) => sum + Number(count) * (UNIT_DAYS[unit] ?? 0), 0);

/** Stretches by the day, a time of day by the minute; of a length its ends. */
export function isJionlpTimeRight({ text, base, expect }: JionlpTimeRow): boolean {
  const wanted = expect?.time;
  if (wanted === undefined) return false;
  if (Array.isArray(wanted) && typeof wanted[0] === "string") {
    const [start, end] = wanted.map(String);
    const time = readTime(asRead(text), baseOf(base));
    if (time === undefined || start === undefined || end === undefined) return false;
    const isFrom = start === "-inf" ? time.from === undefined : time.from === start.slice(0, 10);
    const isTo = end === "inf" ? time.to === undefined : time.to === end.slice(0, 10);
    return isFrom && isTo && (time.minutes ?? 0) === (start === "-inf" ? 0 : minutesIn(start.slice(11)));
  }
  const [low, high] = [wanted].flat().map((delta) => (typeof delta === "string" ? Number.NaN : daysIn(delta)));
  const [length] = findLengths(asRead(text)).map(({ value }) => value);
  if (length === undefined || low === undefined) return false;
  return isNear(length.minDays, low) && (high === undefined || isNear(length.maxDays, high));
}
