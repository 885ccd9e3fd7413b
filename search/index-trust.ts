import type { Database } from "../src/kit/database.ts";
import { differences } from "./compare.ts";
import { INDEX_NAMES, type SearchIndexer } from "./search-indexer.ts";

/** Whether an engine that was away may be asked again. */
export interface IndexTrust {
  /**
   * Reads only. True when no change waits for longer than the worker needs for one, and the live indexes hold what the rows say, apart
   * from the courses whose change is on its way or was put aside: the next reader sees those in the rows.
   * @throws when the database or the engine cannot be read, or the signal aborts
   */
  isTrusted(signal: AbortSignal): Promise<boolean>;
}

/** A change is in the index within three seconds; one that waits longer says that the worker does not get through. */
const PATIENCE_SECONDS = 5;

// By the clock of the database: rows may come from several machines.
const WAITS_TOO_LONG = `
  SELECT 1 FROM outbox WHERE topic = 'search' AND done_at IS NULL AND parked_at IS NULL
    AND created_at < now() - make_interval(secs => ${PATIENCE_SECONDS}) LIMIT 1`;

export function createIndexTrust({ db, indexer }: { db: Database; indexer: SearchIndexer }): IndexTrust {
  return {
    isTrusted: async (signal) => {
      const { rowCount } = await db.sql.query(WAITS_TOO_LONG);
      if (rowCount !== 0) return false;
      for (const name of INDEX_NAMES) {
        const index = indexer.liveIndex(name);
        if ((await indexer.documentCount(index)) === undefined) return false;
        for await (const page of differences(db, indexer, name, index)) {
          signal.throwIfAborted();
          if (page.some(({ open }) => open === null)) return false;
        }
        signal.throwIfAborted();
      }
      return true;
    },
  };
}
