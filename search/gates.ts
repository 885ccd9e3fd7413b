import type { Course } from "../src/courses/course.ts";
import type { LocalDate } from "../src/kit/clock.ts";
import type { Places } from "../src/places/place.ts";
import type { CourseQuery } from "./course-query.ts";
import { queryableCourse, satisfies } from "./satisfies.ts";
import type { Removed } from "./search-service.ts";

export type Gate = Removed["gate"];

/** Why a hit must not be shown, whatever the index says; undefined = show it. */
export function gateOf(
  course: Course | undefined,
  query: CourseQuery,
  today: LocalDate,
  places: Places,
): Gate | undefined {
  if (course === undefined) return "withdrawn";
  const { startsAfter = today, startsBefore } = query;
  const ahead = course.sessions.filter(
    ({ startsOn }) =>
      startsOn >= today && startsOn >= startsAfter && (startsBefore === undefined || startsOn <= startsBefore),
  );
  if (ahead.length === 0) return "closed";
  if (ahead.every(({ seatsLeft }) => seatsLeft === 0)) return "full";
  const { q: _words, ...conditions } = query; // words may have matched by pinyin or in part: that was the engine's to judge
  return satisfies(conditions, queryableCourse(course, [], today), places) ? undefined : "changed";
}

export const counted = (gates: readonly Gate[]): Removed[] =>
  [...new Set(gates)].map((gate) => ({ gate, count: gates.filter((each) => each === gate).length }));
