import { addDays, daysBetween, localDate } from "../../src/kit/clock.ts";
import type { Database, Tx } from "../../src/kit/database.ts";
import { noProgress, type Progress } from "../../src/kit/progress.ts";
import { type DemoRows, demoRows } from "./demo-data.ts";
import { deleteDemo, insertRows, readDemoState, shiftDemoSessions, writeDemoState } from "./demo-store.ts";
import { readDemoWords } from "./demo-words.ts";
import { readDemoWorld } from "./demo-world.ts";

export interface SeedOptions {
  /** How many courses. */
  courses: number;
  now: Date;
  progress?: Progress;
}

export interface SeedCounts {
  courses: number;
  sessions: number;
  institutions: number;
  bases: number;
}

const BATCH_COURSES = 1_500; // some 3 MB a statement
const STALE_DAYS = 30;
const SEED_LOCK = 72_707_371;
const TRANSACTION = { timeout: 600_000, maxWait: 10_000 };

const noRows = (): DemoRows => ({ institutions: [], sites: [], courses: [], sessions: [], bases: [] });

/** A hundred thousand rows take longer than a person's query may; the lock keeps two starts from seeding at once. */
async function prepare(tx: Tx): Promise<void> {
  await tx.$executeRaw`SET LOCAL statement_timeout = '120s'`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SEED_LOCK})`;
}

async function flush(tx: Tx, rows: DemoRows, counts: SeedCounts): Promise<void> {
  await insertRows(tx, "institution", rows.institutions);
  await insertRows(tx, "site", rows.sites);
  await insertRows(tx, "course", rows.courses);
  await insertRows(tx, "class_session", rows.sessions);
  await insertRows(tx, "training_base", rows.bases);
  counts.courses += rows.courses.length;
  counts.sessions += rows.sessions.length;
  counts.institutions += rows.institutions.length;
  counts.bases += rows.bases.length;
}

const append = (to: DemoRows, from: DemoRows): void => {
  to.institutions.push(...from.institutions);
  to.sites.push(...from.sites);
  to.courses.push(...from.courses);
  to.sessions.push(...from.sessions);
  to.bases.push(...from.bases);
};

/**
 * Deletes all demo data and makes them anew, in one transaction. Writes no outbox rows: rebuild the index afterwards.
 * Memory is bounded by the largest county, not by the scale.
 */
export async function seedDemo(
  db: Database,
  { courses, now, progress = noProgress }: SeedOptions,
): Promise<SeedCounts> {
  const words = await readDemoWords();
  const today = localDate(now);
  const counts: SeedCounts = { courses: 0, sessions: 0, institutions: 0, bases: 0 };
  await db.prisma.$transaction(async (tx) => {
    await prepare(tx);
    await deleteDemo(tx);
    let waiting = noRows();
    for (const rows of demoRows(await readDemoWorld(tx), words, courses, today)) {
      append(waiting, rows);
      if (waiting.courses.length < BATCH_COURSES) continue;
      await flush(tx, waiting, counts);
      waiting = noRows();
      progress.advance(counts.courses);
    }
    await flush(tx, waiting, counts);
    await writeDemoState(tx, { madeOn: today, scale: courses }, now);
  }, TRANSACTION);
  progress.finish();
  return counts;
}

/**
 * Keeps an old demo alive: data made more than 30 days ago start later by whole weeks, as if made this week. Writes no outbox rows.
 * @returns whether anything moved; then the index has to be rebuilt
 */
export function moveDemoDates(db: Database, now: Date): Promise<boolean> {
  return db.prisma.$transaction(async (tx) => {
    await prepare(tx);
    const state = await readDemoState(tx);
    if (state === undefined) return false;
    const age = daysBetween(state.madeOn, localDate(now));
    if (age <= STALE_DAYS) return false;
    const days = Math.floor(age / 7) * 7;
    await shiftDemoSessions(tx, days);
    await writeDemoState(tx, { ...state, madeOn: addDays(state.madeOn, days) }, now);
    return true;
  }, TRANSACTION);
}
