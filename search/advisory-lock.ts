import type { Database } from "../src/kit/database.ts";

/** Held by whoever writes to the live indexes: one consumer at a time, and none while a rebuild swaps. */
export const SYNC_LOCK = 72_707_371;
/** Held for the whole of a rebuild. */
export const REBUILD_LOCK = 72_707_372;

/** On a connection of its own: the lock falls with it if we die. */
async function locked<Result>(
  { sql }: Database,
  statement: string,
  lock: number,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  const client = await sql.connect();
  let isClean = false;
  try {
    const { rows } = await client.query<{ held: boolean }>(statement, [lock]);
    const result = rows[0]?.held === true ? await work() : undefined;
    if (rows[0]?.held === true) await client.query("SELECT pg_advisory_unlock($1)", [lock]);
    isClean = true;
    return result;
  } finally {
    client.release(!isClean); // closing the connection is the other way to give the lock back
  }
}

/** Runs `work` when nobody else holds the lock. @returns undefined when somebody does */
export const ifFree = <Result>(db: Database, lock: number, work: () => Promise<Result>): Promise<Result | undefined> =>
  locked(db, "SELECT pg_try_advisory_lock($1) AS held", lock, work);

/** Waits for the lock, then runs `work`. */
export async function whileLocked<Result>(db: Database, lock: number, work: () => Promise<Result>): Promise<Result> {
  const done = await locked(db, "SELECT true AS held FROM pg_advisory_lock($1)", lock, async () => ({
    result: await work(),
  }));
  if (done === undefined) throw new Error("PostgreSQL granted no lock and gave no error");
  return done.result;
}
