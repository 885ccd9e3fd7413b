import { setTimeout as sleep } from "node:timers/promises";
import { createCourseService } from "../../../src/courses/course-service.ts";
import { freePort } from "../../../src/embedded/free-port.ts";
import { elapsed, systemClock } from "../../../src/kit/clock.ts";
import { atMost, type Figure, measured, quantile } from "../../bench/report.ts";
import { aCourse, aStaff } from "../../support/factories.ts";
import { type Fault, http500, startTcpProxy, type TcpProxy } from "../../support/tcp-proxy.ts";
import { type Ground, onGround } from "./ground.ts";
import { indexDrift } from "./index-drift.ts";
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

interface Injected {
  name: string;
  fault: Fault;
  /** The engine does not answer searches; otherwise only its writes fail. */
  isAway: boolean;
}

const FAULTS: readonly Injected[] = [
  { name: "refuses connections", fault: { kind: "refuse" }, isAway: true },
  { name: "takes 5 s", fault: { kind: "latency", ms: 5_000 }, isAway: true },
  { name: "resets connections", fault: { kind: "reset" }, isAway: true },
  { name: "blackhole", fault: { kind: "blackhole" }, isAway: true },
  { name: "half-open connections", fault: { kind: "half-open" }, isAway: true },
  { name: "answers HTTP 500", fault: http500(), isAway: true },
  {
    name: "says every task failed",
    fault: { kind: "rewrite", from: '"succeeded"', to: '"failed"   ' },
    isAway: false,
  },
];

interface Phase extends Injected {
  /** Before the engine was given up. */
  first: Answer[];
  rest: Answer[];
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
  proxy: TcpProxy,
  injected: Injected,
  faultMs: number,
  ask: () => Promise<Answer>,
): Promise<Phase> {
  await proxy.inject(injected.fault);
  await publishOne(ground);
  const answers = await askFor(faultMs, ask);
  const { waiting } = await searchChanges(ground);
  await proxy.heal();
  const healedAt = elapsed();
  const isInStep = async (): Promise<boolean> =>
    (await searchChanges(ground)).waiting === 0 && (await indexDrift(ground)) === 0;
  const isBack = async (): Promise<boolean> => (await ask()).degraded === false;
  const [secondsToNoDrift, secondsToEngine] = await Promise.all([
    secondsUntil(isInStep, healedAt, GIVE_UP_MS),
    secondsUntil(isBack, healedAt, GIVE_UP_MS),
  ]);
  const { first, rest } = injected.isAway ? split(answers) : { first: [], rest: answers };
  tell("S5", { fault: injected.name, asked: answers.length, waiting, secondsToNoDrift, secondsToEngine });
  return { ...injected, first, rest, waiting, secondsToNoDrift, secondsToEngine };
}

function figuresOf(phases: readonly Phase[], parked: number): Figure[] {
  const away = phases.filter(({ isAway }) => isAway);
  const all = phases.flatMap(({ first, rest }) => [...first, ...rest]);
  const slowest = (answers: readonly Answer[]): number => Math.max(...answers.map(({ ms }) => ms));
  return [
    measured("questions asked during faults", all.length, ""),
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
  return onGround(async (ground) => {
    const { hostname: host, port: enginePort } = new URL(ground.meili.url);
    const proxy = await startTcpProxy({ host, port: Number(enginePort) });
    const port = await freePort();
    const meiliUrl = `http://127.0.0.1:${proxy.port}`;
    const program = await aProgram(ground, { roles: "all", port, meiliUrl, demoCourses: courses });
    try {
      const child = await program.start();
      try {
        const ask = createAsker(`http://127.0.0.1:${port}`);
        for (let warmUp = 0; warmUp < 20; warmUp++) await ask();
        if ((await ask()).degraded !== false) throw new Error("degraded before any fault");
        const phases: Phase[] = [];
        for (const injected of FAULTS) phases.push(await phaseOf(ground, proxy, injected, faultMs, ask));
        return figuresOf(phases, (await searchChanges(ground)).parked);
      } finally {
        await child.end("SIGTERM");
      }
    } finally {
      await program.remove();
      await proxy.close();
    }
  });
}

export const s5: Row = {
  id: "S5",
  title: "Search engine down, slow or lying",
  how: "A TCP proxy before Meilisearch misbehaves in seven ways, one after the other, while two people ask through the HTTP API of the real program (chat and course search) and a course is published; then it is healed. Not in it yet: SIGKILL of the engine.",
  run,
};
