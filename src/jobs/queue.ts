import { createPostgresBackend, Queue, runMigrations, Worker, withBackend } from "bullmq";
import pg from "pg";
import type { Clock } from "../kit/clock.ts";
import type { Log } from "../kit/log.ts";
import type { Job } from "./job.ts";

/** Where the queue lives: Redis when there is one, else the schema `bullmq` of our PostgreSQL. */
export interface QueueLocation {
  databaseUrl: string;
  redisUrl?: string;
}

/** Moves work between processes; it is never the record of anything (docs/architecture.md, "The outbox"). */
export interface JobQueue {
  /** @param jobId the outbox id: while the job exists, a second add of it is a no-op */
  add(name: string, payload: unknown, jobId: string): Promise<void>;
  /** Jobs by state, for /healthz and the tests. */
  counts(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

const QUEUE_NAME = "jiangtu";
const SCHEMA = "bullmq";

// A killed worker's job is taken up again after at most 12 s (reliability figures: BullMQ's defaults need a minute).
const WORKER_OPTIONS = { concurrency: 10, lockDuration: 8_000, stalledInterval: 4_000, maxStalledCount: 5 };
const JOB_OPTIONS = {
  attempts: 8,
  backoff: { type: "exponential", delay: 1_000, jitter: 0.5 },
  removeOnComplete: { age: 3_600, count: 1_000 },
  removeOnFail: { age: 30 * 86_400 },
};

// An already-made pool carries the search_path itself: BullMQ ignores its `schema` option then.
const poolFor = (databaseUrl: string, max: number): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    options: `-c search_path=${SCHEMA}`,
    application_name: "jiangtu-queue",
    keepAlive: true,
  });
  pool.on("error", () => undefined); // BullMQ reconnects by itself
  return pool;
};

// What we use of BullMQ's classes; its two backends type the rest of them differently.
type AnyQueue = Pick<Queue, "add" | "getJobCounts" | "upsertJobScheduler" | "close">;
type AnyWorker = Pick<Worker, "waitUntilReady" | "close">;
type Run = (job: { name: string; data: unknown }) => Promise<void>;

const logFault = (log: Log) => (error: Error) => log.warn({ err: error }, "queue connection");
const logFailure = (log: Log, job: { name: string; id?: string | undefined } | undefined, error: Error): void =>
  log.error({ job: job?.name, id: job?.id, err: error }, "job failed");

interface Connection {
  queue(log: Log): AnyQueue;
  worker(run: Run, log: Log): AnyWorker;
  end(): Promise<void>;
}

function connect({ databaseUrl, redisUrl }: QueueLocation, poolSize: number): Connection {
  if (redisUrl !== undefined) {
    const { hostname, port, username, password, pathname } = new URL(redisUrl);
    const redis = {
      host: hostname,
      port: Number(port || 6379),
      username: decodeURIComponent(username),
      password: decodeURIComponent(password),
      db: Number(pathname.slice(1) || 0),
    };
    return {
      // The queue side must fail fast when Redis is away: the outbox keeps the row and tries again.
      queue: (log) => {
        const connection = { ...redis, enableOfflineQueue: false, connectTimeout: 1_000 };
        const queue = new Queue(QUEUE_NAME, { connection, defaultJobOptions: JOB_OPTIONS });
        queue.on("error", logFault(log));
        return queue;
      },
      worker: (run, log) => {
        const connection = { ...redis, maxRetriesPerRequest: null };
        const worker = new Worker(QUEUE_NAME, run, { connection, ...WORKER_OPTIONS });
        worker.on("error", logFault(log));
        worker.on("failed", (job, error) => logFailure(log, job, error));
        return worker;
      },
      end: async () => undefined,
    };
  }
  const pool = poolFor(databaseUrl, poolSize);
  // pg.Pool is what the backend wants; only the index signature of its own option type keeps the compiler from seeing it.
  const connection = pool as pg.Pool & Record<string, unknown>;
  const onPostgres = withBackend(createPostgresBackend);
  return {
    queue: (log) => {
      const queue = new onPostgres.Queue(QUEUE_NAME, { connection, defaultJobOptions: JOB_OPTIONS });
      queue.on("error", logFault(log));
      return queue;
    },
    worker: (run, log) => {
      const worker = new onPostgres.Worker(QUEUE_NAME, run, { connection, ...WORKER_OPTIONS });
      worker.on("error", logFault(log));
      worker.on("failed", (job, error) => logFailure(log, job, error));
      return worker;
    },
    end: () => pool.end(),
  };
}

export function openQueue(location: QueueLocation, log: Log): JobQueue {
  const connection = connect(location, 3);
  const queue = connection.queue(log);
  return {
    add: async (name, payload, jobId) => {
      await queue.add(name, payload, { jobId });
    },
    counts: () => queue.getJobCounts(),
    close: async () => {
      await queue.close();
      await connection.end();
    },
  };
}

/** Runs the jobs of this process and keeps their schedules. @returns how to stop: waits for running jobs */
export async function startWorker(
  location: QueueLocation,
  jobs: readonly Job[],
  clock: Clock,
  log: Log,
): Promise<{ stop(): Promise<void> }> {
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const stopping = new AbortController();
  const connection = connect(location, 4);
  const schedules = connection.queue(log);
  for (const { name, cron } of jobs)
    if (cron !== undefined)
      await schedules.upsertJobScheduler(name, { pattern: cron, tz: "Asia/Shanghai" }, { name, data: {} });
  const worker = connection.worker(async ({ name, data }) => {
    const job = byName.get(name);
    if (job === undefined) throw new Error(`no job of the name ${name} in this process`);
    await job.run(data, { now: clock.now(), signal: stopping.signal });
  }, log);
  await worker.waitUntilReady();
  return {
    stop: async () => {
      stopping.abort();
      await worker.close();
      await schedules.close();
      await connection.end();
    },
  };
}

/** Brings BullMQ's own schema up to date and lets the program's role use it. Needs the owner's URL; a no-op with Redis. */
export async function migrateQueue(ownerUrl: string, appRole: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
    const role = client.escapeIdentifier(appRole);
    await client.query(`GRANT USAGE ON SCHEMA ${SCHEMA} TO ${role}`);
    for (const kind of ["TABLES", "SEQUENCES", "FUNCTIONS"])
      await client.query(`GRANT ALL ON ALL ${kind} IN SCHEMA ${SCHEMA} TO ${role}`);
  } finally {
    await client.end();
  }
}
