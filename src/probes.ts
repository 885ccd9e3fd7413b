import type { SearchState } from "../search/breaker.ts";
import type { SearchIndexer } from "../search/search-indexer.ts";
import type { Probe } from "./http/health.ts";
import { readBacklog } from "./jobs/outbox-backlog.ts";
import type { Clock } from "./kit/clock.ts";
import type { Database } from "./kit/database.ts";

/** Longer than any consumer is ever away for in good health. */
const STUCK_SECONDS = 60;

/**
 * What /readyz and /healthz look at: database with reference data, the index, and what the outbox still holds. Without the engine we
 * still answer: degraded.
 */
export const createProbes = (
  db: Database,
  engine: SearchIndexer | undefined,
  searchState: () => SearchState,
  clock: Clock,
): Probe[] => [
  {
    name: "database",
    check: async () => {
      const { rowCount } = await db.sql.query("SELECT 1 FROM occupation LIMIT 1");
      return rowCount === 1 ? { state: "ok" } : { state: "down", note: "reference data are not loaded" };
    },
  },
  {
    name: "search",
    check: async () => {
      if (engine === undefined) return { state: "degraded", note: "no search engine: PostgreSQL answers" };
      const count = await engine.documentCount(engine.liveIndex("courses")).catch(() => undefined);
      if (count === undefined) return { state: "degraded", note: "the search engine is away: PostgreSQL answers" };
      return searchState() === "engine"
        ? { state: "ok", note: `${count} class sessions indexed` }
        : { state: "degraded", note: "the search engine is back, its index is not trusted yet: PostgreSQL answers" };
    },
  },
  {
    name: "outbox",
    check: async () => {
      const { waiting, oldestSeconds, parked } = await readBacklog(db.sql, clock.now());
      const note = `${waiting} waiting, the oldest for ${Math.round(oldestSeconds)} s; ${parked} parked`;
      return { state: oldestSeconds > STUCK_SECONDS ? "degraded" : "ok", note };
    },
  },
];
