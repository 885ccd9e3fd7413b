import type { Connection, Database } from "../src/kit/database.ts";

/** Held by whoever writes to the live indexes: one consumer at a time, and none while a rebuild swaps. */
export const SYNC_LOCK = 72_707_371;
/** Held for the whole of a rebuild. */
export const REBUILD_LOCK = 72_707_372;

/** What is done under a lock; `held` aborts when the connection breaks, and the lock with it. */
type Work<Result> = (held: AbortSignal) => Promise<Result>;

/** On a connection of its own: the lock falls with it if we die. */
async function locked<Result>(
  { sql }: Database,
  take: (client: Connection) => Promise<boolean>,
  lock: number,
  work: Work<Result>,
): Promise<Result | undefined> {
  const client = await sql.connect();
  const lost = new AbortController();
  const lose = (error: Error): void => lost.abort(error);
  client.on("error", lose);
  let isClean = false;
  try {
    const isHeld = await take(client);
    const result = isHeld ? await work(lost.signal) : undefined;
    if (isHeld) await client.query("SELECT pg_advisory_unlock($1)", [lock]);
    isClean = true;
    return result;
  } finally {
    client.off("error", lose);
    client.release(!isClean); // closing the connection is the other way to give the lock back
  }
}

async function tryLock(client: Connection, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1) AS held", [lock]);
  return rows[0]?.held === true;
}

/** In the queue of those who wait for it: a worker that takes the lock again and again cannot keep us out. */
async function waitForLock(client: Connection, lock: number): Promise<true> {
  await client.query("SET statement_timeout = 0");
  await client.query("SELECT pg_advisory_lock($1)", [lock]);
  await client.query("RESET statement_timeout");
  return true;
}

/** Runs `work` when nobody else holds the lock. @returns undefined when somebody does */
export const ifFree = <Result>(db: Database, lock: number, work: Work<Result>): Promise<Result | undefined> =>
  locked(db, (client) => tryLock(client, lock), lock, work);

/** Waits for the lock, however long it takes, then runs `work`. */
export async function whileLocked<Result>(db: Database, lock: number, work: Work<Result>): Promise<Result> {
  const take = (client: Connection): Promise<true> => waitForLock(client, lock);
  const done = await locked(db, take, lock, async (held) => ({ result: await work(held) }));
  if (done === undefined) throw new Error("PostgreSQL granted no lock and gave no error");
  return done.result;
}
