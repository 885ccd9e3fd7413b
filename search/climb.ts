import type { AskSearch } from "./breaker.ts";
import type { CourseQuery } from "./course-query.ts";
import type { Rung } from "./ladder.ts";
import { NEAR_KM, radiusMetresOf } from "./query-filter.ts";
import { type RankingContext, spokenWord } from "./ranking/factors.ts";
import { type RankedCourse, rankCourses, spreadInstitutions } from "./ranking/rank.ts";

/** Where a ranked list ends. Also what is asked of the engine for every page, so that all pages are cut from one and the same list. */
export const LIST_END = 100;
/** Around a point the nearest are meant, and nobody leafs through more of them. */
export const LIST_END_NEAR = 60;
/** With fewer than this 附近 is looked for further away. */
export const ENOUGH_NEAR = 3;

/** What a rung of the ladder found, in order. */
export interface Found {
  rung: Rung;
  /** Its place in the ladder, for the cursor. */
  at: number;
  /** The query that the list answers, with the radius it was cut at. */
  query: CourseQuery;
  ranked: RankedCourse[];
  /** What it was ordered by. */
  ranking: RankingContext;
  /** How many lay in the box but not in the circle. */
  outside: number;
  /** How many the engine says there are; exact with `isWhole`. */
  total: number;
  isWhole: boolean;
  widenedToKm?: number;
  degraded: boolean;
}

type Cut = Pick<Found, "query" | "ranked" | "outside" | "widenedToKm">;

const within = (ranked: readonly RankedCourse[], metres: number): RankedCourse[] =>
  ranked.filter((course) => course.distanceMetres !== null && course.distanceMetres <= metres);

/** The circle inside the box; of several circles the first that holds enough, else the last. */
function cutToRadius(all: readonly RankedCourse[], { query, radiiKm = [] }: Rung): Cut {
  if (query.near === undefined) return { query, ranked: [...all], outside: 0 };
  const cuts = (radiiKm.length > 0 ? radiiKm : [radiusMetresOf(query) / 1000]).map((km): Cut => {
    const ranked = within(all, km * 1000);
    const isWidened = radiiKm.length > 0 && km > NEAR_KM;
    return {
      query: { ...query, radiusKm: km },
      ranked,
      outside: all.length - ranked.length,
      ...(isWidened && { widenedToKm: km }),
    };
  });
  const enough = cuts.find(({ ranked }) => ranked.length >= ENOUGH_NEAR) ?? cuts.at(-1);
  if (enough === undefined) throw new Error("a circle has a radius");
  // what lies beyond the circle of 附近 was never asked for, so it is not told as left out
  return enough.query.radiusKm === query.radiusKm ? enough : { ...enough, outside: 0 };
}

/** Every hit within the cut is known when the engine gave all it had, or gave the nearest and went beyond the cut. */
const knowsAll = (isAll: boolean, all: readonly RankedCourse[], { ranked, query }: Cut): boolean =>
  isAll || (query.near !== undefined && query.q === undefined && ranked.length < all.length);

async function ask(
  askSearch: AskSearch,
  rung: Rung,
  at: number,
  context: Omit<RankingContext, "query" | "spoken">,
  signal: AbortSignal | undefined,
): Promise<Found> {
  const { query, match, prefer } = rung;
  const limit = query.near === undefined ? LIST_END : LIST_END_NEAR;
  const question = { query, today: context.today, limit, match, ...(prefer !== undefined && { prefer }) };
  const { result, degraded } = await askSearch((port, deadline) => port.courses(question, deadline), signal);
  const spoken = query.spoken === undefined ? undefined : spokenWord(query.spoken);
  const ranking = { ...context, query, spoken };
  const all = rankCourses(result.hits, ranking);
  const cut = cutToRadius(all, rung);
  const { sort = "relevance" } = query;
  const ranked = sort === "relevance" ? spreadInstitutions(cut.ranked) : cut.ranked;
  const isWhole = knowsAll(result.estimatedTotal <= result.hits.length, all, cut);
  const total = isWhole ? cut.ranked.length : Math.max(cut.ranked.length, result.estimatedTotal);
  return { rung, at, ...cut, ranked, ranking, total, isWhole, degraded };
}

/**
 * Asks one rung of the ladder after the other until one finds something, and enough of it where further radii are left.
 * @param start the one rung to ask: that of the list whose next page is wanted
 */
export async function climb(
  askSearch: AskSearch,
  ladder: readonly (readonly Rung[])[],
  context: Omit<RankingContext, "query" | "spoken">,
  start: number | undefined,
  signal: AbortSignal | undefined,
): Promise<Found | undefined> {
  let at = -1;
  let last: Found | undefined;
  for (const radii of ladder) {
    for (const [step, rung] of radii.entries()) {
      at += 1;
      if (start !== undefined && at !== start) continue;
      last = await ask(askSearch, rung, at, context, signal);
      const isLast = step === radii.length - 1;
      if (last.ranked.length >= (isLast ? 1 : ENOUGH_NEAR) || start !== undefined) return last;
    }
  }
  return last;
}
