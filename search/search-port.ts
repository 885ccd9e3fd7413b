import type { LocalDate } from "../src/kit/clock.ts";
import type { Point } from "../src/kit/geo.ts";
import type { CourseQuery } from "./course-query.ts";

/** A hit before the service has ranked it and read its row: what an engine can say about it. */
export interface CourseCandidate {
  courseId: string;
  title: string;
  certNames: string[];
  occupationCode: string;
  institutionId: string;
  /** The institution is under a public warning (预警). */
  isWarned: boolean;
  /** County of the site; null online. */
  divisionCode: string | null;
  level: number | null;
  feeFen: number;
  hours: number;
  isSubsidised: boolean | null;
  /** Share of what a learner needs to know that the course states, 0…1. */
  completeness: number;
  point: Point | null;
  startsOn: LocalDate | null;
  /** Text relevance in 0…1; 1 where the query has no words. */
  textScore: number;
}

export interface NamedCandidate {
  id: string;
  textScore: number;
  point: Point | null;
}

export interface Candidates<Hit> {
  hits: Hit[];
  /** How many the engine says there are; exact when every one of them is in `hits`. */
  estimatedTotal: number;
}

export interface BaseQuery {
  q?: string;
  place?: string;
  occupation?: string;
  near?: Point;
  radiusKm?: number;
}

/** One question to an engine. */
export interface CourseQuestion {
  query: CourseQuery;
  today: LocalDate;
  /** Candidates at most. */
  limit: number;
  /** `all`: every word must occur. `frequency`: the words most documents have may be dropped. */
  match: "all" | "frequency";
  /** A name that every course wanted is indexed under: those that say it in the title come first. Not for queries with words. */
  prefer?: string;
}

/** The engine is there and its index is not: it came back empty, and for a while it will not hold all there is. */
export class IndexMissing extends Error {
  constructor(index: string) {
    super(`the search engine has no index ${index}`);
    this.name = "IndexMissing";
  }
}

/**
 * All an engine has to do for us. Two adapters: meili.ts and fallback.ts (PostgreSQL). Each call carries a deadline; a fault throws,
 * and the service turns to the other adapter and marks the answer as degraded.
 */
export interface SearchPort {
  courses(question: CourseQuestion, signal: AbortSignal): Promise<Candidates<CourseCandidate>>;
  occupations(q: string, limit: number, signal: AbortSignal): Promise<Candidates<NamedCandidate>>;
  bases(query: BaseQuery, limit: number, signal: AbortSignal): Promise<Candidates<NamedCandidate>>;
}

export const NO_CANDIDATES: Candidates<never> = { hits: [], estimatedTotal: 0 };
