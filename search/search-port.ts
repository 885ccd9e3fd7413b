import type { LocalDate } from "../src/kit/clock.ts";
import type { Point } from "../src/kit/geo.ts";
import type { CourseQuery } from "./course-query.ts";

/** A hit before the service has ranked it and read its row: what an engine can say about it. */
export interface CourseCandidate {
  courseId: string;
  occupationCode: string;
  institutionId: string;
  level: number | null;
  feeFen: number;
  hours: number;
  isSubsidised: boolean | null;
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

/**
 * All an engine has to do for us. Two adapters: meili.ts and fallback.ts (PostgreSQL). Each call carries a deadline; a fault throws,
 * and the service turns to the other adapter and marks the answer as degraded.
 */
export interface SearchPort {
  courses(
    query: CourseQuery,
    today: LocalDate,
    limit: number,
    signal: AbortSignal,
  ): Promise<Candidates<CourseCandidate>>;
  occupations(q: string, limit: number, signal: AbortSignal): Promise<Candidates<NamedCandidate>>;
  bases(query: BaseQuery, limit: number, signal: AbortSignal): Promise<Candidates<NamedCandidate>>;
}

export const NO_CANDIDATES: Candidates<never> = { hits: [], estimatedTotal: 0 };
