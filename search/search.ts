import type { CourseService } from "../src/courses/course-service.ts";
import { elapsed } from "../src/kit/clock.ts";
import type { Log } from "../src/kit/log.ts";
import type { Occupations } from "../src/occupations/occupation.ts";
import type { Places } from "../src/places/place.ts";
import type { ShortageService } from "../src/shortage/shortage-service.ts";
import { createBreaker, type SearchState } from "./breaker.ts";
import { findCourses } from "./find-courses.ts";
import { type BaseReader, findBases, findOccupations } from "./find-named.ts";
import type { WordKnowledge } from "./ladder.ts";
import { createScarcity } from "./ranking/scarcity.ts";
import type { WeightRow } from "./ranking/weights.ts";
import type { SearchPort } from "./search-port.ts";
import type { SearchService } from "./search-service.ts";

export interface SearchNeeds {
  /** The engine; undefined where none could be had. */
  primary: SearchPort | undefined;
  /** PostgreSQL. */
  fallback: SearchPort;
  /** Whether the index of an engine that was away holds what the rows say: index-trust.ts. */
  isTrusted?: (signal: AbortSignal) => Promise<boolean>;
  courses: Pick<CourseService, "publishedByIds">;
  bases: BaseReader;
  occupations: Occupations;
  places: Places;
  words: WordKnowledge;
  shortage: Pick<ShortageService, "lists" | "byId">;
  /** Every edition of the ranking's numbers. */
  weights: readonly WeightRow[];
  log: Log;
}

/** The search that API, bot and pages share. */
export function createSearchService(needs: SearchNeeds): SearchService & { state(): SearchState } {
  const { ask, state } = createBreaker(needs);
  const { bases, occupations, words } = needs;
  const scarcity = createScarcity(needs.shortage, elapsed);
  return {
    courses: (query, page, now, signal) => findCourses({ ...needs, ask, scarcity }, query, page, now, signal),
    occupations: (q, page, signal) => findOccupations({ ask, occupations, words }, q, page, signal),
    bases: (query, page, signal) => findBases({ ask, bases }, query, page, signal),
    state,
  };
}
