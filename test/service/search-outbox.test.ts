import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { outbox } from "../../src/cli/outbox.ts";
import { checkOutbox } from "../../src/cli/outbox-check.ts";
import { readBacklog } from "../../src/jobs/outbox-backlog.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { createProbes } from "../../src/probes.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aCourse, aSite } from "../support/factories.ts";
import { aSync, changed, settleOutbox } from "../support/sync.ts";

vi.setConfig({ testTimeout: 120_000 }); // they build real indexes, on machines that may be busy

let test: TestDatabase;

beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(() => settleOutbox(test));
afterAll(() => test.drop());

/** What the command says, and how it ends. */
async function say(...args: string[]) {
  const lines: string[] = [];
  const status = await outbox(args, { db: test.db, now: systemClock.now(), out: (line) => void lines.push(line) });
  return { status, said: lines.join("\n") };
}
const backlog = () => readBacklog(test.db.sql, systemClock.now());
const parkedIds = async () =>
  (
    await test.db.sql.query<{ id: string }>("SELECT id FROM outbox WHERE parked_at IS NOT NULL AND done_at IS NULL")
  ).rows.map(({ id }) => id);

describe("npm run outbox", () => {
  it("shows what was put aside with the reason; mended and tried again it is indexed", async () => {
    const world = aSync(test);
    await world.sync.rebuild();
    const site = await aSite(test.db, { point: { lat: 0, lng: 0 } });
    const [first, second] = [await aCourse(test.db, { siteId: site.id }), await aCourse(test.db, { siteId: site.id })];
    await changed(test, `course:${first.id}`, `course:${second.id}`);
    await world.sync.runOnce();
    const { said } = await say("parked");
    expect(said).toContain(`course:${first.id}`);
    expect(said).toContain("坐标不在中国境内");
    expect(said).toContain("被搁置 2 条；等待处理 0 条");
    await test.db.sql.query("UPDATE site SET lat = 30.57, lng = 103.92 WHERE id = $1", [site.id]);
    const [one = ""] = await parkedIds();
    expect(await say("retry", "--id", one)).toEqual({ status: 0, said: "1 条重新等待处理。" });
    await world.sync.runOnce();
    expect(await backlog()).toMatchObject({ waiting: 0, parked: 1 });
    expect(await say("retry", "--all")).toEqual({ status: 0, said: "1 条重新等待处理。" });
    await world.sync.runOnce();
    expect(await backlog()).toEqual({ waiting: 0, parked: 0, oldestSeconds: 0 });
    const drift = await world.sync.driftCheck();
    expect(drift.courses).toEqual({ missing: [], stale: [], ghosts: [] });
  });

  it("what is still wrong is put aside again, in one row", async () => {
    const world = aSync(test);
    const site = await aSite(test.db, { point: { lat: 0, lng: 0 } });
    const course = await aCourse(test.db, { siteId: site.id });
    await world.sync.rebuild();
    expect(await parkedIds()).toHaveLength(1); // the rebuild put it aside
    await changed(test, `course:${course.id}`);
    await world.sync.runOnce();
    await say("retry", "--all");
    await world.sync.runOnce();
    expect(await parkedIds()).toHaveLength(1);
    await test.db.prisma.course.delete({ where: { id: course.id } });
  });

  it("replays what was done since then, and only that", async () => {
    await changed(test, `course:${randomUUID()}`, `course:${randomUUID()}`);
    await settleOutbox(test);
    await test.db.sql.query("UPDATE outbox SET created_at = now() - interval '10 days'");
    await changed(test, `course:${randomUUID()}`);
    await settleOutbox(test);
    expect(await say("replay", "--since", "7d")).toEqual({ status: 0, said: "1 条重新等待处理。" });
    expect(await backlog()).toMatchObject({ waiting: 1 });
  });

  it.each([
    [],
    ["unpark"],
    ["parked", "--all"],
    ["parked", "now"],
    ["retry"],
    ["retry", "--all", "--id", randomUUID()],
    ["retry", "--id", "7"],
    ["replay"],
    ["replay", "--since", "soon"],
    ["replay", "--since", "0d"],
    ["retry", "--all", "--since", "7d"],
    ["retry", "--id", randomUUID()],
  ])("asks for another command line than: %s %s %s %s", async (...args) => {
    expect((await say(...args)).status).toBe(2);
  });

  it("explains itself", async () => {
    expect(await say("--help")).toMatchObject({ status: 0, said: expect.stringContaining("retry --id") });
  });
});

describe("how far behind the outbox is", () => {
  const probe = () => {
    const probes = createProbes(test.db, undefined, () => "database", systemClock);
    return probes.find(({ name }) => name === "outbox")?.check();
  };
  const ageBy = (seconds: number) =>
    test.db.sql.query("UPDATE outbox SET created_at = now() - make_interval(secs => $1) WHERE done_at IS NULL", [
      seconds,
    ]);

  it("is told to operators, and is a fault once nothing gets through for a minute", async () => {
    expect(await probe()).toEqual({ state: "ok", note: "0 waiting, the oldest for 0 s; 0 parked" });
    await changed(test, `course:${randomUUID()}`);
    await ageBy(30);
    expect(await probe()).toMatchObject({
      state: "ok",
      note: expect.stringMatching(/^1 waiting, the oldest for 3\d s/),
    });
    await ageBy(90);
    expect(await probe()).toMatchObject({ state: "degraded" });
    expect(await checkOutbox(test.url, false, systemClock.now())).toMatchObject([{ isOk: false }]);
    expect(await checkOutbox(test.url, true, systemClock.now())).toMatchObject([{ isOk: true }]);
    await test.db.sql.query("UPDATE outbox SET parked_at = now() WHERE done_at IS NULL");
    expect(await checkOutbox(test.url, true, systemClock.now())).toMatchObject([
      { isOk: false, advice: expect.stringContaining("npm run outbox -- parked") },
    ]);
  });
});
