import type { Clock } from "../src/kit/clock.ts";
import type { Database } from "../src/kit/database.ts";
import { startListening } from "../src/kit/listen.ts";
import type { Log } from "../src/kit/log.ts";
import { SYNC_LOCK, whileLocked } from "./advisory-lock.ts";
import { checkDrift, type Drift } from "./drift.ts";
import { builtHash, dropIndexes, ensureLiveIndexes, liveIndexes, SETTINGS_HASH, writeTargets } from "./index-state.ts";
import { CLAIM_BATCH, type Claim, claim, giveBack, markDone, park, retryLater } from "./outbox-claims.ts";
import { rebuildIndexes, type StartProgress } from "./rebuild.ts";
import { INDEX_NAMES, IndexingFailed, type IndexName, type SearchIndexer } from "./search-indexer.ts";
import { expectedCount } from "./wanted-documents.ts";
import { type Refusals, writeBases, writeCourses, writeOccupations } from "./write-documents.ts";

export interface SearchSyncNeeds {
  db: Database;
  /** For LISTEN. */
  databaseUrl: string;
  indexer: SearchIndexer;
  log: Log;
  clock: Clock;
}

/** Keeps the indexes in step with the rows. */
export interface SearchSync {
  /** Consumes the outbox until stopped: woken by NOTIFY, and every two seconds in case a signal was lost. */
  start(): void;
  stop(): Promise<void>;
  /** Applies one batch of waiting changes. @returns how many rows it took */
  runOnce(): Promise<number>;
  /** Makes the indexes that do not exist yet, empty, with their settings. */
  makeIndexes(): Promise<void>;
  /** Whether the indexes have the settings of this program and as many documents as there should be; applies what waits first. */
  isCurrent(): Promise<boolean>;
  /** @throws AppError conflict when another rebuild is under way */
  rebuild(startProgress?: StartProgress): Promise<{ refused: number }>;
  /** Deletes the live indexes: PostgreSQL answers until they are built again. */
  dropLive(): Promise<void>;
  /** Compares ids and versions and repairs what differs. @returns what was found */
  driftCheck(): Promise<Record<IndexName, Drift>>;
}

const OUTAGE_PAUSE_MS = 2_000;

const idsOf = (keys: readonly string[], kind: string): string[] =>
  keys.filter((key) => key.startsWith(`${kind}:`)).map((key) => key.slice(kind.length + 1));

export function createSearchSync({ db, databaseUrl, indexer, log, clock }: SearchSyncNeeds): SearchSync {
  let areIndexesThere = false;
  let listening: { stop(): Promise<void> } | undefined;

  /** Writes what the keys name. @returns the keys that must not be indexed, and why */
  const apply = async (keys: readonly string[]): Promise<Refusals> => {
    const targets = await writeTargets(db, indexer);
    const refused: Refusals = new Map();
    const note = (kind: string, refusals: Refusals): void => {
      for (const [id, reason] of refusals) refused.set(`${kind}:${id}`, reason);
    };
    const courses = idsOf(keys, "course");
    if (courses.length > 0) note("course", await writeCourses(db, indexer, targets.courses, courses));
    const bases = idsOf(keys, "base");
    if (bases.length > 0) note("base", await writeBases(db, indexer, targets.bases, bases));
    if (idsOf(keys, "occupation").length > 0)
      note("occupation", await writeOccupations(db, indexer, targets.occupations));
    return refused;
  };

  const settle = async (claims: readonly Claim[], refused: Refusals): Promise<void> => {
    const now = clock.now();
    await markDone(
      db,
      claims.filter(({ key }) => !refused.has(key)),
      now,
    );
    for (const [key, reason] of refused) {
      await park(
        db,
        claims.filter((each) => each.key === key),
        reason,
        now,
      );
      log.warn({ key, reason }, "search change parked");
    }
  };

  /** All at once; if the engine refuses, each key alone, so that a bad one holds up nobody but itself. */
  const applyClaims = async (claims: readonly Claim[]): Promise<void> => {
    const keys = [...new Set(claims.map(({ key }) => key))];
    try {
      await settle(claims, await apply(keys));
    } catch (error) {
      if (!(error instanceof IndexingFailed)) throw error;
      if (keys.length === 1) return void (await retryLater(db, claims, error.message, clock.now()));
      for (const key of keys) await applyClaims(claims.filter((each) => each.key === key));
    }
  };

  const runOnce = (): Promise<number> =>
    whileLocked(db, SYNC_LOCK, async () => {
      const claims = await claim(db, clock.now());
      if (claims.length === 0) return 0;
      try {
        if (!areIndexesThere) await ensureLiveIndexes(indexer);
        areIndexesThere = true;
        await applyClaims(claims);
      } catch (error) {
        areIndexesThere = false; // the engine may come back empty
        await giveBack(db, claims, new Date(clock.now().getTime() + OUTAGE_PAUSE_MS));
        throw error;
      }
      return claims.length;
    });
  const drain = async (): Promise<void> => {
    while ((await runOnce()) === CLAIM_BATCH);
  };

  const hasAllDocuments = async (name: IndexName): Promise<boolean> =>
    (await indexer.documentCount(indexer.liveIndex(name))) === (await expectedCount(db, name));

  return {
    start: () => {
      listening ??= startListening({ databaseUrl, channel: "outbox", pollMs: 2_000, log, wake: drain });
    },
    stop: async () => {
      await listening?.stop();
      listening = undefined;
    },
    runOnce,
    makeIndexes: () => ensureLiveIndexes(indexer),
    isCurrent: async () => {
      if ((await builtHash(db)) !== SETTINGS_HASH) return false;
      await drain();
      for (const name of INDEX_NAMES) if (!(await hasAllDocuments(name))) return false;
      return true;
    },
    rebuild: (startProgress) => rebuildIndexes({ db, indexer, clock, log }, startProgress),
    dropLive: async () => {
      areIndexesThere = false;
      await dropIndexes(indexer, liveIndexes(indexer));
    },
    driftCheck: () =>
      whileLocked(db, SYNC_LOCK, async () => {
        const check = (name: IndexName): Promise<Drift> => checkDrift(db, indexer, name, indexer.liveIndex(name));
        return {
          courses: await check("courses"),
          occupations: await check("occupations"),
          bases: await check("bases"),
        };
      }),
  };
}
