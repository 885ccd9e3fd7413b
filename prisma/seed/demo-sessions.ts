import type { CourseSchedule } from "../../src/courses/course.ts";
import { addDays, type LocalDate } from "../../src/kit/clock.ts";
import type { Random } from "./random.ts";

export interface SessionRow {
  id: string;
  course_id: string;
  starts_on: LocalDate;
  ends_on: LocalDate;
  seats_total: number;
  seats_taken: number;
}

/** Nothing starts later than this many days ahead. */
export const HORIZON_DAYS = 90;
const HOURS_A_WEEK: Readonly<Record<CourseSchedule, number>> = { daytime: 30, evening: 12, weekend: 14, full_time: 40 };
const SEATS = [20, 24, 30, 36, 40, 45, 50];

/** Weekend courses start on a Saturday, all others on a Monday. */
function nextUsualDay(day: LocalDate, schedule: CourseSchedule): LocalDate {
  const wanted = schedule === "weekend" ? 6 : 1;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, (wanted - weekday + 7) % 7);
}

/** First days of one to three sessions, at least three weeks apart. */
function startDays(random: Random, today: LocalDate, schedule: CourseSchedule): LocalDate[] {
  const latest = HORIZON_DAYS - 6; // leaves room for the step to a Monday or Saturday
  const days: number[] = [];
  for (let at = random.int(2, latest); at <= latest && days.length < 3; at += random.int(21, 42)) {
    days.push(at);
    if (random.chance(0.35)) break;
  }
  return days.map((offset) => nextUsualDay(addDays(today, offset), schedule));
}

/** Class sessions of a course; the last always has a seat left, an earlier one may be full. */
export function demoSessions(
  { random, newId, today }: { random: Random; newId(): string; today: LocalDate },
  course: { id: string; hours: number; schedule: CourseSchedule },
): SessionRow[] {
  const days = Math.max(2, Math.ceil((course.hours / HOURS_A_WEEK[course.schedule]) * 7));
  const starts = startDays(random, today, course.schedule);
  return starts.map((starts_on, index) => {
    const seats_total = random.pick(SEATS);
    const isFull = index < starts.length - 1 && random.chance(0.15);
    return {
      id: newId(),
      course_id: course.id,
      starts_on,
      ends_on: addDays(starts_on, days - 1),
      seats_total,
      seats_taken: isFull ? seats_total : random.int(0, seats_total - 1),
    };
  });
}
