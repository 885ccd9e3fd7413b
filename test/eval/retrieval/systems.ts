// Every system's answer to every query.
import { z } from "zod";
import type { CourseQuery } from "../../../search/course-query.ts";
import { createFallbackSearch } from "../../../search/fallback.ts";
import { localDate } from "../../../src/kit/clock.ts";
import { showProgress } from "../../../src/kit/progress.ts";
import { openBm25 } from "./bm25.ts";
import { readCourses, type Shop } from "./catalogue.ts";
import { askPlain, openRaw } from "./engine-client.ts";
import { DEPTH } from "./metrics.ts";
import { askBot, type OurAnswer } from "./our-answer.ts";
import type { Query } from "./query.ts";

/** Ours first; the others are what it is held against. */
export const SYSTEMS = ["ours", "raw", "plain", "postgres", "bm25"] as const;
export type SystemName = (typeof SYSTEMS)[number];

export const SYSTEM_NOTES: Readonly<Record<SystemName, string>> = {
  ours: "the bot as it runs: reader, dialogue, search, ranking",
  raw: "Meilisearch with default settings, the sentence as q",
  plain: "our settings and the query as understood, in the order of the engine",
  postgres: "PostgreSQL as in degraded mode, the query as understood, in its own order",
  bm25: "MiniSearch over words cut by jieba, the sentence as the query",
};

export interface Run {
  query: Query;
  /** At most ten course ids of each system, best first. */
  lists: Readonly<Record<SystemName, readonly string[]>>;
  ours: OurAnswer;
}

const DEADLINE_MS = 10_000;

const Ids = z.array(z.object({ id: z.string() }));

const allCourseIds = async ({ house }: Shop): Promise<string[]> =>
  Ids.parse(await house.db.prisma.course.findMany({ select: { id: true }, orderBy: { id: "asc" } })).map(
    ({ id }) => id,
  );

/** Puts all queries to all systems, one after the other. */
export async function runQueries(shop: Shop, queries: readonly Query[]): Promise<Run[]> {
  const askRaw = await openRaw(shop);
  const askBm25 = openBm25(shop.house, (await readCourses(shop, await allCourseIds(shop))).values());
  const fallback = createFallbackSearch(shop.house.db);
  const askPostgres = async (query: CourseQuery): Promise<string[]> => {
    const question = { query, today: localDate(shop.now), limit: DEPTH, match: "frequency" } as const;
    const { hits } = await fallback.courses(question, AbortSignal.timeout(DEADLINE_MS));
    return hits.map(({ courseId }) => courseId);
  };

  const progress = showProgress("queries", queries.length);
  const runs: Run[] = [];
  for (const query of queries) {
    const ours = await askBot(shop, query);
    const { wanted } = ours;
    const lists = {
      ours: ours.ids,
      raw: await askRaw(query.text),
      plain: wanted === undefined ? [] : await askPlain(shop, wanted),
      postgres: wanted === undefined ? [] : await askPostgres(wanted),
      bm25: askBm25(query.text),
    };
    runs.push({ query, lists, ours });
    progress.advance(runs.length);
  }
  progress.finish();
  return runs;
}
