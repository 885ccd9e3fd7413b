import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createCourseService } from "../../src/courses/course-service.ts";
import { migrateQueue } from "../../src/jobs/queue.ts";
import { projectPath } from "../../src/kit/root.ts";
import { createSubscriptionService } from "../../src/notices/subscription-service.ts";
import { OccupationCode } from "../../src/occupations/occupation.ts";
import { createPersonService } from "../../src/people/person-service.ts";
import { loadPlaces } from "../../src/places/places.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aCourse } from "../support/factories.ts";

const PEOPLE = 150;
const KILLS = 4;
const WELDER = OccupationCode.parse("6-18-02-04");
const REVIEWER = { kind: "reviewer", staffId: "0197aaaa-0000-7000-8000-000000000001", account: "shenhe" } as const;

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
  await migrateQueue(test.ownerUrl, decodeURIComponent(new URL(test.url).username));
});
afterAll(() => test.drop());

const startWorkerProcess = async (): Promise<ChildProcess> => {
  const child = spawn(process.execPath, ["--import", "tsx", projectPath("test/support/worker-process.ts"), test.url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once("data", () => resolve());
    child.once("exit", (code) => reject(new Error(`the worker ended with ${code} before it worked`)));
  });
  return child;
};

it("a worker killed in between loses no notice and doubles none", { timeout: 120_000 }, async () => {
  const now = new Date();
  const people = createPersonService(test.db, "0123456789abcdef0123456789abcdef");
  const subscriptions = createSubscriptionService(test.db, await loadPlaces(test.db));
  for (let at = 0; at < PEOPLE; at++) {
    const { id } = await people.personOf("h5", `subscriber-${at}`, now);
    await subscriptions.subscribe(id, { occupations: [WELDER] }, "焊工", now);
  }
  const { id: courseId } = await aCourse(test.db, { occupationCode: WELDER, status: "submitted", now });
  await createCourseService(test.db).approve(REVIEWER, courseId, now);

  let sentBeforeLastKill = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const worker = await startWorkerProcess();
    await sleep(60 + kill * 60);
    worker.kill("SIGKILL");
    sentBeforeLastKill = await test.db.prisma.inboxMessage.count();
  }
  const worker = await startWorkerProcess();
  await vi.waitFor(async () => expect(await test.db.prisma.delivery.count({ where: { state: "sent" } })).toBe(PEOPLE), {
    timeout: 60_000,
    interval: 200,
  });
  worker.kill("SIGKILL");

  const perPerson = await test.db.prisma.inboxMessage.groupBy({ by: ["personId"], _count: true });
  expect(perPerson).toHaveLength(PEOPLE);
  expect(perPerson.every((row) => row._count === 1)).toBe(true);
  expect(sentBeforeLastKill).toBeLessThan(PEOPLE); // else the kills came too late to prove anything
});
