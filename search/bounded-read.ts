import { AppError } from "../src/errors.ts";
import type { Connection, Database } from "../src/kit/database.ts";
import { withDeadline } from "../src/kit/deadline.ts";

/** A statement and the values of its placeholders. */
export interface Statement {
  text: string;
  values: unknown[];
}

const CANCELLED = "57014"; // PostgreSQL's code for a statement that ran out of its time

const busy = (): AppError => new AppError("search_busy", 503, "现在查询的人太多，没有及时查出来。请稍等一会儿再试。");

const isCancelled = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === CANCELLED;

/** A connection of the pool, if one comes free before the deadline; one that comes later goes straight back. */
function borrow({ sql }: Database, deadline: AbortSignal): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(busy());
    if (deadline.aborted) return giveUp();
    deadline.addEventListener("abort", giveUp, { once: true });
    sql.connect().then((client) => {
      deadline.removeEventListener("abort", giveUp);
      if (deadline.aborted) client.release();
      else resolve(client);
    }, reject);
  });
}

/**
 * Rows of a read that takes no longer than it may: PostgreSQL itself ends the statement, so that nothing goes on for nobody. Planned for
 * short reads: compiling and extra processes cost more than they save.
 * @throws AppError search_busy when the time is up
 */
export async function readWithin(
  db: Database,
  { text, values }: Statement,
  deadlineMs: number,
  signal: AbortSignal,
): Promise<Record<string, unknown>[]> {
  signal.throwIfAborted();
  const client = await withDeadline(signal, deadlineMs, (deadline) => borrow(db, deadline));
  let isClean = false;
  try {
    await client.query(
      `BEGIN READ ONLY; SET LOCAL statement_timeout = ${deadlineMs}; SET LOCAL jit = off;
       SET LOCAL max_parallel_workers_per_gather = 0`,
    );
    const { rows } = await client.query<Record<string, unknown>>(text, values);
    await client.query("COMMIT");
    isClean = true;
    return rows;
  } catch (error) {
    if (!isCancelled(error)) throw error;
    await client.query("ROLLBACK");
    isClean = true;
    throw busy();
  } finally {
    client.release(!isClean);
  }
}
