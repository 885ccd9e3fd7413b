import type { Course } from "../src/courses/course.ts";
import type { LocalDate } from "../src/kit/clock.ts";
import { distanceMetres } from "../src/kit/geo.ts";
import { normaliseText } from "../src/kit/text-zh.ts";
import type { Places } from "../src/places/place.ts";
import type { CourseQuery, QueryableCourse } from "./course-query.ts";
import { countyOf, modesFor, radiusMetresOf } from "./query-filter.ts";
import { cleanQuery, tellingWords } from "./query-text.ts";

/** The facts of a course that a query is held against. @param names popular names of its occupation */
export const queryableCourse = (course: Course, names: readonly string[], today: LocalDate): QueryableCourse => ({
  occupationCode: course.occupationCode,
  level: course.level,
  mode: course.mode,
  schedule: course.schedule,
  isSubsidised: course.isSubsidised,
  feeFen: course.feeFen,
  hours: course.hours,
  divisionCode: course.site?.divisionCode ?? null,
  point: course.site?.point ?? null,
  starts: course.sessions
    .filter(({ startsOn, seatsLeft }) => startsOn >= today && seatsLeft > 0)
    .map(({ startsOn }) => startsOn),
  text: [course.title, course.occupationName, ...names, ...course.certificates].join(" "),
});

function isThere(query: CourseQuery, { divisionCode, point }: QueryableCourse, places: Places): boolean {
  if (query.place !== undefined) {
    if (divisionCode === null || !places.isWithin(countyOf(divisionCode), countyOf(query.place))) return false;
  }
  if (query.near === undefined) return true;
  return point !== null && distanceMetres(query.near, point) <= radiusMetresOf(query);
}

const isInTime = ({ startsAfter, startsBefore }: CourseQuery, { starts }: QueryableCourse): boolean =>
  starts.some(
    (day) => (startsAfter === undefined || day >= startsAfter) && (startsBefore === undefined || day <= startsBefore),
  );

function isAsWished(query: CourseQuery, course: QueryableCourse): boolean {
  const { occupations, level, mode, schedule, subsidised, feeMaxFen } = query;
  return (
    (occupations === undefined || occupations.some((code) => code === course.occupationCode)) &&
    (level === undefined || course.level === level) &&
    (mode === undefined || modesFor(mode).includes(course.mode)) &&
    (schedule === undefined || course.schedule === schedule) &&
    (subsidised === undefined || course.isSubsidised === subsidised) &&
    (feeMaxFen === undefined || course.feeFen <= feeMaxFen)
  );
}

/** None of what somebody will not have. */
function isAccepted({ refused = {} }: CourseQuery, course: QueryableCourse, places: Places): boolean {
  const { occupation, place, mode, schedule, level } = refused;
  const isThereRefused =
    place !== undefined &&
    course.divisionCode !== null &&
    places.isWithin(countyOf(course.divisionCode), countyOf(place));
  return (
    !isThereRefused &&
    (occupation === undefined || course.occupationCode !== occupation) &&
    (mode === undefined || course.mode !== mode) &&
    (schedule === undefined || course.schedule !== schedule) &&
    (level === undefined || course.level !== level)
  );
}

function isAbout(q: string | undefined, { text }: QueryableCourse): boolean {
  if (q === undefined) return true;
  const words = tellingWords(cleanQuery(q) ?? "");
  const said = normaliseText(text);
  return words.length > 0 && words.every((word) => said.includes(word));
}

/**
 * Whether a course answers a query: the same conditions that the search puts to the engine (query-filter.ts), as one predicate for
 * saved searches and for checking hits when they are read. Of `q` every telling word must occur; the search itself forgives more.
 */
export const satisfies = (query: CourseQuery, course: QueryableCourse, places: Places): boolean =>
  isInTime(query, course) &&
  isAsWished(query, course) &&
  isAccepted(query, course, places) &&
  isThere(query, course, places) &&
  isAbout(query.q, course);
