import { conflict } from "../src/errors.ts";
import type { Clock } from "../src/kit/clock.ts";
import type { Database } from "../src/kit/database.ts";
import type { Log } from "../src/kit/log.ts";
import { noProgress, type Progress } from "../src/kit/progress.ts";
import { ifFree, REBUILD_LOCK, SYNC_LOCK, whileLocked } from "./advisory-lock.ts";
import { repairDrift, writeAgain } from "./drift.ts";
import { fillIndexes } from "./fill-indexes.ts";
import {
  dropIndexes,
  ensureLiveIndexes,
  type IndexNames,
  liveIndexes,
  makeIndexes,
  markBuilt,
  markNotRebuilding,
  markRebuilding,
  nextIndexes,
  SETTINGS_HASH,
} from "./index-state.ts";
import { keysTouchedSince, parkKeys, type Reasons, unparkAllBut } from "./outbox-claims.ts";
import { INDEX_NAMES, type SearchIndexer } from "./search-indexer.ts";
import { expectedCount } from "./wanted-documents.ts";

export interface Rebuilding {
  db: Database;
  indexer: SearchIndexer;
  clock: Clock;
  log: Log;
}

/** Draws a bar for so many documents. */
export type StartProgress = (label: string, total: number) => Progress;

/** What was put aside before was tried again, and is put aside again only if it was refused again. */
async function tellRefused({ db, clock, log }: Rebuilding, refused: Reasons): Promise<void> {
  const now = clock.now();
  await unparkAllBut(db, [...refused.keys()], now);
  await parkKeys(db, refused, now);
  for (const [key, reason] of refused) log.warn({ key, reason }, "search change parked");
}

/** With an empty live index there is nothing to keep answering from: fills the live ones themselves, while writers wait. */
const buildFirst = (needs: Rebuilding, progress: Progress): Promise<Reasons> =>
  whileLocked(needs.db, SYNC_LOCK, async () => {
    const { db, indexer, clock } = needs;
    await ensureLiveIndexes(indexer);
    const refused = await fillIndexes(needs, liveIndexes(indexer), progress);
    await tellRefused(needs, refused);
    await markBuilt(db, clock.now());
    return refused;
  });

/** Makes the new indexes, and lets every change go to them too; between the two no change may be made. */
const startBeside = ({ db, indexer, clock }: Rebuilding): Promise<IndexNames> =>
  whileLocked(db, SYNC_LOCK, async () => {
    await ensureLiveIndexes(indexer);
    const now = clock.now();
    const tag = `v${SETTINGS_HASH}_${now.getTime()}`;
    const next = {
      courses: indexer.nextIndex("courses", tag),
      occupations: indexer.nextIndex("occupations", tag),
      bases: indexer.nextIndex("bases", tag),
    };
    await markRebuilding(db, next, now); // before they are made: whoever comes after our death knows what to remove
    await makeIndexes(indexer, next);
    return next;
  });

/** Fills new indexes beside the live ones and swaps them in. */
async function buildBeside(needs: Rebuilding, progress: Progress): Promise<Reasons> {
  const { db, indexer, clock } = needs;
  const startedAt = clock.now();
  const next = await startBeside(needs);
  const refused = await fillIndexes(needs, next, progress);
  await tellRefused(needs, refused);
  await repairDrift(db, indexer, next, new AbortController().signal); // the whole, while others still write
  await whileLocked(db, SYNC_LOCK, async (held) => {
    // What was written twice at the same moment may have come in the wrong order.
    await writeAgain(db, indexer, next, await keysTouchedSince(db, startedAt), held);
    held.throwIfAborted();
    await indexer.swap(INDEX_NAMES.map((name) => [indexer.liveIndex(name), next[name]]));
    await markBuilt(db, clock.now());
    await dropIndexes(indexer, next); // after the swap these names hold the old indexes
    await markNotRebuilding(db);
  });
  return refused;
}

/** Removes what a rebuild left that was killed; for the holder of REBUILD_LOCK. */
async function removeLeftOver({ db, indexer }: Pick<Rebuilding, "db" | "indexer">): Promise<void> {
  const leftOver = await nextIndexes(db);
  if (leftOver === undefined) return;
  await whileLocked(db, SYNC_LOCK, async () => {
    await dropIndexes(indexer, leftOver);
    await markNotRebuilding(db);
  });
}

/** Removes what a rebuild left that was killed, unless one is under way. */
export async function clearAbandonedRebuild(needs: Pick<Rebuilding, "db" | "indexer">): Promise<void> {
  await ifFree(needs.db, REBUILD_LOCK, () => removeLeftOver(needs));
}

/**
 * Builds the three indexes anew; searches go on all the while. Changes made meanwhile go to both; the whole is compared with the rows,
 * and what was changed meanwhile is written once more while writers wait for the swap.
 * @throws AppError conflict when another rebuild is under way
 */
export async function rebuildIndexes(
  needs: Rebuilding,
  startProgress: StartProgress = () => noProgress,
): Promise<{ refused: number }> {
  const { db, indexer } = needs;
  const refused = await ifFree(db, REBUILD_LOCK, async () => {
    await removeLeftOver(needs);
    const progress = startProgress("索引", await expectedCount(db, "courses"));
    const isFirst = !(await indexer.documentCount(indexer.liveIndex("courses")));
    const found = await (isFirst ? buildFirst : buildBeside)(needs, progress);
    progress.finish();
    return found;
  });
  if (refused === undefined) throw conflict("另一个重建正在进行，请等它结束后再试。");
  return { refused: refused.size };
}
