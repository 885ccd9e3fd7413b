// Which (query, course) pairs are to be judged, in an order that tells nothing of who found them. Pure.
import { createHash } from "node:crypto";
import type { Grades } from "./metrics.ts";
import { type Run, SYSTEMS } from "./systems.ts";

const SECOND_SHARE = 0.2;
const PAIRS_A_SHEET = 800;

/** The courses of one query. */
export interface QueryPool {
  queryId: string;
  courseIds: string[];
}

const digest = (...parts: readonly string[]): string => createHash("sha256").update(parts.join(" ")).digest("hex");

const shuffled = (queryId: string, ids: readonly string[], salt: string): string[] =>
  ids
    .map((id) => ({ id, at: digest(salt, queryId, id) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ id }) => id);

/** @param judged what needs no judge any more */
export function poolOf(runs: readonly Run[], judged: ReadonlyMap<string, Grades>): QueryPool[] {
  const pools = runs.map(({ query: { id }, lists }): QueryPool => {
    const found = new Set(SYSTEMS.flatMap((system) => lists[system]));
    const courseIds = shuffled(
      id,
      [...found].filter((courseId) => judged.get(id)?.has(courseId) !== true),
      "first",
    );
    return { queryId: id, courseIds };
  });
  return pools.filter(({ courseIds }) => courseIds.length > 0);
}

const isTaken = (hash: string): boolean => Number.parseInt(hash.slice(0, 8), 16) / 2 ** 32 < SECOND_SHARE;

/** The fifth part of the pairs that a second judge gets, in another order; always the same pairs. */
export function secondPool(pools: readonly QueryPool[]): QueryPool[] {
  const taken = pools.map(({ queryId, courseIds }): QueryPool => {
    const ids = courseIds.filter((id) => isTaken(digest("second", queryId, id)));
    return { queryId, courseIds: shuffled(queryId, ids, "order of the second") };
  });
  return taken.filter(({ courseIds }) => courseIds.length > 0).reverse();
}

/** Whole queries, some 800 pairs together. */
export function sheetsOf(pools: readonly QueryPool[]): QueryPool[][] {
  const sheets: QueryPool[][] = [];
  let size = PAIRS_A_SHEET;
  for (const pool of pools) {
    if (size >= PAIRS_A_SHEET) {
      sheets.push([]);
      size = 0;
    }
    sheets.at(-1)?.push(pool);
    size += pool.courseIds.length;
  }
  return sheets;
}
