import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createIndexTrust } from "../../search/index-trust.ts";
import { createMeiliSearch } from "../../search/meili.ts";
import type { SearchIndexer } from "../../search/search-indexer.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aBase, aCourse } from "../support/factories.ts";
import { aSync, changed, settleOutbox } from "../support/sync.ts";

vi.setConfig({ testTimeout: 120_000 }); // they build real indexes, on machines that may be busy

let test: TestDatabase;
let world: ReturnType<typeof aSync>;

beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  world = aSync(test);
  await settleOutbox(test);
});
afterAll(() => test.drop());

const trusted = (signal = new AbortController().signal) =>
  createIndexTrust({ db: test.db, indexer: world.engine }).isTrusted(signal);
const raise = (id: string) => test.db.sql.query("UPDATE course SET version = version + 1 WHERE id = $1", [id]);
const age = (seconds: number) =>
  test.db.sql.query("UPDATE outbox SET created_at = now() - make_interval(secs => $1) WHERE done_at IS NULL", [
    seconds,
  ]);

describe("an index is trusted", () => {
  it("when it holds exactly what the rows say, and not before it is built", async () => {
    await aCourse(test.db, { title: "可信的课程" });
    expect(await trusted()).toBe(false);
    await world.sync.makeIndexes();
    expect(await trusted()).toBe(false);
    await world.sync.rebuild();
    expect(await trusted()).toBe(true);
  });

  it("not with a document missing, stale, or of no row", async () => {
    const course = await aCourse(test.db, { sessions: [{ startsOn: "2090-01-01" }, { startsOn: "2090-05-01" }] });
    const base = await aBase(test.db);
    await world.sync.rebuild();
    expect(await trusted()).toBe(true);
    const [first] = course.sessions;
    await (
      await world.engine.removeByIds(world.engine.liveIndex("courses"), first === undefined ? [] : [first.id])
    ).succeeded();
    expect(await trusted()).toBe(false);
    await world.sync.rebuild();
    await raise(course.id);
    expect(await trusted()).toBe(false);
    await world.sync.rebuild();
    await test.db.prisma.course.delete({ where: { id: course.id } });
    expect(await trusted()).toBe(false);
    await world.sync.rebuild();
    await test.db.prisma.trainingBase.delete({ where: { id: base.id } });
    expect(await trusted()).toBe(false);
  });

  it("with a change on its way for less than five seconds, of a new, a changed and a withdrawn course", async () => {
    const [edited, withdrawn] = [await aCourse(test.db), await aCourse(test.db)];
    await world.sync.rebuild();
    const fresh = await aCourse(test.db);
    await raise(edited.id);
    await test.db.prisma.course.update({ where: { id: withdrawn.id }, data: { status: "withdrawn" } });
    expect(await trusted()).toBe(false);
    await changed(test, `course:${fresh.id}`, `course:${edited.id}`, `course:${withdrawn.id}`);
    expect(await trusted()).toBe(true);
    await age(6);
    expect(await trusted()).toBe(false);
    await world.sync.runOnce();
    expect(await trusted()).toBe(true);
  });

  it("with a course that was put aside: waiting does not mend it", async () => {
    await world.sync.rebuild();
    const course = await aCourse(test.db);
    await changed(test, `course:${course.id}`);
    await age(60);
    await test.db.sql.query("UPDATE outbox SET parked_at = now() WHERE done_at IS NULL");
    expect(await trusted()).toBe(true);
  });

  it("while courses are published all the time and each arrives", async () => {
    await world.sync.rebuild();
    world.sync.start();
    try {
      for (let at = 0; at < 10; at++) {
        const { id } = await aCourse(test.db);
        await changed(test, `course:${id}`);
      }
      expect(await trusted()).toBe(true);
    } finally {
      await world.sync.stop();
    }
  });
});

it("asking does not write, stops when told to, and says so when the engine is away", async () => {
  await world.sync.rebuild();
  await aCourse(test.db);
  const before = await world.engine.lastTask();
  expect(await trusted()).toBe(false);
  expect(await world.engine.lastTask()).toBe(before);
  await expect(trusted(AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
  const away: SearchIndexer = createMeiliSearch({ url: "http://127.0.0.1:9", key: "no-such-engine-key" });
  const trust = createIndexTrust({ db: test.db, indexer: away });
  await expect(trust.isTrusted(new AbortController().signal)).rejects.toThrow();
});
