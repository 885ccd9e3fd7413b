import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { defineJob } from "../../src/jobs/job.ts";
import { writeOutbox } from "../../src/jobs/outbox.ts";
import { type JobQueue, migrateQueue, openQueue, startWorker } from "../../src/jobs/queue.ts";
import { relayOnce, startRelay } from "../../src/jobs/relay.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

const log = createLog("silent");
let test: TestDatabase;
let queue: JobQueue;

beforeAll(async () => {
  test = await freshDatabase();
  await migrateQueue(test.ownerUrl, decodeURIComponent(new URL(test.url).username));
  queue = openQueue({ databaseUrl: test.url }, log);
});
afterAll(async () => {
  await queue.close();
  await test.drop();
});

const announce = (key: string, now = new Date()): Promise<void> =>
  test.db.prisma.$transaction((tx) => writeOutbox(tx, now, [{ topic: "course-published", key }]));
const open = (): Promise<number> => test.db.prisma.outbox.count({ where: { doneAt: null } });

describe("the outbox relay and the queue on PostgreSQL", () => {
  it("carries every row to a job of its topic's name", async () => {
    const seen: string[] = [];
    const job = defineJob({
      name: "course-published",
      payload: z.object({ key: z.string() }),
      run: async ({ key }) => void seen.push(key),
    });
    const worker = await startWorker({ databaseUrl: test.url }, [job], systemClock, log);
    const relay = startRelay(test.db, test.url, queue, systemClock, log);
    const keys = Array.from({ length: 20 }, (_, at) => `course:${at}`);
    for (const key of keys) await announce(key);
    await vi.waitFor(() => expect(seen.toSorted()).toEqual(keys.toSorted()), 10_000);
    expect(await open()).toBe(0);
    await relay.stop();
    await worker.stop();
  });

  it("runs a job again that failed, until it succeeds", async () => {
    let tries = 0;
    const job = defineJob({
      name: "course-published",
      payload: z.object({ key: z.string() }),
      run: async () => {
        tries += 1;
        if (tries < 2) throw new Error("the first try fails");
      },
    });
    const worker = await startWorker({ databaseUrl: test.url }, [job], systemClock, log);
    await announce("course:again");
    await relayOnce(test.db, queue, new Date());
    await vi.waitFor(() => expect(tries).toBe(2), 10_000);
    await worker.stop();
  });

  it("keeps rows that the queue did not take, and takes them up again when their lease has ended", async () => {
    const broken: JobQueue = { ...queue, add: () => Promise.reject(new Error("the queue is away")) };
    const now = new Date();
    await announce("course:later", now);
    await expect(relayOnce(test.db, broken, now)).rejects.toThrow("the queue is away");
    expect(await relayOnce(test.db, queue, now)).toBe(0); // leased
    expect(await relayOnce(test.db, queue, new Date(now.getTime() + 16_000))).toBe(1);
    expect(await open()).toBe(0);
  });

  it("leaves rows of topic search to their own consumer", async () => {
    await test.db.prisma.$transaction((tx) => writeOutbox(tx, new Date(), [{ topic: "search", key: "course:1" }]));
    expect(await relayOnce(test.db, queue, new Date())).toBe(0);
  });
});
