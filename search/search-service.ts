import type { TrainingBase } from "../src/bases/base.ts";
import type { Course } from "../src/courses/course.ts";
import type { Occupation } from "../src/occupations/occupation.ts";
import type { CourseQuery } from "./course-query.ts";
import type { FoundBy } from "./ladder.ts";
import type { Why } from "./ranking/why.ts";
import type { BaseQuery } from "./search-port.ts";

export interface PageRequest {
  limit: number;
  /** Opaque, from the `next` of the page before. */
  cursor?: string;
}

/** A hard gate that removed hits after the engine had found them, and how many. */
export interface Removed {
  /** `changed`: the row no longer is what was asked for; the index has not heard of it yet. */
  gate: "closed" | "full" | "radius" | "withdrawn" | "changed";
  count: number;
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
  total: { value: number; isExact: boolean };
  removed: Removed[];
  /** True when PostgreSQL answered because the engine could not. */
  degraded: boolean;
}

export interface CourseHit {
  course: Course;
  /** From `near`, to the site; null without a point on either side. */
  distanceMetres: number | null;
  /** Why it stands where it stands; worked out when it is asked. */
  why(): Why;
}

/** A page of courses, and how they were found. */
export interface CoursePage extends Page<CourseHit> {
  foundBy: FoundBy;
  /** What was read instead of the words that found nothing. */
  corrected?: string;
  /** 附近 found too little, so this far was looked. */
  widenedToKm?: number;
  /** For words that found nothing: names that are written or sound almost so. */
  didYouMean: string[];
  /** The day the weights of the ranking came into force. */
  weightsSince: string;
}

export interface BaseHit {
  base: TrainingBase;
  distanceMetres: number | null;
}

/** One question, one ranked page of checked rows. Asks the engine once, reads the hit rows once. */
export interface SearchService {
  courses(query: CourseQuery, page: PageRequest, now: Date, signal?: AbortSignal): Promise<CoursePage>;
  /** Without `q` the whole classification in order of code. */
  occupations(q: string | undefined, page: PageRequest, signal?: AbortSignal): Promise<Page<Occupation>>;
  bases(query: BaseQuery, page: PageRequest, signal?: AbortSignal): Promise<Page<BaseHit>>;
}
