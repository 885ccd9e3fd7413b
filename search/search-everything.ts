import type { Occupation } from "../src/occupations/occupation.ts";
import { baseQueryOf, type CourseParams, courseQueryOf, pageRequestOf } from "./search-params.ts";
import type { BaseHit, CoursePage, SearchService } from "./search-service.ts";

export interface Everything {
  occupations: Occupation[];
  bases: BaseHit[];
  /** Of the courses; `total` counts all three kinds. */
  page: CoursePage;
}

const MOST_OF_A_KIND = 3;
const EMPTY = { items: [], total: { value: 0, isExact: true }, degraded: false };

/**
 * One mixed list. The first page opens with a few occupations (when there are words) and bases (when there is anything to ask them
 * for), so that courses always have at least half of it; further pages are courses alone.
 */
export async function searchEverything(
  search: SearchService,
  params: CourseParams,
  now: Date,
  signal: AbortSignal,
): Promise<Everything> {
  const { limit, cursor, q } = params;
  const share = cursor === undefined ? Math.min(MOST_OF_A_KIND, Math.floor(limit / 4)) : 0;
  const baseQuery = baseQueryOf(params);
  const [occupations, bases] = await Promise.all([
    share > 0 && q !== undefined ? search.occupations(q, { limit: share }, signal) : EMPTY,
    share > 0 && Object.keys(baseQuery).length > 0 ? search.bases(baseQuery, { limit: share }, signal) : EMPTY,
  ]);
  const taken = occupations.items.length + bases.items.length;
  const page = await search.courses(
    courseQueryOf(params),
    { ...pageRequestOf(params), limit: limit - taken },
    now,
    signal,
  );
  return {
    occupations: occupations.items,
    bases: bases.items,
    page: {
      ...page,
      total: { value: page.total.value + taken, isExact: page.total.isExact },
      degraded: page.degraded || occupations.degraded || bases.degraded,
    },
  };
}
