// What the resolver is held against: everything that finds an occupation by a text, over one and the same text of each occupation.
import { Meilisearch } from "meilisearch";
import MiniSearch from "minisearch";
import { createFallbackSearch } from "../../../search/fallback.ts";
import { createMeiliSearch } from "../../../search/meili.ts";
import { createSearchSync } from "../../../search/sync.ts";
import { systemClock } from "../../../src/kit/clock.ts";
import { createLog } from "../../../src/kit/log.ts";
import { wordsOf } from "../../../src/kit/text-zh.ts";
import type { Occupations } from "../../../src/occupations/occupation.ts";
import type { OccupationResolver } from "../../../src/occupations/resolver.ts";
import type { Saying } from "../../../src/occupations/sayings.ts";
import type { Ground } from "./ground.ts";

export interface Ranker {
  name: string;
  /** The first three codes. */
  rank(text: string): Promise<string[]>;
}

export const RANKED = 3;
const PATIENCE_MS = 10_000;

/** All that is written about an occupation, for systems that know nothing of our tables. */
const documents = (occupations: Occupations, sayings: readonly Saying[]) =>
  occupations.all().map(({ code, name, aliases, summary }) => ({
    id: code,
    name,
    aliases,
    summary: summary ?? "",
    sayings: sayings.filter((saying) => saying.code === code).map(({ saying }) => saying),
  }));
type Written = ReturnType<typeof documents>;

export const resolverRanker = (resolver: OccupationResolver): Ranker => ({
  name: "resolver",
  rank: async (text) => resolver.resolve(text, RANKED).map(({ code }) => code),
});

function miniSearchRanker(written: Written): Ranker {
  const index = new MiniSearch({ fields: ["text"], tokenize: wordsOf });
  index.addAll(
    written.map(({ id, name, aliases, summary, sayings }) => ({
      id,
      text: [name, ...aliases, summary, ...sayings].join(" "),
    })),
  );
  return {
    name: "MiniSearch, jieba words",
    rank: async (text) =>
      index
        .search(text)
        .slice(0, RANKED)
        .map(({ id }) => String(id)),
  };
}

async function rawEngineRanker({ meili }: Ground, written: Written): Promise<Ranker> {
  const client = new Meilisearch({
    host: meili.url,
    apiKey: meili.key,
    requestInit: { headers: { "Accept-Encoding": "identity" } },
  });
  const task = await client.index("raw").addDocuments(written, { primaryKey: "id" }).waitTask({ timeout: 60_000 });
  if (task.status !== "succeeded") throw new Error(`the engine refused the occupations: ${task.error?.message}`);
  return {
    name: "engine, default settings",
    rank: async (text) => {
      const { hits } = await client.index("raw").search(text, { limit: RANKED, attributesToRetrieve: ["id"] });
      return hits.map(({ id }) => String(id));
    },
  };
}

async function ourEngineRanker({ db, databaseUrl, meili }: Ground): Promise<Ranker> {
  const engine = createMeiliSearch({ ...meili, prefix: "ours_", deadlineMs: PATIENCE_MS });
  await createSearchSync({ db, databaseUrl, indexer: engine, log: createLog("silent"), clock: systemClock }).rebuild();
  return {
    name: "engine, our index",
    rank: async (text) =>
      (await engine.occupations(text, RANKED, AbortSignal.timeout(PATIENCE_MS))).hits.map(({ id }) => id),
  };
}

function postgresRanker({ db }: Ground): Ranker {
  const fallback = createFallbackSearch(db, { deadlineMs: PATIENCE_MS });
  return {
    name: "PostgreSQL, our fallback",
    rank: async (text) =>
      (await fallback.occupations(text, RANKED, AbortSignal.timeout(PATIENCE_MS))).hits.map(({ id }) => id),
  };
}

export async function baselines(ground: Ground, sayings: readonly Saying[]): Promise<Ranker[]> {
  const written = documents(ground.occupations, sayings);
  return [
    await rawEngineRanker(ground, written),
    await ourEngineRanker(ground),
    postgresRanker(ground),
    miniSearchRanker(written),
  ];
}
