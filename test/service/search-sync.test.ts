import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createMeiliSearch } from "../../search/meili.ts";
import type { SearchIndexer } from "../../search/search-indexer.ts";
import { IndexingFailed } from "../../search/search-indexer.ts";
import { elapsed, localDate, systemClock } from "../../src/kit/clock.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aBase, aCourse, aSite } from "../support/factories.ts";
import { aSync, changed as changedIn, settleOutbox } from "../support/sync.ts";

vi.setConfig({ testTimeout: 120_000 }); // they build real indexes, on machines that may be busy

let test: TestDatabase;
let world: ReturnType<typeof aSync>;

beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  world = aSync(test); // index names of its own, over the same rows
  await settleOutbox(test);
});
afterAll(() => test.drop());

const changed = (...keys: string[]) => changedIn(test, ...keys);
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
      while (!(await inEngine("无人机驾驶")).includes(course.id) && elapsed() - start < 20_000) await sleep(20);
      expect(await inEngine("无人机驾驶")).toContain(course.id); // how soon, `bench -- index` tells
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
    const { hits } = await world.engine.bases({ q: "智能制造实训" }, 5, new AbortController().signal);
    expect(hits[0]?.id).toBe(base.id);
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
  /** The real engine, except that what carries this course fails there, as the engine puts it. */
  const refusing = (courseId: string, blames: "content" | "engine"): SearchIndexer => ({
    ...world.engine,
    put: async (index, documents) => {
      const write = await world.engine.put(index, documents);
      const isPoisoned = JSON.stringify(documents).includes(courseId);
      return isPoisoned ? { succeeded: () => Promise.reject(new IndexingFailed("poisoned batch", blames)) } : write;
    },
  });

  it("a poisoned batch is halved until the bad one stands alone: it is parked, and all others go through", async () => {
    await world.sync.rebuild();
    const good: string[] = [];
    for (let at = 0; at < 6; at++) good.push((await aCourse(test.db, { title: `银饰锻制班${at}` })).id);
    const bad = await aCourse(test.db, { title: "坏掉的课程" });
    const sync = world.worker(refusing(bad.id, "content"));
    await changed(...good.map((id) => `course:${id}`), `course:${bad.id}`);
    await sync.runOnce();
    for (const id of good) expect(await outbox(`course:${id}`)).toMatchObject({ done: true, parked: false });
    expect(await outbox(`course:${bad.id}`)).toMatchObject({ done: false, parked: true, reason: "poisoned batch" });
    expect((await inEngine("银饰锻制")).length).toBe(6);
    expect(await inEngine("坏掉的课程")).toEqual([]);
    await changed(`course:${bad.id}`);
    await world.sync.runOnce(); // mended: the same course is taken now
    expect(await outbox(`course:${bad.id}`)).toMatchObject({ done: true });
    expect(await inEngine("坏掉的课程")).toEqual([bad.id]);
    const { rows } = await test.db.sql.query("SELECT 1 FROM outbox WHERE parked_at IS NOT NULL AND done_at IS NULL");
    expect(rows).toEqual([]);
  });

  it("a change the engine stumbles over, while others pass, waits longer each time and is parked in the end", async () => {
    await world.sync.rebuild();
    const [stumbling, good] = [await aCourse(test.db), await aCourse(test.db)];
    const sync = world.worker(refusing(stumbling.id, "engine"));
    await sync.runOnce().catch(() => undefined);
    await changed(`course:${stumbling.id}`);
    for (let attempt = 1; attempt <= 8; attempt++) {
      await changed(`course:${good.id}`);
      await test.db.sql.query("UPDATE outbox SET available_at = created_at WHERE done_at IS NULL");
      await sync.runOnce();
      expect(await outbox(`course:${good.id}`)).toMatchObject({ done: true });
      expect(await outbox(`course:${stumbling.id}`)).toMatchObject(
        attempt < 8 ? { parked: false, attempts: attempt, waits: true } : { parked: true, reason: "poisoned batch" },
      );
    }
  });

  it("an engine that can do nothing is an outage: no change is blamed for it", async () => {
    await world.sync.rebuild();
    const courses = [await aCourse(test.db), await aCourse(test.db), await aCourse(test.db), await aCourse(test.db)];
    const broken: SearchIndexer = {
      ...world.engine,
      put: async () => ({ succeeded: () => Promise.reject(new IndexingFailed("no space left on device", "engine")) }),
    };
    await changed(...courses.map(({ id }) => `course:${id}`));
    await expect(world.worker(broken).runOnce()).rejects.toThrow("the engine can do nothing");
    for (const { id } of courses)
      expect(await outbox(`course:${id}`)).toMatchObject({ done: false, parked: false, attempts: 0 });
  });

  it("an outage costs no attempt: the change waits and is applied when the engine is back", async () => {
    await world.sync.rebuild();
    const course = await aCourse(test.db, { title: "蜀绣入门班", certificates: [] });
    await changed(`course:${course.id}`);
    const gone = createMeiliSearch({ url: "http://127.0.0.1:9", key: "no-such-engine-key" });
    await expect(world.worker(gone).runOnce()).rejects.toThrow();
    expect(await outbox(`course:${course.id}`)).toMatchObject({ done: false, parked: false, attempts: 0 });
    await world.sync.runOnce();
    expect(await inEngine("蜀绣入门")).toEqual([course.id]);
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
