import { addDays, daysBetween, localDate } from "../../src/kit/clock.ts";
import type { Database } from "../../src/kit/database.ts";
import { noProgress, type Progress } from "../../src/kit/progress.ts";
import { type DemoRows, demoRows } from "./demo-data.ts";
import {
  deleteDemo,
  inSeedTransaction,
  insertRows,
  readDemoState,
  type Sql,
  shiftDemoSessions,
  writeDemoState,
} from "./demo-store.ts";
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

const noRows = (): DemoRows => ({ institutions: [], sites: [], courses: [], sessions: [], bases: [] });

async function flush(sql: Sql, rows: DemoRows, counts: SeedCounts): Promise<void> {
  await insertRows(sql, "institution", rows.institutions);
  await insertRows(sql, "site", rows.sites);
  await insertRows(sql, "course", rows.courses);
  await insertRows(sql, "class_session", rows.sessions);
  await insertRows(sql, "training_base", rows.bases);
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
  const world = await readDemoWorld(db);
  const today = localDate(now);
  const counts: SeedCounts = { courses: 0, sessions: 0, institutions: 0, bases: 0 };
  await inSeedTransaction(db, async (sql) => {
    await deleteDemo(sql);
    let waiting = noRows();
    for (const rows of demoRows(world, words, courses, today)) {
      append(waiting, rows);
      if (waiting.courses.length < BATCH_COURSES) continue;
      await flush(sql, waiting, counts);
      waiting = noRows();
      progress.advance(counts.courses);
    }
    await flush(sql, waiting, counts);
    await writeDemoState(sql, { madeOn: today, scale: courses }, now);
  });
  progress.finish();
  return counts;
}

/**
 * Keeps an old demo alive: data made more than 30 days ago start later by whole weeks, as if made this week. Writes no outbox rows.
 * @returns whether anything moved; then the index has to be rebuilt
 */
export function moveDemoDates(db: Database, now: Date): Promise<boolean> {
  return inSeedTransaction(db, async (sql) => {
    const state = await readDemoState(sql);
    if (state === undefined) return false;
    const age = daysBetween(state.madeOn, localDate(now));
    if (age <= STALE_DAYS) return false;
    const days = Math.floor(age / 7) * 7;
    await shiftDemoSessions(sql, days);
    await writeDemoState(sql, { ...state, madeOn: addDays(state.madeOn, days) }, now);
    return true;
  });
}
