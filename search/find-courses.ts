import type { Course } from "../src/courses/course.ts";
import type { CourseService } from "../src/courses/course-service.ts";
import { localDate } from "../src/kit/clock.ts";
import type { Places } from "../src/places/place.ts";
import type { AskSearch } from "./breaker.ts";
import type { CourseQuery } from "./course-query.ts";
import { encodeCursor, placeInList } from "./cursor.ts";
import { counted, type Gate, gateOf } from "./gates.ts";
import { ladderOf, type Rung, type WordKnowledge } from "./ladder.ts";
import { radiusMetresOf } from "./query-filter.ts";
import { isWordless } from "./query-text.ts";
import { type RankingContext, type Scarcity, spokenWord } from "./ranking/factors.ts";
import { halfWorthMetresOf } from "./ranking/half-worth.ts";
import { type RankedCourse, rankCourses } from "./ranking/rank.ts";
import { type WeightRow, weightsOn } from "./ranking/weights.ts";
import { whyOf } from "./ranking/why.ts";
import { type Candidates, type CourseCandidate, NO_CANDIDATES } from "./search-port.ts";
import type { CourseHit, CoursePage, PageRequest } from "./search-service.ts";

export interface FindCourses {
  ask: AskSearch;
  courses: Pick<CourseService, "publishedByIds">;
  places: Places;
  words: WordKnowledge;
  weights: readonly WeightRow[];
  scarcity: () => Promise<Scarcity>;
}

/** Where a ranked list ends. Also what is asked of the engine for every page, so that all pages are cut from one and the same list. */
export const LIST_END = 200;
/** Around a point the nearest are meant, and nobody leafs through more of them. */
const LIST_END_NEAR = 60;
/** Rows read beyond the page, for hits that turn out to be gone. */
const SPARE = 3;
/** With fewer than this 附近 is looked for further away. */
const ENOUGH_NEAR = 3;

/** What the rung found, ordered; and how many lay in the box but not in the circle. */
interface Found {
  rung: Rung;
  /** Its place in the ladder, for the cursor. */
  at: number;
  ranked: RankedCourse[];
  outside: number;
  result: Candidates<CourseCandidate>;
  degraded: boolean;
}

/** The circle inside the box that was asked for. */
function insideRadius(ranked: readonly RankedCourse[], query: CourseQuery): RankedCourse[] {
  if (query.near === undefined) return [...ranked];
  const radius = radiusMetresOf(query);
  return ranked.filter((course) => course.distanceMetres !== null && course.distanceMetres <= radius);
}

/** Asks one rung after the other until one finds enough. */
async function climb(
  needs: FindCourses,
  ladder: readonly (readonly Rung[])[],
  context: Omit<RankingContext, "query" | "spoken">,
  start: number | undefined,
  signal: AbortSignal | undefined,
): Promise<Found | undefined> {
  let at = -1;
  let best: Found | undefined;
  for (const radii of ladder) {
    for (const [step, rung] of radii.entries()) {
      at += 1;
      if (start !== undefined && at !== start) continue;
      const { query, match, prefer } = rung;
      const { today } = context;
      const limit = query.near === undefined ? LIST_END : LIST_END_NEAR;
      const { result, degraded } = await needs.ask(
        (port, deadline) =>
          port.courses({ query, today, limit, match, ...(prefer !== undefined && { prefer }) }, deadline),
        signal,
      );
      const spoken = query.spoken === undefined ? undefined : spokenWord(query.spoken);
      const all = rankCourses(result.hits, { ...context, query, spoken });
      const ranked = insideRadius(all, query);
      best = { rung, at, ranked, outside: all.length - ranked.length, result, degraded };
      const isLast = step === radii.length - 1;
      if (ranked.length >= (isLast ? 1 : ENOUGH_NEAR) || start !== undefined) return best;
    }
  }
  return best;
}

const hitOf = (course: Course, { distanceMetres, factors, score }: RankedCourse): CourseHit => ({
  course,
  distanceMetres,
  why: whyOf({ factors, score }),
});

/**
 * Candidates from the engine, one request where the first rung finds enough, ranked here; then one read of the rows that are to be
 * shown, each checked again. Only when more hits are gone than were read to spare is there a second read.
 */
export async function findCourses(
  needs: FindCourses,
  query: CourseQuery,
  { limit, cursor }: PageRequest,
  now: Date,
  signal?: AbortSignal,
): Promise<CoursePage> {
  const { courses, places } = needs;
  const today = localDate(now);
  const { offset, rung: start } = placeInList(cursor, query);
  const weights = weightsOn(needs.weights, today);
  const context = {
    today,
    weights,
    scarcity: await needs.scarcity(),
    halfWorthMetres: halfWorthMetresOf(query, places, weights),
  };
  const ladder = isWordless(query.q) ? [] : ladderOf(query, needs.words);
  const found = await climb(needs, ladder, context, start, signal);
  const ranked = found?.ranked ?? [];
  const gates: Gate[] = Array(found?.outside ?? 0).fill("radius");
  const items: CourseHit[] = [];
  const asked = found?.rung.query ?? query;
  let position = offset;
  while (items.length < limit && position < ranked.length) {
    const chunk = ranked.slice(position, position + limit - items.length + SPARE);
    const rows = await courses.publishedByIds(
      chunk.map(({ courseId }) => courseId),
      now,
    );
    for (const hit of chunk) {
      if (items.length === limit) break;
      position += 1;
      const course = rows.get(hit.courseId);
      const gate = gateOf(course, asked, today, places);
      if (gate !== undefined) gates.push(gate);
      else if (course !== undefined) items.push(hitOf(course, hit));
    }
  }
  const { hits, estimatedTotal } = found?.result ?? NO_CANDIDATES;
  const isWhole = estimatedTotal <= hits.length;
  const gone = gates.filter((gate) => gate !== "radius").length;
  const { corrected, widenedToKm, foundBy = "conditions" } = found?.rung ?? {};
  const isEmpty = ranked.length === 0;
  return {
    items,
    next: position < ranked.length ? encodeCursor(position, query, found?.at) : null,
    total: {
      value: isWhole ? ranked.length - gone : Math.max(ranked.length, estimatedTotal),
      isExact: isWhole && position >= ranked.length,
    },
    removed: counted(gates),
    degraded: found?.degraded ?? false,
    foundBy,
    ...(corrected !== undefined && !isEmpty && { corrected }),
    ...(widenedToKm !== undefined && !isEmpty && { widenedToKm }),
    didYouMean: isEmpty && query.q !== undefined ? needs.words.didYouMean(query.q).map(({ text }) => text) : [],
    weightsSince: weights.since,
  };
}
