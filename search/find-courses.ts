import type { Course } from "../src/courses/course.ts";
import type { CourseService } from "../src/courses/course-service.ts";
import { type LocalDate, localDate } from "../src/kit/clock.ts";
import { distanceMetres } from "../src/kit/geo.ts";
import type { Places } from "../src/places/place.ts";
import type { AskSearch } from "./breaker.ts";
import type { CourseQuery } from "./course-query.ts";
import { encodeCursor, offsetOf } from "./cursor.ts";
import { radiusMetresOf } from "./query-filter.ts";
import { isWordless } from "./query-text.ts";
import { type RankedCourse, rankCourses } from "./rank.ts";
import { queryableCourse, satisfies } from "./satisfies.ts";
import { NO_CANDIDATES } from "./search-port.ts";
import type { CourseHit, Page, PageRequest, Removed } from "./search-service.ts";

export interface FindCourses {
  ask: AskSearch;
  courses: Pick<CourseService, "publishedByIds">;
  places: Places;
}

/** Where a ranked list ends. Also what is asked of the engine for every page, so that all pages are cut from one and the same list. */
export const LIST_END = 200;
/** Rows read beyond the page, for hits that turn out to be gone. */
const SPARE = 3;

type Gate = Removed["gate"];

/** Why a hit must not be shown, whatever the index says; undefined = show it. */
function gateOf(course: Course | undefined, query: CourseQuery, today: LocalDate, places: Places): Gate | undefined {
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

const counted = (gates: readonly Gate[]): Removed[] =>
  [...new Set(gates)].map((gate) => ({ gate, count: gates.filter((each) => each === gate).length }));

/** The circle inside the box that was asked for. */
function insideRadius(ranked: readonly RankedCourse[], query: CourseQuery): RankedCourse[] {
  if (query.near === undefined) return [...ranked];
  const radius = radiusMetresOf(query);
  return ranked.filter((course) => course.distanceMetres !== null && course.distanceMetres <= radius);
}

const hitOf = (course: Course, { near }: CourseQuery): CourseHit => ({
  course,
  distanceMetres: near === undefined || course.site === null ? null : distanceMetres(near, course.site.point),
});

/**
 * One engine request for candidates, ranked here; then one read of the rows that are to be shown, each checked again. Only when more
 * hits are gone than were read to spare is there a second read.
 */
export async function findCourses(
  { ask, courses, places }: FindCourses,
  query: CourseQuery,
  { limit, cursor }: PageRequest,
  now: Date,
  signal?: AbortSignal,
): Promise<Page<CourseHit>> {
  const today = localDate(now);
  const offset = offsetOf(cursor, query);
  const { result, degraded } = isWordless(query.q)
    ? { result: NO_CANDIDATES, degraded: false }
    : await ask((port, deadline) => port.courses(query, today, LIST_END, deadline), signal);
  const all = rankCourses(result.hits, query, today);
  const ranked = insideRadius(all, query);
  const gates: Gate[] = Array(all.length - ranked.length).fill("radius");
  const items: CourseHit[] = [];
  let position = offset;
  while (items.length < limit && position < ranked.length) {
    const chunk = ranked.slice(position, position + limit - items.length + SPARE);
    const rows = await courses.publishedByIds(
      chunk.map(({ courseId }) => courseId),
      now,
    );
    for (const { courseId } of chunk) {
      if (items.length === limit) break;
      position += 1;
      const course = rows.get(courseId);
      const gate = gateOf(course, query, today, places);
      if (gate !== undefined) gates.push(gate);
      else if (course !== undefined) items.push(hitOf(course, query));
    }
  }
  const isWhole = result.estimatedTotal <= result.hits.length;
  const gone = gates.filter((gate) => gate !== "radius").length;
  return {
    items,
    next: position < ranked.length ? encodeCursor(position, query) : null,
    total: {
      value: isWhole ? ranked.length - gone : Math.max(ranked.length, result.estimatedTotal),
      isExact: isWhole && position >= ranked.length,
    },
    removed: counted(gates),
    degraded,
  };
}
