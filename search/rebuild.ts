import { conflict } from "../src/errors.ts";
import type { Clock } from "../src/kit/clock.ts";
import type { Database } from "../src/kit/database.ts";
import type { Log } from "../src/kit/log.ts";
import { noProgress, type Progress } from "../src/kit/progress.ts";
import { ifFree, REBUILD_LOCK, SYNC_LOCK, whileLocked } from "./advisory-lock.ts";
import { checkDrift } from "./drift.ts";
import {
  dropIndexes,
  ensureLiveIndexes,
  type IndexNames,
  liveIndexes,
  markBuilt,
  markNotRebuilding,
  markRebuilding,
  nextIndexes,
  SETTINGS_HASH,
} from "./index-state.ts";
import { aliasesOf, allBases, coursesAfter } from "./index-store.ts";
import { allSucceeded, type EnqueuedWrite, INDEX_NAMES, type SearchIndexer } from "./search-indexer.ts";
import { SETTINGS } from "./settings.ts";
import { expectedCount } from "./wanted-documents.ts";
import {
  checkedBaseDocuments,
  checkedCourseDocuments,
  checkedOccupationDocuments,
  type Refusals,
} from "./write-documents.ts";

export interface Rebuilding {
  db: Database;
  indexer: SearchIndexer;
  clock: Clock;
  log: Log;
}

/** Draws a bar for so many documents. */
export type StartProgress = (label: string, total: number) => Progress;

const COURSES_AT_A_TIME = 3_000; // about 6,000 documents, some 8 MB of JSON
const WRITES_IN_FLIGHT = 2;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** Sends every course, a batch at a time: while the engine works on one the next is read, and memory does not grow with the table. */
async function fillCourses({ db, indexer }: Rebuilding, index: string, refusals: Refusals, progress: Progress) {
  const aliases = await aliasesOf(db);
  const inFlight: EnqueuedWrite[] = [];
  let after = FIRST_ID;
  let done = 0;
  for (;;) {
    const rows = await coursesAfter(db, after, COURSES_AT_A_TIME);
    const documents = checkedCourseDocuments(rows, aliases, refusals);
    if (documents.length > 0) inFlight.push(await indexer.put(index, documents));
    done += documents.length;
    progress.advance(done);
    if (inFlight.length > WRITES_IN_FLIGHT) await inFlight.shift()?.succeeded();
    after = rows.at(-1)?.id ?? after;
    if (rows.length < COURSES_AT_A_TIME) break;
  }
  await allSucceeded(inFlight);
}

async function fill(needs: Rebuilding, next: IndexNames, progress: Progress): Promise<Refusals> {
  const { db, indexer } = needs;
  const refusals: Refusals = new Map();
  const aliases = await aliasesOf(db);
  const occupations = await checkedOccupationDocuments(db, aliases, refusals);
  const bases = checkedBaseDocuments(await allBases(db), aliases, refusals);
  const writes = [
    ...(occupations.length === 0 ? [] : [await indexer.put(next.occupations, occupations)]),
    ...(bases.length === 0 ? [] : [await indexer.put(next.bases, bases)]),
  ];
  await fillCourses(needs, next.courses, refusals, progress);
  await allSucceeded(writes);
  return refusals;
}

async function repairAll({ db, indexer }: Rebuilding, next: IndexNames): Promise<void> {
  for (const name of INDEX_NAMES) await checkDrift(db, indexer, name, next[name]);
}

async function start({ db, indexer, clock }: Rebuilding): Promise<IndexNames> {
  const leftOver = await nextIndexes(db); // of a rebuild that was killed
  if (leftOver !== undefined) await dropIndexes(indexer, leftOver);
  await ensureLiveIndexes(indexer);
  const now = clock.now();
  const tag = `v${SETTINGS_HASH}_${now.getTime()}`;
  const next = {
    courses: indexer.nextIndex("courses", tag),
    occupations: indexer.nextIndex("occupations", tag),
    bases: indexer.nextIndex("bases", tag),
  };
  const made: EnqueuedWrite[] = [];
  for (const name of INDEX_NAMES) made.push(await indexer.create(next[name], SETTINGS[name]));
  await allSucceeded(made);
  await markRebuilding(db, next, now);
  return next;
}

const tellRefusals = (log: Log, refusals: Refusals): { refused: number } => {
  for (const [id, reason] of refusals) log.warn({ id, reason }, "not indexed");
  return { refused: refusals.size };
};

/** With an empty live index there is nothing to keep answering from: fills the live ones themselves, while writers wait. */
const buildFirst = (needs: Rebuilding, progress: Progress): Promise<Refusals> =>
  whileLocked(needs.db, SYNC_LOCK, async () => {
    await ensureLiveIndexes(needs.indexer);
    const refusals = await fill(needs, liveIndexes(needs.indexer), progress);
    await markBuilt(needs.db, needs.clock.now());
    return refusals;
  });

/** Fills new indexes beside the live ones and swaps them in. */
async function buildBeside(needs: Rebuilding, progress: Progress): Promise<Refusals> {
  const { db, indexer, clock } = needs;
  const next = await start(needs);
  const refusals = await fill(needs, next, progress);
  await repairAll(needs, next);
  await whileLocked(db, SYNC_LOCK, async () => {
    await repairAll(needs, next);
    await indexer.swap(INDEX_NAMES.map((name) => [indexer.liveIndex(name), next[name]]));
    await markNotRebuilding(db);
    await markBuilt(db, clock.now());
  });
  await dropIndexes(indexer, next); // after the swap these names hold the old indexes
  return refusals;
}

/**
 * Builds the three indexes anew; searches go on all the while. Changes made meanwhile go to both, and what slipped through is repaired,
 * the last of it while writers wait for the swap.
 * @throws AppError conflict when another rebuild is under way
 */
export async function rebuildIndexes(
  needs: Rebuilding,
  startProgress: StartProgress = () => noProgress,
): Promise<{ refused: number }> {
  const { db, indexer, log } = needs;
  const refusals = await ifFree(db, REBUILD_LOCK, async () => {
    const progress = startProgress("索引", await expectedCount(db, "courses"));
    const isFirst = !(await indexer.documentCount(indexer.liveIndex("courses")));
    const found = await (isFirst ? buildFirst : buildBeside)(needs, progress);
    progress.finish();
    return found;
  });
  if (refusals === undefined) throw conflict("另一个重建正在进行，请等它结束后再试。");
  return tellRefusals(log, refusals);
}
