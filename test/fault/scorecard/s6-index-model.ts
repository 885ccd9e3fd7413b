import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { createMeiliSearch } from "../../../search/meili.ts";
import { loadConfig } from "../../../src/config.ts";
import { elapsed, systemClock } from "../../../src/kit/clock.ts";
import { createLog } from "../../../src/kit/log.ts";
import { wire } from "../../../src/wire.ts";
import { atMost, type Figure, measured } from "../../bench/report.ts";
import { http500, startTcpProxy, type TcpProxy } from "../../support/tcp-proxy.ts";
import { type BreakableEngine, breakableEngine } from "./breakable-engine.ts";
import { type Ground, onGround } from "./ground.ts";
import { driftOf, type IndexDrift } from "./index-drift.ts";
import { atLeast, type Form, none, type Row, tell } from "./row.ts";
import {
  anEmptyModel,
  createOperator,
  isFindable,
  type Model,
  OPERATION_WEIGHTS,
  type Operation,
} from "./s6-operations.ts";
import { secondsUntil } from "./wait.ts";

const SIZE = { short: { seeds: 4, operations: 500 }, full: { seeds: 20, operations: 2_000 } } as const;
const BURST = 50;
const GIVE_UP_MS = 90_000;
/** How long after it was unpublished a course is looked for. */
const WATCH_MS = 8_000;
const WATCH_PAUSE_MS = 100;

const FAULTS = {
  nothing: (_engine: BreakableEngine, _proxy: TcpProxy) => Promise.resolve(),
  "refuses connections": (_engine: BreakableEngine, proxy: TcpProxy) => proxy.inject({ kind: "refuse" }),
  "resets connections": (_engine: BreakableEngine, proxy: TcpProxy) => proxy.inject({ kind: "reset" }),
  "answers HTTP 500": (_engine: BreakableEngine, proxy: TcpProxy) => proxy.inject(http500()),
  "says every task failed": (_engine: BreakableEngine, proxy: TcpProxy) =>
    proxy.inject({ kind: "rewrite", from: '"succeeded"', to: '"failed"   ' }),
  "is killed": (engine: BreakableEngine) => engine.kill(),
  "comes back older": (engine: BreakableEngine) => engine.comeBackOlder(),
  "comes back empty": (engine: BreakableEngine) => engine.comeBackEmpty(),
};
type FaultName = keyof typeof FAULTS;
const FAULT_NAMES: readonly string[] = Object.keys(FAULTS);
const isFaultName = (name: string): name is FaultName => name in FAULTS;
/** With these the engine forgets what it had acknowledged, so an empty outbox proves nothing yet. */
const FORGETFUL: readonly FaultName[] = ["comes back older", "comes back empty"];

interface Burst {
  fault: FaultName;
  /** Before which of the operations. */
  faultAt: number;
  operations: { operation: Operation; pick: number }[];
}

/** The same bursts for the same seed. Every fault occurs once before any occurs again. */
function burstsOf(seed: number, count: number): Burst[] {
  const operation = fc.oneof(
    ...Object.entries(OPERATION_WEIGHTS).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name) })),
  );
  const step = fc.record({ operation: operation.filter(isOperation), pick: fc.nat(10_000) });
  const burst = fc.record({
    faultAt: fc.nat(BURST - 1),
    operations: fc.array(step, { minLength: BURST, maxLength: BURST }),
  });
  return fc.sample(burst, { seed, numRuns: count }).map((each, at) => {
    const fault = FAULT_NAMES[(at + seed) % FAULT_NAMES.length] ?? "nothing";
    return { ...each, fault: isFaultName(fault) ? fault : "nothing" };
  });
}
const isOperation = (name: string): name is Operation => name in OPERATION_WEIGHTS;

/** What index and rows disagree on, and courses on which index and model do. Looks past the program, straight at the engine. */
async function wrongNow(ground: Pick<Ground, "db" | "engine">, model: Model): Promise<IndexDrift> {
  const wrong = await driftOf(ground);
  const { db, engine } = ground;
  const sessions: string[] = [];
  for await (const page of engine.versions(engine.liveIndex("courses"))) sessions.push(...page.map(({ id }) => id));
  const { rows } = await db.sql.query<{ id: string }>(
    "SELECT DISTINCT course_id AS id FROM class_session WHERE id = ANY($1::uuid[])",
    [sessions],
  );
  const indexed = new Set(rows.map(({ id }) => id));
  const findable = new Set(model.courses.filter(isFindable).map(({ id }) => id));
  wrong.missing += [...findable].filter((id) => !indexed.has(id)).length;
  wrong.ghosts += [...indexed].filter((id) => !findable.has(id)).length;
  return wrong;
}

const sumOf = ({ missing, stale, ghosts }: IndexDrift): number => missing + stale + ghosts;

interface Tally {
  bursts: number;
  heldUp: number;
  parked: number;
  /** Summed over all bursts, when the outbox was empty and, after a forgetful fault, the index mended. */
  wrong: IndexDrift;
  secondsToStep: number;
  /** Looks at courses that were not to be seen any more; the latest moment one was. */
  looks: number;
  seenAfterSeconds: number;
}

/** Asks, as people do, for courses that have just been unpublished, until told to stop. */
function watchUnpublished(search: Awaited<ReturnType<typeof wire>>["search"], model: Model, tally: Tally) {
  const since = new Map<Model["courses"][number], number>();
  let isStopped = false;
  const look = async (): Promise<void> => {
    const now = elapsed();
    for (const course of model.courses)
      if (isFindable(course)) since.delete(course);
      else if (!since.has(course)) since.set(course, now);
    const recent = [...since].filter(([, at]) => now - at < WATCH_MS).slice(-5);
    for (const [course, at] of recent) {
      const { items } = await search.courses({ q: course.title }, { limit: 20 }, systemClock.now());
      tally.looks += 1;
      if (!isFindable(course) && items.some((item) => item.course.id === course.id))
        tally.seenAfterSeconds = Math.max(tally.seenAfterSeconds, (elapsed() - at) / 1000);
    }
  };
  const watching = (async () => {
    while (!isStopped) {
      await look();
      await sleep(WATCH_PAUSE_MS);
    }
  })();
  return {
    stop: async () => {
      isStopped = true;
      await watching;
    },
  };
}

async function runSeed(
  ground: Ground,
  engine: BreakableEngine,
  proxy: TcpProxy,
  seed: number,
  count: number,
  tally: Tally,
) {
  const { db, databaseUrl, secret } = ground;
  await db.sql.query("DELETE FROM outbox");
  await db.sql.query("DELETE FROM course");
  const direct = createMeiliSearch(engine);
  const services = { databaseUrl, secret, meili: { url: `http://127.0.0.1:${proxy.port}`, key: engine.key } };
  const house = await wire({ config: loadConfig({}), services, clock: systemClock, log: createLog("silent") });
  const model = await anEmptyModel(db);
  const operate = await createOperator(db, model);
  const open = async (isParked: boolean): Promise<number> =>
    db.prisma.outbox.count({ where: { topic: "search", doneAt: null, parkedAt: isParked ? { not: null } : null } });
  await house.sync?.rebuild();
  house.sync?.start();
  const watch = watchUnpublished(house.search, model, tally);
  try {
    for (const { fault, faultAt, operations } of burstsOf(seed, count)) {
      for (const [at, { operation, pick }] of operations.entries()) {
        if (at === faultAt) await FAULTS[fault](engine, proxy);
        await operate(operation, pick);
      }
      if ((await open(false)) > 0) tally.heldUp += 1;
      await proxy.heal();
      const healedAt = elapsed();
      const isInStep = async (): Promise<boolean> =>
        (await open(false)) === 0 &&
        (!FORGETFUL.includes(fault) || sumOf(await wrongNow({ db, engine: direct }, model)) === 0);
      const seconds = await secondsUntil(() => isInStep().catch(() => false), healedAt, GIVE_UP_MS);
      const wrong = await wrongNow({ db, engine: direct }, model);
      tally.bursts += 1;
      tally.secondsToStep = Math.max(tally.secondsToStep, seconds);
      for (const kind of ["missing", "stale", "ghosts"] as const) tally.wrong[kind] += wrong[kind];
      tell("S6", { seed, fault, courses: model.courses.length, seconds, ...wrong });
    }
    tally.parked += await open(true);
  } finally {
    await watch.stop();
    await house.sync?.stop();
    await house.close();
  }
}

async function run(form: Form): Promise<Figure[]> {
  const { seeds, operations } = SIZE[form];
  const tally: Tally = {
    ...{ bursts: 0, heldUp: 0, parked: 0, wrong: { missing: 0, stale: 0, ghosts: 0 } },
    ...{ secondsToStep: 0, looks: 0, seenAfterSeconds: 0 },
  };
  return onGround(async (ground) => {
    const engine = await breakableEngine();
    const { hostname: host, port } = new URL(engine.url);
    const proxy = await startTcpProxy({ host, port: Number(port) });
    try {
      for (let seed = 1; seed <= seeds; seed++) await runSeed(ground, engine, proxy, seed, operations / BURST, tally);
      const { bursts, heldUp, parked, wrong, secondsToStep, looks, seenAfterSeconds } = tally;
      return [
        measured("operations", bursts * BURST, ""),
        atLeast("bursts that left changes waiting", heldUp, "", Math.floor(bursts / 3)),
        none("documents missing when the outbox was empty", wrong.missing, ""),
        none("documents stale when the outbox was empty", wrong.stale, ""),
        none("ghosts when the outbox was empty", wrong.ghosts, ""),
        none("changes given up", parked, ""),
        atMost("from healing until index and rows agree, slowest", secondsToStep, "s", 60),
        atLeast("looks for courses just unpublished", looks, "", bursts),
        atMost("an unpublished course seen, latest after", seenAfterSeconds, "s", 5),
      ];
    } finally {
      await proxy.close();
      await engine.remove();
    }
  });
}

export const s6: Row = {
  id: "S6",
  title: "Index = database",
  how: "fast-check draws bursts of 50 operations (publish, edit, add and cancel sessions, withdraw, expire, suspend and readmit a school, merge two courses) against a model of what must be findable; in each burst the engine refuses, resets, answers 500, lies, is killed, or comes back older or empty. Looked at when the outbox is empty, straight in the engine.",
  run,
};
