import { randomInt } from "node:crypto";
import { createCourseService } from "../../../src/courses/course-service.ts";
import { elapsed, systemClock } from "../../../src/kit/clock.ts";
import type { Database } from "../../../src/kit/database.ts";
import { projectPath } from "../../../src/kit/root.ts";
import { atMost, type Figure, measured } from "../../bench/report.ts";
import { aCourse, aStaff, WELDER } from "../../support/factories.ts";
import { type Child, startChild } from "./child.ts";
import { type Ground, onGround, subscribeWelders } from "./ground.ts";
import { atLeast, type Form, none, type Row, tell } from "./row.ts";
import { secondsUntil } from "./wait.ts";

const START_WITHIN_MS = 60_000;
const GIVE_UP_MS = 45_000;
const SIZE = { short: { people: 200, kills: 4 }, full: { people: 500, kills: 8 } } as const;

const sentIn = ({ prisma }: Database): Promise<number> => prisma.delivery.count({ where: { state: "sent" } });

async function startWorker({ databaseUrl }: Ground): Promise<Child> {
  const program = projectPath("test/support/worker-process.ts");
  const worker = await startChild(["--import", "tsx", program, databaseUrl], {});
  const isUp = async (): Promise<boolean> => {
    if (worker.hasEnded()) throw new Error(`the worker ended before it worked: ${worker.said()}`);
    return worker.said().includes("working");
  };
  if (!Number.isFinite(await secondsUntil(isUp, elapsed(), START_WITHIN_MS))) {
    await worker.end("SIGKILL");
    throw new Error("the worker did not start");
  }
  return worker;
}

/** One course that everybody waits for, published. */
async function publishOne({ db }: Ground): Promise<void> {
  const now = systemClock.now();
  const { actor } = await aStaff(db, { institutionId: null, now });
  const { id } = await aCourse(db, { occupationCode: WELDER, status: "submitted", now });
  await createCourseService(db).approve(actor, id, now);
}

/** Lost = no message, and not listed as failed or unknown either. */
async function countOutcome({ prisma }: Database, people: number): Promise<{ lost: number; doubled: number }> {
  const told = await prisma.inboxMessage.groupBy({ by: ["personId"], _count: true });
  const listed = await prisma.delivery.count({ where: { state: { in: ["failed", "unknown"] } } });
  return { lost: people - told.length - listed, doubled: told.filter((row) => row._count > 1).length };
}

/**
 * A worker is killed every half second to second, or earlier once a share of the notices has been sent, so that every kill falls among
 * open notices however fast the machine is. The last worker is left.
 * @returns how many kills fell among open notices
 */
async function killAllButOne({ db }: Ground, workers: readonly Child[], people: number): Promise<number> {
  const victims = workers.slice(1);
  let amongOpen = 0;
  for (const [at, victim] of victims.entries()) {
    const share = Math.floor((people * (at + 1)) / (victims.length + 1));
    await secondsUntil(async () => (await sentIn(db)) >= share, elapsed(), randomInt(500, 1_000));
    await victim.end("SIGKILL");
    const sent = await sentIn(db);
    if (sent < people) amongOpen += 1;
    tell("S1", { kill: at + 1, sent, people });
  }
  return amongOpen;
}

async function run(form: Form): Promise<Figure[]> {
  const { people, kills } = SIZE[form];
  return onGround(async (ground) => {
    await subscribeWelders(ground, people);
    const workers: Child[] = [];
    try {
      while (workers.length <= kills) workers.push(await startWorker(ground));
      await publishOne(ground);
      const amongOpen = await killAllButOne(ground, workers, people);
      const lastKill = elapsed();
      const isDone = async (): Promise<boolean> => (await sentIn(ground.db)) === people;
      const recovery = await secondsUntil(isDone, lastKill, GIVE_UP_MS);
      const { lost, doubled } = await countOutcome(ground.db, people);
      return [
        measured("people to be told", people, ""),
        atLeast("kills while notices were open", amongOpen, "", kills),
        none(`people not told within ${GIVE_UP_MS / 1000} s, and not listed either`, lost, ""),
        none("people told twice", doubled, ""),
        atMost("from the last kill until all are told", recovery, "s", 15),
      ];
    } finally {
      for (const worker of workers) if (!worker.hasEnded()) await worker.end("SIGKILL");
    }
  });
}

export const s1: Row = {
  id: "S1",
  title: "Worker killed mid-send",
  how: "Several worker processes wait; a course with many subscribers is published; all workers but one are SIGKILLed one after the other, and the last one has to finish alone. Narrow: notices go to the inbox, not to WeChat.",
  run,
};
