import type { Clock } from "../src/kit/clock.ts";
import type { Database } from "../src/kit/database.ts";
import { startListening } from "../src/kit/listen.ts";
import type { Log } from "../src/kit/log.ts";
import { ifFree, SYNC_LOCK, whileLocked } from "./advisory-lock.ts";
import { applyChanges } from "./apply-changes.ts";
import { type DriftByIndex, driftCounts, isDrifting, repairDrift } from "./drift.ts";
import { builtHash, dropIndexes, ensureLiveIndexes, liveIndexes, SETTINGS_HASH, writeTargets } from "./index-state.ts";
import { CLAIM_BATCH, claim, markDone, parkClaims, parkKeys, retryLater } from "./outbox-claims.ts";
import { clearAbandonedRebuild, rebuildIndexes, type StartProgress } from "./rebuild.ts";
import { remarked } from "./remarked.ts";
import { INDEX_NAMES, type SearchIndexer } from "./search-indexer.ts";
import { expectedCount } from "./wanted-documents.ts";

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
  /** Applies one batch of waiting changes, if nobody else is at it. @returns how many rows it took */
  runOnce(): Promise<number>;
  /** Makes the indexes that do not exist yet, empty, with their settings. */
  makeIndexes(): Promise<void>;
  /** Whether the indexes have the settings of this program and hold what they should; what little they lack is mended first. */
  isCurrent(): Promise<boolean>;
  /** @throws AppError conflict when another rebuild is under way */
  rebuild(startProgress?: StartProgress): Promise<{ refused: number }>;
  /** Deletes the live indexes: PostgreSQL answers until they are built again. */
  dropLive(): Promise<void>;
  /** Compares ids and versions and repairs what differs. @returns what was found */
  driftCheck(): Promise<DriftByIndex>;
}

/** An index that lacks more than half of a catalogue, and not of a small one, is built anew: faster than mending course by course. */
const MUCH = { share: 0.5, documents: 500 };

export function createSearchSync({ db, databaseUrl, indexer, log, clock }: SearchSyncNeeds): SearchSync {
  // Whoever was away, we or the engine, may have missed something: the engine may even come back empty, or older than it was.
  let isInDoubt = true;
  let lastTask = -1;

  const driftCheckUnder = async (held: AbortSignal): Promise<DriftByIndex> => {
    await ensureLiveIndexes(indexer);
    const { drift, unapplied } = await repairDrift(db, indexer, liveIndexes(indexer), held);
    await parkKeys(db, unapplied.refused, clock.now());
    return drift;
  };
  const rebuild = async (startProgress?: StartProgress): Promise<{ refused: number }> => {
    const result = await rebuildIndexes({ db, indexer, clock, log }, startProgress);
    isInDoubt = false;
    return result;
  };
  /** Built by another edition of the program, or without most of the courses. */
  const isBeyondRepair = async (): Promise<boolean> => {
    if ((await builtHash(db)) !== SETTINGS_HASH) return true;
    const expected = await expectedCount(db, "courses");
    const missing = expected - ((await indexer.documentCount(indexer.liveIndex("courses"))) ?? 0);
    return missing > MUCH.documents && missing > MUCH.share * expected;
  };

  /** @returns undefined when somebody else writes to the indexes just now */
  const settleDoubt = async (): Promise<true | undefined> => {
    await clearAbandonedRebuild({ db, indexer });
    if (await isBeyondRepair()) {
      log.warn("search index is of another edition, or lacks much of the catalogue: building it anew");
      await rebuild();
      return true;
    }
    const found = await ifFree(db, SYNC_LOCK, driftCheckUnder);
    if (found === undefined) return undefined;
    if (isDrifting(found)) log.warn({ drift: driftCounts(found) }, "search index repaired");
    isInDoubt = false;
    return true;
  };

  /** The engine's tasks are numbered on and on; a lower number is an older engine, or a new one. */
  const watchEngine = async (): Promise<void> => {
    const latest = await indexer.lastTask();
    if (latest < lastTask) isInDoubt = true;
    lastTask = latest;
  };

  const applyBatch = async (held: AbortSignal): Promise<number> => {
    const claims = await claim(db, clock.now());
    if (claims.length === 0) return 0;
    const keys = claims.map(({ key }) => key);
    const batch = remarked(indexer, `outbox ${claims.at(0)?.id} – ${claims.at(-1)?.id}`);
    const { refused, suspect } = await applyChanges(
      { db, indexer: batch },
      keys,
      await writeTargets(db, indexer),
      held,
    );
    const now = clock.now();
    await markDone(
      db,
      claims.filter(({ key }) => !refused.has(key) && !suspect.has(key)),
      now,
    );
    await parkClaims(db, claims, refused, now);
    await retryLater(db, claims, suspect, now);
    for (const [key, reason] of refused) log.warn({ key, reason }, "search change parked");
    return claims.length;
  };

  const runOnce = async (): Promise<number> => {
    try {
      await watchEngine();
      if (isInDoubt && (await settleDoubt()) === undefined) return 0;
      return (await ifFree(db, SYNC_LOCK, applyBatch)) ?? 0;
    } catch (error) {
      isInDoubt = true;
      throw error;
    }
  };
  const drain = async (): Promise<void> => {
    while ((await runOnce()) === CLAIM_BATCH);
  };

  let listening: { stop(): Promise<void> } | undefined;
  let isAway = false;
  /** An outage is told once, not at every attempt. */
  const wake = async (): Promise<void> => {
    try {
      await drain();
      if (isAway) log.info("search index is kept in step again");
      isAway = false;
    } catch (error) {
      if (!isAway) log.warn({ err: error }, "search index cannot be kept in step; trying again");
      isAway = true;
    }
  };

  const driftCheck = (): Promise<DriftByIndex> => whileLocked(db, SYNC_LOCK, driftCheckUnder);
  const hasAllDocuments = async (): Promise<boolean> => {
    for (const name of INDEX_NAMES)
      if ((await indexer.documentCount(indexer.liveIndex(name))) !== (await expectedCount(db, name))) return false;
    return true;
  };

  return {
    start: () => {
      listening ??= startListening({ databaseUrl, channel: "outbox", pollMs: 2_000, log, wake });
    },
    stop: async () => {
      await listening?.stop();
      listening = undefined;
    },
    runOnce,
    makeIndexes: () => ensureLiveIndexes(indexer),
    isCurrent: async () => {
      if (await isBeyondRepair()) return false;
      await drain();
      if (!(await hasAllDocuments())) await driftCheck();
      return true;
    },
    rebuild,
    dropLive: async () => {
      await dropIndexes(indexer, liveIndexes(indexer));
      isInDoubt = true;
    },
    driftCheck,
  };
}
