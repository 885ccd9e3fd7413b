import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createMeiliSearch } from "../../search/meili.ts";
import type { SearchIndexer } from "../../search/search-indexer.ts";
import { IndexingFailed } from "../../search/search-indexer.ts";
import { createSearchSync } from "../../search/sync.ts";
import { reindex } from "../../src/cli/reindex.ts";
import { writeOutbox } from "../../src/jobs/outbox.ts";
import { elapsed, localDate, systemClock } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aBase, aCourse, aSite } from "../support/factories.ts";
import { aSearch } from "../support/search.ts";

let test: TestDatabase;
let world: Awaited<ReturnType<typeof aSearch>>;

beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  world = await aSearch(test); // index names of its own, over the same rows
  await test.db.sql.query("UPDATE outbox SET done_at = now() WHERE done_at IS NULL");
});
afterAll(() => test.drop());

const changed = (...keys: string[]) =>
  test.db.prisma.$transaction((tx) =>
    writeOutbox(
      tx,
      systemClock.now(),
      keys.map((key) => ({ topic: "search", key })),
    ),
  );
const outbox = async (key: string) => {
  const { rows } = await test.db.sql.query<{
    done: boolean;
    parked: boolean;
    reason: string | null;
    attempts: number;
    waits: boolean;
  }>(
    `SELECT done_at IS NOT NULL AS done, parked_at IS NOT NULL AS parked, parked_reason AS reason, attempts,
       available_at > created_at AS waits FROM outbox WHERE key = $1 ORDER BY id DESC LIMIT 1`,
    [key],
  );
  return rows[0];
};
/** Ids of the courses that the engine alone knows by these words. */
const inEngine = async (q: string) => {
  const question = { query: { q }, today: localDate(systemClock.now()), limit: 50, match: "all" as const };
  const { hits } = await world.engine.courses(question, new AbortController().signal);
  return hits.map(({ courseId }) => courseId);
};

describe("a change", () => {
  it("of a published course is searchable within seconds, and a withdrawn one is gone", async () => {
    await world.sync.rebuild();
    world.sync.start();
    try {
      const course = await aCourse(test.db, { title: "无人机驾驶入门班", certificates: [] });
      const start = elapsed();
      await changed(`course:${course.id}`);
      while (!(await inEngine("无人机驾驶")).includes(course.id) && elapsed() - start < 5_000) await sleep(20);
      expect(elapsed() - start).toBeLessThan(3_000);
      await test.db.prisma.course.update({ where: { id: course.id }, data: { status: "withdrawn" } });
      await changed(`course:${course.id}`);
      while ((await inEngine("无人机驾驶")).length > 0 && elapsed() - start < 10_000) await sleep(20);
      expect(await inEngine("无人机驾驶")).toEqual([]);
    } finally {
      await world.sync.stop();
    }
  });

  it("takes out the class sessions that are no longer held", async () => {
    const course = await aCourse(test.db, {
      title: "盆景造型班",
      sessions: [{ startsOn: "2090-01-01" }, { startsOn: "2090-05-01" }],
    });
    await world.sync.rebuild();
    const before = await world.engine.documentCount(world.engine.liveIndex("courses"));
    await test.db.sql.query(
      "UPDATE class_session SET cancelled_at = now() WHERE course_id = $1 AND starts_on < '2090-02-01'",
      [course.id],
    );
    await test.db.sql.query("UPDATE course SET version = version + 1 WHERE id = $1", [course.id]);
    await changed(`course:${course.id}`);
    await world.sync.runOnce();
    expect(await world.engine.documentCount(world.engine.liveIndex("courses"))).toBe((before ?? 0) - 1);
    expect(await inEngine("盆景造型")).toEqual([course.id]);
  });

  it("of a base and of an occupation reaches their indexes", async () => {
    await world.sync.rebuild();
    const base = await aBase(test.db, { name: "青羊智能制造实训基地" });
    await changed(`base:${base.id}`, "occupation:6-18-02-04");
    await world.sync.runOnce();
    const { items } = await world.search.bases({ q: "智能制造实训" }, { limit: 5 });
    expect(items[0]?.base.id).toBe(base.id);
    expect(await outbox("occupation:6-18-02-04")).toMatchObject({ done: true });
  });

  it("that may not be indexed is parked with the reason, and holds up nobody", async () => {
    await world.sync.rebuild();
    const nowhere = await aSite(test.db, { point: { lat: 0, lng: 0 } });
    const bad = await aCourse(test.db, { siteId: nowhere.id, title: "海上课程" });
    const good = await aCourse(test.db, { title: "竹编工艺班", certificates: [] });
    await changed(`course:${bad.id}`, `course:${good.id}`);
    await world.sync.runOnce();
    expect(await outbox(`course:${bad.id}`)).toMatchObject({
      parked: true,
      reason: expect.stringContaining("中国境内"),
    });
    expect(await outbox(`course:${good.id}`)).toMatchObject({ done: true });
    expect(await inEngine("竹编工艺")).toEqual([good.id]);
    await test.db.prisma.course.delete({ where: { id: bad.id } });
  });
});

describe("faults of the engine", () => {
  /** The real engine, except that a batch with this course in it fails there. */
  const refusing = (engine: SearchIndexer, courseId: string): SearchIndexer => ({
    ...engine,
    put: async (index, documents) => {
      const write = await engine.put(index, documents);
      const isPoisoned = JSON.stringify(documents).includes(courseId);
      return isPoisoned ? { succeeded: () => Promise.reject(new IndexingFailed("poisoned batch")) } : write;
    },
  });
  const syncOver = (indexer: SearchIndexer) =>
    createSearchSync({ db: test.db, databaseUrl: test.url, indexer, log: createLog("silent"), clock: systemClock });

  it("a poisoned batch is tried one by one: the rest goes through, the bad one waits and is parked in the end", async () => {
    await world.sync.rebuild();
    const bad = await aCourse(test.db, { title: "坏掉的课程" });
    const good = await aCourse(test.db, { title: "银饰锻制班", certificates: [] });
    const sync = syncOver(refusing(world.engine, bad.id));
    await changed(`course:${bad.id}`, `course:${good.id}`);
    await sync.runOnce();
    expect(await outbox(`course:${good.id}`)).toMatchObject({ done: true });
    expect(await outbox(`course:${bad.id}`)).toMatchObject({ done: false, parked: false, attempts: 1, waits: true });
    for (let i = 0; i < 7; i++) {
      await test.db.sql.query("UPDATE outbox SET available_at = created_at WHERE key = $1", [`course:${bad.id}`]);
      await sync.runOnce();
    }
    expect(await outbox(`course:${bad.id}`)).toMatchObject({ parked: true, attempts: 8, reason: "poisoned batch" });
  });

  it("an outage costs no attempt: the change waits and is applied when the engine is back", async () => {
    await world.sync.rebuild();
    const course = await aCourse(test.db, { title: "蜀绣入门班", certificates: [] });
    await changed(`course:${course.id}`);
    const gone = createMeiliSearch({ url: "http://127.0.0.1:9", key: "no-such-engine-key" });
    await expect(syncOver(gone).runOnce()).rejects.toThrow();
    expect(await outbox(`course:${course.id}`)).toMatchObject({ done: false, parked: false, attempts: 0 });
    await test.db.sql.query("UPDATE outbox SET available_at = created_at WHERE done_at IS NULL");
    await world.sync.runOnce();
    expect(await inEngine("蜀绣入门")).toEqual([course.id]);
  });
});

describe("a rebuild", () => {
  it("is needed once, and not again at a warm start", async () => {
    expect(await world.sync.isCurrent()).toBe(false);
    await world.sync.rebuild();
    expect(await world.sync.isCurrent()).toBe(true);
  });

  it("misses no change that is made meanwhile", async () => {
    for (let i = 0; i < 40; i++) await aCourse(test.db, { title: `茶艺师班${i}` });
    await world.sync.rebuild();
    world.sync.start();
    try {
      const writing = (async () => {
        for (let i = 0; i < 25; i++) {
          const course = await aCourse(test.db, { title: `面点师班${i}` });
          await changed(`course:${course.id}`);
        }
      })();
      await Promise.all([writing, world.sync.rebuild()]);
      const start = elapsed();
      while (!(await world.sync.isCurrent()) && elapsed() - start < 10_000) await sleep(50);
    } finally {
      await world.sync.stop();
    }
    expect((await inEngine("面点师")).length).toBe(25);
    expect(await world.sync.driftCheck()).toMatchObject({ courses: { missing: [], stale: [], ghosts: [] } });
  });

  it("leaves no index behind, and two at once are refused", async () => {
    const both = await Promise.allSettled([world.sync.rebuild(), world.sync.rebuild()]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { rows } = await test.db.sql.query("SELECT 1 FROM installation WHERE key = 'search-rebuild'");
    expect(rows).toEqual([]);
  });

  it("is what the command does; unknown arguments and --drop in production are refused", async () => {
    expect(await reindex([], { sync: world.sync, profile: "demo" })).toBe(0);
    expect(await reindex(["--drop"], { sync: world.sync, profile: "demo" })).toBe(0);
    expect(await world.sync.isCurrent()).toBe(true);
    expect(await reindex(["--drop"], { sync: world.sync, profile: "production" })).toBe(2);
    expect(await reindex(["--fast"], { sync: world.sync, profile: "demo" })).toBe(2);
  });
});

describe("the drift check", () => {
  it("finds and repairs what is missing, stale and ghostly", async () => {
    const missing = await aCourse(test.db, { title: "漆器制作班" });
    const stale = await aCourse(test.db, { title: "陶艺班" });
    const ghost = await aCourse(test.db, { title: "鬼课程" });
    await world.sync.rebuild();
    const live = world.engine.liveIndex("courses");
    await (await world.engine.removeWhere(live, { field: "courseId", oneOf: [missing.id] })).succeeded();
    await test.db.prisma.course.update({ where: { id: stale.id }, data: { version: 9 } });
    await test.db.prisma.course.delete({ where: { id: ghost.id } });
    const found = await world.sync.driftCheck();
    expect(found.courses.missing).toEqual(missing.sessions.map(({ id }) => id));
    expect(found.courses.stale).toEqual(stale.sessions.map(({ id }) => id));
    expect(found.courses.ghosts).toEqual(ghost.sessions.map(({ id }) => id));
    expect(await world.sync.driftCheck()).toMatchObject({ courses: { missing: [], stale: [], ghosts: [] } });
  });
});
