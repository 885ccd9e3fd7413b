import { distanceMetres } from "../../src/kit/geo.ts";
import type { CourseSort } from "../course-query.ts";
import type { CourseCandidate } from "../search-port.ts";
import { type RankingContext, scoreOf } from "./factors.ts";

export interface RankedCourse extends CourseCandidate {
  /** From `near`; null without a point on either side. */
  distanceMetres: number | null;
  /** Product of its factors, in (0, 1]. */
  score: number;
}

export const FIRST_FEW = 5;
export const MOST_OF_ONE_INSTITUTION = 2;

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
export function spreadInstitutions(ranked: readonly RankedCourse[]): RankedCourse[] {
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
 * Orders candidates by the person's own sort, or by score: docs/ranking.md says how, for the public. Courses that tie are in order of
 * score, then of id, so that the same question gives the same list; \`spreadInstitutions\` comes after.
 * Nobody can pay for a place in it.
 */
export function rankCourses(candidates: readonly CourseCandidate[], context: RankingContext): RankedCourse[] {
  const { sort = "relevance", near } = context.query;
  const scored = candidates.map((candidate): RankedCourse => {
    const metres = near === undefined || candidate.point === null ? null : distanceMetres(near, candidate.point);
    const course: RankedCourse = { ...candidate, distanceMetres: metres, score: 0 };
    course.score = scoreOf(course, context);
    return course;
  });
  const order = ORDERS[sort];
  scored.sort((a, b) => order(a, b) || b.score - a.score || compare(a.courseId, b.courseId));
  return scored;
}
