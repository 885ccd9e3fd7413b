import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../../src/embedded/free-port.ts";
import { insertSession } from "../../../src/institutions/staff-store.ts";
import { elapsed, systemClock } from "../../../src/kit/clock.ts";
import { newToken, sha256 } from "../../../src/kit/ids.ts";
import { atMost, type Figure, measured } from "../../bench/report.ts";
import { aCourse, aSite, aStaff, WELDER } from "../../support/factories.ts";
import type { Child } from "./child.ts";
import { type Ground, onGround, subscribeWelders } from "./ground.ts";
import { indexDrift } from "./index-drift.ts";
import { aProgram, type Program } from "./program.ts";
import { atLeast, type Form, none, type Row, tell } from "./row.ts";
import { secondsUntil } from "./wait.ts";

const SIZE = { short: { courses: 60, kills: 6 }, full: { courses: 1_000, kills: 20 } } as const;
const SUBSCRIBERS = 3;
const PUBLISHERS = 4;
/** A reviewer may approve 60 courses a minute; that many reviewers are never held up by it. */
const REVIEWERS = 20;
// About as long as one publication takes, so that kills fall into every part of it.
const KILL_JITTER_MS = 40;
const GIVE_UP_MS = 60_000;

/** Tokens of reviewers who are signed in. */
async function signedInReviewers({ db }: Ground): Promise<string[]> {
  const now = systemClock.now();
  const tokens: string[] = [];
  for (let at = 0; at < REVIEWERS; at++) {
    const { staff } = await aStaff(db, { institutionId: null, now });
    const token = newToken();
    await insertSession(db, { tokenHash: sha256(token), staffId: staff.id }, now, now);
    tokens.push(token);
  }
  return tokens;
}

async function submitCourses({ db }: Ground, count: number): Promise<void> {
  const now = systemClock.now();
  const { id: siteId } = await aSite(db, { now });
  for (let at = 0; at < count; at++) await aCourse(db, { siteId, occupationCode: WELDER, status: "submitted", now });
}

const coursesIn = async ({ db }: Ground, status: "submitted" | "published"): Promise<string[]> =>
  (await db.prisma.course.findMany({ where: { status }, select: { id: true } })).map(({ id }) => id);

// Messages, not deliveries: what people see is what counts.
const MESSAGES_OF_PUBLISHED = `
  SELECT count(m.id)::int AS messages, count(DISTINCT m.person_id)::int AS people
  FROM course c
  LEFT JOIN delivery d ON d.subject_id = c.id
  LEFT JOIN inbox_message m ON m.delivery_id = d.id
  WHERE c.status = 'published' GROUP BY c.id`;

/** Published courses whose notices are not yet with everybody, and those that somebody was told of twice. */
async function noticeFaults({ db }: Ground): Promise<{ open: number; doubled: number }> {
  const { rows } = await db.sql.query<{ messages: number; people: number }>(MESSAGES_OF_PUBLISHED);
  return {
    open: rows.filter(({ people }) => people < SUBSCRIBERS).length,
    doubled: rows.filter(({ messages, people }) => messages > people).length,
  };
}

const isComplete = async (ground: Ground): Promise<boolean> =>
  (await noticeFaults(ground)).open === 0 && (await indexDrift(ground)) === 0;

interface Round {
  web: Child;
  port: number;
  tokens: readonly string[];
  /** Courses whose publication was acknowledged, over all rounds. */
  acknowledged: Set<string>;
  /** Kill once so many were acknowledged in this round; left out = let it live. */
  killAfter?: number;
}

/** @returns whether the reviewer was told that it is published (or had been already, in a round whose answer was lost) */
async function approve(port: number, token: string, courseId: string): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/courses/${courseId}/approve`, {
    method: "POST",
    headers: { cookie: `jiangtu_session=${token}`, "sec-fetch-site": "same-origin" },
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined); // the server was killed under it
  if (answer === undefined) return false;
  if (answer.status !== 204) throw new Error(`approve answered ${answer.status}: ${await answer.text()}`);
  return true;
}

/**
 * Several reviewers at once click through what waits, until nothing is left or the web process is dead.
 * @returns how many got no answer, because the process died under them
 */
async function publish(ground: Ground, { web, port, tokens, acknowledged, killAfter }: Round): Promise<number> {
  const waiting = await coursesIn(ground, "submitted");
  let answered = 0;
  let unanswered = 0;
  let killing: Promise<void> | undefined;
  const kill = async (delayMs: number): Promise<void> => {
    await sleep(delayMs);
    await web.end("SIGKILL");
  };
  const review = async (first: number): Promise<void> => {
    for (let at = first; at < waiting.length && killing === undefined; at += PUBLISHERS) {
      const courseId = waiting[at] ?? "";
      if (await approve(port, tokens[at % tokens.length] ?? "", courseId)) {
        acknowledged.add(courseId);
        answered += 1;
      } else unanswered += 1;
      if (killAfter !== undefined && answered >= killAfter) killing ??= kill(randomInt(KILL_JITTER_MS));
    }
  };
  await Promise.all(Array.from({ length: PUBLISHERS }, (_, first) => review(first)));
  if (killAfter !== undefined) await (killing ?? kill(0)); // also when too little was left to publish
  return unanswered;
}

interface Totals {
  /** Kills with requests under way. */
  inFlight: number;
  /** Seconds, one for each kill. */
  afterRestart: number[];
  afterKill: number[];
}

/** Kill after kill: publish, kill, start again, wait until everything committed so far has arrived everywhere. */
async function killRepeatedly(
  ground: Ground,
  program: Program,
  round: Omit<Round, "web">,
  kills: number,
): Promise<Totals> {
  const totals: Totals = { inFlight: 0, afterRestart: [], afterKill: [] };
  const perRound = Math.floor((await coursesIn(ground, "submitted")).length / (kills + 1));
  let web = await program.start();
  try {
    for (let kill = 1; kill <= kills; kill++) {
      const unanswered = await publish(ground, { ...round, web, killAfter: randomInt(1, perRound) });
      if (unanswered > 0) totals.inFlight += 1;
      const killedAt = elapsed();
      web = await program.start();
      const restartedAt = elapsed();
      const seconds = await secondsUntil(() => isComplete(ground), restartedAt, GIVE_UP_MS);
      totals.afterRestart.push(seconds);
      totals.afterKill.push(seconds + (restartedAt - killedAt) / 1000);
      const published = (await coursesIn(ground, "published")).length;
      tell("S2", { kill, published, unanswered, secondsAfterRestart: seconds });
    }
    await publish(ground, { ...round, web });
    await secondsUntil(() => isComplete(ground), elapsed(), GIVE_UP_MS);
    return totals;
  } finally {
    if (!web.hasEnded()) await web.end("SIGKILL");
  }
}

async function figuresOf(ground: Ground, { afterRestart, afterKill }: Totals, acknowledged: Set<string>) {
  const published = new Set(await coursesIn(ground, "published"));
  const { open, doubled } = await noticeFaults(ground);
  return [
    measured("published, but the answer was lost with the process", published.size - acknowledged.size, ""),
    none("acknowledged and not published", [...acknowledged].filter((id) => !published.has(id)).length, ""),
    none("courses not yet told to everybody", open, ""),
    none("courses told twice to somebody", doubled, ""),
    none("index documents missing, stale or left over", await indexDrift(ground), ""),
    atMost("from ready again until notices and index are complete, slowest", Math.max(...afterRestart), "s", 10),
    measured("from the kill until notices and index are complete, slowest", Math.max(...afterKill), "s"),
  ];
}

async function run(form: Form): Promise<Figure[]> {
  const { courses, kills } = SIZE[form];
  return onGround(async (ground) => {
    await subscribeWelders(ground, SUBSCRIBERS);
    await submitCourses(ground, courses);
    const port = await freePort();
    const workerProgram = await aProgram(ground, { roles: "worker" });
    const webProgram = await aProgram(ground, { roles: "web", port });
    const worker = await workerProgram.start(); // before the web process: one of them makes the demo's rows
    try {
      const acknowledged = new Set<string>();
      const round = { port, tokens: await signedInReviewers(ground), acknowledged };
      const totals = await killRepeatedly(ground, webProgram, round, kills);
      return [
        measured("kills of the web process", kills, ""),
        atLeast("kills while publications were under way", totals.inFlight, "", Math.ceil(kills / 2)),
        atLeast("courses published", (await coursesIn(ground, "published")).length, "", courses),
        ...(await figuresOf(ground, totals, acknowledged)),
      ];
    } finally {
      await worker.end("SIGTERM");
      await Promise.all([workerProgram.remove(), webProgram.remove()]);
    }
  });
}

export const s2: Row = {
  id: "S2",
  title: "Web killed between commit and enqueue",
  how: "Four reviewers at a time publish courses through the API of the real program; its web process is SIGKILLed at random points and started again, while a worker runs in another process.",
  run,
};
