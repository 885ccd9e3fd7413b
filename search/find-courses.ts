import type { Course } from "../src/courses/course.ts";
import type { CourseService } from "../src/courses/course-service.ts";
import { localDate } from "../src/kit/clock.ts";
import type { Places } from "../src/places/place.ts";
import type { AskSearch } from "./breaker.ts";
import { climb, type Found } from "./climb.ts";
import type { CourseQuery } from "./course-query.ts";
import { encodeCursor, placeInList } from "./cursor.ts";
import { counted, type Gate, gateOf } from "./gates.ts";
import { ladderOf, type WordKnowledge } from "./ladder.ts";
import { isWordless } from "./query-text.ts";
import type { Scarcity } from "./ranking/factors.ts";
import { halfWorthMetresOf } from "./ranking/half-worth.ts";
import type { RankedCourse } from "./ranking/rank.ts";
import { type WeightRow, type Weights, weightsOn } from "./ranking/weights.ts";
import { whyOf } from "./ranking/why.ts";
import type { CourseHit, CoursePage, PageRequest } from "./search-service.ts";

export interface FindCourses {
  ask: AskSearch;
  courses: Pick<CourseService, "publishedByIds">;
  places: Places;
  words: WordKnowledge;
  weights: readonly WeightRow[];
  scarcity: () => Promise<Scarcity>;
}

/** Rows read beyond the page, for hits that turn out to be gone. */
const SPARE = 3;

const hitOf = (course: Course, hit: RankedCourse, { ranking }: Found): CourseHit => ({
  course,
  distanceMetres: hit.distanceMetres,
  why: () => whyOf(hit, ranking),
});

/** Nothing was found: perhaps a name that is written or sounds almost so was meant. */
const emptyPage = ({ q }: CourseQuery, { words }: FindCourses, { since }: Weights): CoursePage => ({
  items: [],
  next: null,
  total: { value: 0, isExact: true },
  removed: [],
  degraded: false,
  foundBy: "conditions",
  didYouMean: q === undefined ? [] : words.didYouMean(q).map(({ text }) => text),
  weightsSince: since,
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
  const found = await climb(needs.ask, ladder, context, start, signal);
  if (found === undefined) return emptyPage(query, needs, weights);
  const { ranked, isWhole, widenedToKm } = found;
  const gates: Gate[] = Array(found.outside).fill("radius");
  const items: CourseHit[] = [];
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
      const gate = gateOf(course, found.query, today, places);
      if (gate !== undefined) gates.push(gate);
      else if (course !== undefined) items.push(hitOf(course, hit, found));
    }
  }
  if (ranked.length === 0)
    return { ...emptyPage(query, needs, weights), removed: counted(gates), degraded: found.degraded };
  const gone = gates.filter((gate) => gate !== "radius").length;
  const { corrected, foundBy } = found.rung;
  return {
    items,
    next: position < ranked.length ? encodeCursor(position, query, found.at) : null,
    total: { value: isWhole ? found.total - gone : found.total, isExact: isWhole && position >= ranked.length },
    removed: counted(gates),
    degraded: found.degraded,
    foundBy,
    ...(corrected !== undefined && { corrected }),
    ...(widenedToKm !== undefined && { widenedToKm }),
    didYouMean: [],
    weightsSince: weights.since,
  };
}
