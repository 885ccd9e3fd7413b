import { daysBetween, type LocalDate } from "../src/kit/clock.ts";
import { distanceMetres } from "../src/kit/geo.ts";
import type { CourseQuery, CourseSort } from "./course-query.ts";
import type { CourseCandidate } from "./search-port.ts";

export interface RankedCourse extends CourseCandidate {
  /** From `near`; null without a point on either side. */
  distanceMetres: number | null;
  /** Product of the factors, 0…1. */
  score: number;
}

/** At this distance a course counts half. */
const HALF_WORTH_METRES = 15_000;
/** What is not known neither helps nor harms much. */
const UNKNOWN_START = 0.9;
const FIRST_FEW = 5;
const MOST_OF_ONE_INSTITUTION = 2;

const distanceFactor = (metres: number | null): number =>
  metres === null ? 1 : 1 / (1 + (metres / HALF_WORTH_METRES) ** 2);

/** Somebody who names a price minds whether the state pays. */
function subsidyFactor(isSubsidised: boolean | null, { feeMaxFen }: CourseQuery): number {
  if (isSubsidised === true) return 1;
  return isSubsidised === false && feeMaxFen !== undefined ? 0.7 : 0.85;
}

/** Within two weeks 1, falling to 0.8 at ninety days. */
function startFactor(startsOn: LocalDate | null, today: LocalDate): number {
  if (startsOn === null) return UNKNOWN_START;
  const days = Math.min(90, Math.max(14, daysBetween(today, startsOn)));
  return 1 - ((days - 14) / 76) * 0.2;
}

const compare = <Value>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);
/** Nulls last. */
const compareKnown = <Value>(a: Value | null, b: Value | null): number =>
  a === null || b === null ? compare(a === null ? 1 : 0, b === null ? 1 : 0) : compare(a, b);

const ORDERS: Record<CourseSort, (a: RankedCourse, b: RankedCourse) => number> = {
  relevance: (a, b) => b.score - a.score,
  nearest: (a, b) => compareKnown(a.distanceMetres, b.distanceMetres),
  soonest: (a, b) => compareKnown(a.startsOn, b.startsOn),
  cheapest: (a, b) => a.feeFen - b.feeFen,
  shortest: (a, b) => a.hours - b.hours,
};

/** Moves the third and further courses of one institution behind the first five, keeping every other order. */
function spreadInstitutions(ranked: readonly RankedCourse[]): RankedCourse[] {
  const first: RankedCourse[] = [];
  const rest: RankedCourse[] = [];
  for (const course of ranked) {
    const already = first.filter(({ institutionId }) => institutionId === course.institutionId).length;
    if (first.length < FIRST_FEW && already < MOST_OF_ONE_INSTITUTION) first.push(course);
    else rest.push(course);
  }
  return [...first, ...rest];
}

/**
 * Orders candidates by the person's own sort, or by relevance × distance × subsidy × start. Courses that tie are in order of score,
 * then of id, so that the same question gives the same list.
 */
export function rankCourses(
  candidates: readonly CourseCandidate[],
  query: CourseQuery,
  today: LocalDate,
): RankedCourse[] {
  const { near, sort = "relevance" } = query;
  const scored = candidates.map((candidate): RankedCourse => {
    const metres = near === undefined || candidate.point === null ? null : distanceMetres(near, candidate.point);
    const score =
      candidate.textScore *
      distanceFactor(metres) *
      subsidyFactor(candidate.isSubsidised, query) *
      startFactor(candidate.startsOn, today);
    return { ...candidate, distanceMetres: metres, score };
  });
  const order = ORDERS[sort];
  scored.sort((a, b) => order(a, b) || b.score - a.score || compare(a.courseId, b.courseId));
  return sort === "relevance" ? spreadInstitutions(scored) : scored;
}
