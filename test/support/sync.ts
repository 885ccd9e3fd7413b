import { createMeiliSearch } from "../../search/meili.ts";
import type { SearchIndexer } from "../../search/search-indexer.ts";
import { createSearchSync } from "../../search/sync.ts";
import { writeOutbox } from "../../src/jobs/outbox.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";
import type { TestDatabase } from "./database.ts";
import { testEngine } from "./engine.ts";

/**
 * The write side of the search alone, over one database and index names of its own.
 * @param at another engine than that of the whole run
 */
export function aSync({ db, url }: TestDatabase, at: { url: string; key: string } = testEngine()) {
  const engine = createMeiliSearch({ ...at, deadlineMs: 10_000 });
  /** Another worker over the same indexes, perhaps one whose engine misbehaves. */
  const worker = (indexer: SearchIndexer = engine) =>
    createSearchSync({ db, databaseUrl: url, indexer, log: createLog("silent"), clock: systemClock });
  return { engine, worker, sync: worker() };
}

/** Writes outbox rows for the search, as a change of these would. */
export const changed = ({ db }: TestDatabase, ...keys: string[]) =>
  db.prisma.$transaction((tx) =>
    writeOutbox(
      tx,
      systemClock.now(),
      keys.map((key) => ({ topic: "search", key })),
    ),
  );

/** Everything that waits counts as done: for tests that share a database. */
export const settleOutbox = ({ db }: TestDatabase) =>
  db.sql.query("UPDATE outbox SET done_at = now() WHERE done_at IS NULL");
