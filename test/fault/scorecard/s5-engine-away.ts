import { setTimeout as sleep } from "node:timers/promises";
import { createMeiliSearch } from "../../../search/meili.ts";
import { createCourseService } from "../../../src/courses/course-service.ts";
import { freePort } from "../../../src/embedded/free-port.ts";
import { elapsed, systemClock } from "../../../src/kit/clock.ts";
import { atMost, type Figure, measured, quantile } from "../../bench/report.ts";
import { aCourse, aStaff } from "../../support/factories.ts";
import { type Fault, http500, startTcpProxy, type TcpProxy } from "../../support/tcp-proxy.ts";
import { type BreakableEngine, breakableEngine } from "./breakable-engine.ts";
import { type Ground, onGround } from "./ground.ts";
import { driftOf, type IndexDrift, indexDrift } from "./index-drift.ts";
import { aProgram } from "./program.ts";
import { type Answer, createAsker } from "./questions.ts";
import { atLeast, type Form, none, type Row, tell } from "./row.ts";
import { secondsUntil } from "./wait.ts";

const SIZE = { short: { courses: 500, faultMs: 5_000 }, full: { courses: 3_000, faultMs: 30_000 } } as const;
const ASKERS = 2;
const PAUSE_MS = 40;
/** The engine is left alone after three failures; with several askers one more may be under way. */
const FIRST_ONES = 3;
const GIVE_UP_MS = 90_000;
/** After everything is said to be well again. */
const SETTLED_MS = 1_000;
/** Every question at least twice. */
const WARM_UP = 20;

interface Engine {
  proxy: TcpProxy;
  process: BreakableEngine;
}

interface Injected {
  name: string;
  /** @returns how it ends */
  inject(engine: Engine, faultMs: number): Promise<() => Promise<void>>;
  /** The engine does not answer searches; otherwise only its writes fail. */
  isAway: boolean;
}

/** The proxy misbehaves until it is healed. */
const proxied =
  (fault: Fault): Injected["inject"] =>
  async ({ proxy }) => {
    await proxy.inject(fault);
    return () => proxy.heal();
  };
/** The process is dead for as long as a fault lasts. */
const killed =
  (way: "kill" | "comeBackEmpty"): Injected["inject"] =>
  async ({ process }, faultMs) => {
    const isBack = process[way](faultMs);
    return () => isBack;
  };

const FAULTS: readonly Injected[] = [
  { name: "refuses connections", inject: proxied({ kind: "refuse" }), isAway: true },
  { name: "takes 5 s", inject: proxied({ kind: "latency", ms: 5_000 }), isAway: true },
  { name: "resets connections", inject: proxied({ kind: "reset" }), isAway: true },
  { name: "blackhole", inject: proxied({ kind: "blackhole" }), isAway: true },
  { name: "half-open connections", inject: proxied({ kind: "half-open" }), isAway: true },
  { name: "answers HTTP 500", inject: proxied(http500()), isAway: true },
  {
    name: "says every task failed",
    inject: proxied({ kind: "rewrite", from: '"succeeded"', to: '"failed"   ' }),
    isAway: false,
  },
  { name: "killed (SIGKILL), back as it was", inject: killed("kill"), isAway: true },
  { name: "killed (SIGKILL), back with nothing", inject: killed("comeBackEmpty"), isAway: true },
];

interface Phase extends Injected {
  /** Before the engine was given up. */
  first: Answer[];
  rest: Answer[];
  /** From healing until the engine was asked again and the index in step. */
  after: Answer[];
  /** Changes that had not reached the index when it was healed. */
  waiting: number;
  secondsToNoDrift: number;
  secondsToEngine: number;
}

/** Published behind the program's back, in the database: its change has to reach the index as any other. */
async function publishOne({ db }: Ground): Promise<void> {
  const now = systemClock.now();
  const { actor } = await aStaff(db, { institutionId: null, now });
  const { id } = await aCourse(db, { status: "submitted", now });
  await createCourseService(db).approve(actor, id, now);
}

/** Waiting = neither in the index nor put aside; parked = put aside for somebody to look at. */
async function searchChanges({ db }: Ground): Promise<{ waiting: number; parked: number }> {
  const { outbox } = db.prisma;
  const where = { topic: "search", doneAt: null };
  return {
    waiting: await outbox.count({ where: { ...where, parkedAt: null } }),
    parked: await outbox.count({ where: { ...where, parkedAt: { not: null } } }),
  };
}

async function askFor(ms: number, ask: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  const deadline = elapsed() + ms;
  const asker = async (): Promise<void> => {
    while (elapsed() < deadline) {
      answers.push(await ask());
      await sleep(PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: ASKERS }, asker));
  return answers.sort((a, b) => a.startedAt - b.startedAt);
}

/** Those asked before the third degraded answer had come are the first ones: the breaker was not open yet. */
function split(answers: readonly Answer[]): { first: Answer[]; rest: Answer[] } {
  const ends = answers.filter(({ degraded }) => degraded !== false).map(({ startedAt, ms }) => startedAt + ms);
  const open = ends.sort((a, b) => a - b)[FIRST_ONES - 1] ?? Number.POSITIVE_INFINITY;
  return {
    first: answers.filter(({ startedAt }) => startedAt < open),
    rest: answers.filter(({ startedAt }) => startedAt >= open),
  };
}

async function phaseOf(
  ground: Ground,
  engine: Engine,
  injected: Injected,
  faultMs: number,
  ask: () => Promise<Answer>,
): Promise<Phase> {
  const heal = await injected.inject(engine, faultMs);
  await publishOne(ground);
  const answers = await askFor(faultMs, ask);
  const { waiting } = await searchChanges(ground);
  await heal();
  const healedAt = elapsed();
  const after: Answer[] = [];
  const isInStep = async (): Promise<boolean> =>
    (await searchChanges(ground)).waiting === 0 && (await indexDrift(ground).catch(() => 1)) === 0; // its index may be gone
  const isBack = async (): Promise<boolean> => {
    const answer = await ask();
    after.push(answer);
    return answer.degraded === false;
  };
  const [secondsToNoDrift, secondsToEngine] = await Promise.all([
    secondsUntil(isInStep, healedAt, GIVE_UP_MS),
    secondsUntil(isBack, healedAt, GIVE_UP_MS),
  ]);
  after.push(...(await askFor(SETTLED_MS, ask)));
  const { first, rest } = injected.isAway ? split(answers) : { first: [], rest: answers };
  tell("S5", {
    fault: injected.name,
    asked: answers.length + after.length,
    waiting,
    secondsToNoDrift,
    secondsToEngine,
  });
  return { ...injected, first, rest, after, waiting, secondsToNoDrift, secondsToEngine };
}

/** Answers from the engine, so not flagged, that found less than there was before any fault: an index believed too soon. */
function believedTooSoon(phases: readonly Phase[], before: readonly Answer[]): number {
  const least = new Map(before.map(({ question, found = 0 }) => [question, found]));
  return phases
    .flatMap(({ first, rest, after }) => [...first, ...rest, ...after])
    .filter(
      ({ degraded, question, found }) =>
        degraded === false && found !== undefined && found < (least.get(question) ?? 0),
    ).length;
}

interface Seen {
  phases: readonly Phase[];
  /** With everything well. */
  before: readonly Answer[];
  parked: number;
  drift: IndexDrift;
}

function figuresOf({ phases, before, parked, drift }: Seen): Figure[] {
  const away = phases.filter(({ isAway }) => isAway);
  const all = phases.flatMap(({ first, rest, after }) => [...first, ...rest, ...after]);
  const slowest = (answers: readonly Answer[]): number => Math.max(...answers.map(({ ms }) => ms));
  return [
    measured("questions asked during faults and after them", all.length, ""),
    none("answered 5xx or not at all", all.filter(({ status }) => status === 0 || status >= 500).length, ""),
    none("answered otherwise than 200", all.filter(({ status }) => status !== 200).length, ""),
    none("not flagged degraded while the engine was given up", notFlagged(away), ""),
    ...away.map(({ name, rest }) =>
      atMost(
        `p95, engine ${name}`,
        quantile(
          rest.map(({ ms }) => ms),
          0.95,
        ),
        "ms",
        500,
      ),
    ),
    ...away.map(({ name, first }) => measured(`slowest before it was given up, engine ${name}`, slowest(first), "ms")),
    atLeast("faults that held up a change", phases.filter(({ waiting }) => waiting > 0).length, "", phases.length),
    none("changes given up", parked, ""),
    none("answered by an index that did not hold everything yet", believedTooSoon(phases, before), ""),
    none("documents missing in the end", drift.missing, ""),
    none("documents stale in the end", drift.stale, ""),
    none("documents of no row in the end", drift.ghosts, ""),
    ...phases.map(({ name, secondsToNoDrift }) =>
      atMost(`from healing to drift 0, engine ${name}`, secondsToNoDrift, "s", 60),
    ),
    measured(
      "from healing until the engine is asked again, slowest",
      Math.max(...away.map((each) => each.secondsToEngine)),
      "s",
    ),
  ];
}

const notFlagged = (away: readonly Phase[]): number =>
  away.flatMap(({ rest }) => rest).filter(({ status, degraded }) => status === 200 && degraded !== true).length;

async function run(form: Form): Promise<Figure[]> {
  const { courses, faultMs } = SIZE[form];
  return onGround(async (services) => {
    const process = await breakableEngine();
    const ground: Ground = { ...services, meili: process, engine: createMeiliSearch(process) };
    const { hostname: host, port: enginePort } = new URL(process.url);
    const proxy = await startTcpProxy({ host, port: Number(enginePort) });
    const port = await freePort();
    const meiliUrl = `http://127.0.0.1:${proxy.port}`;
    const program = await aProgram(ground, { roles: "all", port, meiliUrl, demoCourses: courses });
    try {
      const child = await program.start();
      try {
        const ask = createAsker(`http://127.0.0.1:${port}`);
        for (let warmUp = 0; warmUp < WARM_UP; warmUp++) await ask();
        const before: Answer[] = [];
        for (let asked = 0; asked < WARM_UP; asked++) before.push(await ask());
        if (before.some(({ degraded }) => degraded !== false)) throw new Error("degraded before any fault");
        const phases: Phase[] = [];
        for (const injected of FAULTS) phases.push(await phaseOf(ground, { proxy, process }, injected, faultMs, ask));
        const { parked } = await searchChanges(ground);
        return figuresOf({ phases, before, parked, drift: await driftOf(ground) });
      } finally {
        await child.end("SIGTERM");
      }
    } finally {
      await program.remove();
      await proxy.close();
      await process.remove();
    }
  });
}

export const s5: Row = {
  id: "S5",
  title: "Search engine down, slow or lying",
  how: "A TCP proxy before Meilisearch misbehaves in seven ways, one after the other, and then the server itself is killed twice, to come back as it was and with nothing, while two people ask through the HTTP API of the real program (chat and course search) and a course is published; then it is healed, and they go on asking.",
  run,
};
