import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { seedDemo } from "../../prisma/seed/seed-demo.ts";
import { SYNC_LOCK } from "../../search/advisory-lock.ts";
import { INDEX_NAMES, type SearchIndexer } from "../../search/search-indexer.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { noProgress } from "../../src/kit/progress.ts";
import { type BreakableEngine, breakableEngine } from "../fault/scorecard/breakable-engine.ts";
import { driftOf } from "../fault/scorecard/index-drift.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aCourse } from "../support/factories.ts";
import { aSync, changed, settleOutbox } from "../support/sync.ts";

vi.setConfig({ testTimeout: 120_000 }); // they build real indexes, on machines that may be busy

let test: TestDatabase;

beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(() => settleOutbox(test));
afterAll(() => test.drop());

const IN_STEP = { missing: 0, stale: 0, ghosts: 0 };
const drift = (world: ReturnType<typeof aSync>) => driftOf({ db: test.db, engine: world.engine });
const waiting = () => test.db.prisma.outbox.count({ where: { topic: "search", doneAt: null } });
const published = async () => {
  const course = await aCourse(test.db);
  await changed(test, `course:${course.id}`);
  return course;
};

describe("an engine that was killed unseen, between two changes,", () => {
  let engine: BreakableEngine;
  let world: ReturnType<typeof aSync>;

  beforeEach(async () => {
    engine = await breakableEngine();
    world = aSync(test, engine);
    await world.sync.rebuild();
    await engine.kill(); // keeps what it is now as the older state
    await world.sync.runOnce();
    const stale = await published();
    await published();
    await world.sync.runOnce();
    await test.db.sql.query("UPDATE course SET version = version + 1 WHERE id = $1", [stale.id]);
    await changed(test, `course:${stale.id}`);
    await world.sync.runOnce();
    expect(await drift(world)).toEqual(IN_STEP);
  });
  afterEach(() => engine.remove());

  it("and is older than it was, is brought up to date although nothing waits", async () => {
    await engine.comeBackOlder();
    expect((await drift(world)).missing).toBeGreaterThan(0);
    await world.sync.runOnce();
    expect(await drift(world)).toEqual(IN_STEP);
  });

  it("and is empty, is filled again, with its settings", async () => {
    await engine.comeBackEmpty();
    await published();
    await world.sync.runOnce();
    expect(await waiting()).toBe(0);
    expect(await drift(world)).toEqual(IN_STEP);
  });

  it("and lacks most of a large catalogue, gets a whole new index", async () => {
    await seedDemo(test.db, { courses: 1_200, now: systemClock.now(), progress: noProgress });
    await engine.comeBackEmpty();
    await world.sync.runOnce();
    expect(await drift(world)).toEqual(IN_STEP);
    await test.db.sql.query("DELETE FROM course WHERE is_demo");
  });
});

it("indexes deleted by hand are made and filled again before the next change is applied", async () => {
  const world = aSync(test);
  await world.sync.rebuild();
  await world.sync.runOnce();
  for (const name of INDEX_NAMES) await (await world.engine.drop(world.engine.liveIndex(name))).succeeded();
  await published();
  await world.sync.runOnce().catch(() => undefined); // the engine refuses, and tells nothing of the course
  await world.sync.runOnce();
  expect(await waiting()).toBe(0);
  expect(await drift(world)).toEqual(IN_STEP);
});

describe("two workers", () => {
  it("never write at the same time, however long a task takes; the second waits its turn", async () => {
    const world = aSync(test);
    await world.sync.rebuild();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let writes = 0;
    const slow: SearchIndexer = {
      ...world.engine,
      put: async (index, documents) => {
        writes += 1;
        const write = await world.engine.put(index, documents);
        return { succeeded: () => held.then(write.succeeded) };
      },
    };
    const [first, second] = [world.worker(slow), world.worker()];
    await first.runOnce();
    await second.runOnce();
    await published();
    const working = first.runOnce();
    while (writes === 0) await sleep(10);
    await test.db.sql.query("UPDATE outbox SET available_at = now() - interval '1 hour' WHERE done_at IS NULL");
    expect(await second.runOnce()).toBe(0); // no lease runs out: the lock is the lease
    release();
    expect(await working).toBe(1);
    expect(await second.runOnce()).toBe(0);
    expect(await waiting()).toBe(0);
  });

  it("what a dead one left is taken up at once", async () => {
    const world = aSync(test);
    await world.sync.rebuild();
    const dying: SearchIndexer = { ...world.engine, put: () => Promise.reject(new Error("killed here")) };
    const dead = world.worker(dying);
    await dead.runOnce();
    await published();
    await expect(dead.runOnce()).rejects.toThrow("killed here");
    expect(await world.sync.runOnce()).toBe(1);
    expect(await drift(world)).toEqual(IN_STEP);
  });
});

it("a worker that loses its lock in the midst stops writing, counts nothing as done, and compares everything before it goes on", async () => {
  const world = aSync(test);
  await world.sync.rebuild();
  const robbed: SearchIndexer = {
    ...world.engine,
    put: async (index, documents) => {
      const write = await world.engine.put(index, documents);
      await test.db.sql.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks
         WHERE locktype = 'advisory' AND objid = $1 AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        [SYNC_LOCK],
      );
      return write;
    },
  };
  const worker = world.worker(robbed);
  await worker.runOnce();
  const { id } = await published();
  await expect(worker.runOnce()).rejects.toThrow();
  expect(await test.db.prisma.course.count({ where: { id } })).toBe(1);
  await world.sync.runOnce();
  expect(await waiting()).toBe(0);
  expect(await drift(world)).toEqual(IN_STEP);
});
