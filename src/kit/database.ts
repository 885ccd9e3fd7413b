import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "../../prisma/generated/client.ts";

/** Prisma for writes and plain reads; `sql` for hand-written reads on hot paths. Both draw on one pool. */
export interface Database {
  prisma: PrismaClient;
  sql: pg.Pool;
  close(): Promise<void>;
}

/**
 * A CTE `not_flushed` of one row: the statement that reads from it is committed without waiting for the disk. A crash of PostgreSQL may
 * lose what was written in the last half second, so only for what may be lost.
 */
export const NOT_FLUSHED = "not_flushed AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))";

/** One connection of the pool, borrowed. */
export type Connection = pg.PoolClient;

/** What a store method takes when it must run inside somebody's transaction. */
export type Tx = Prisma.TransactionClient;

/**
 * @param url a PostgreSQL URL of the program's own role (no superuser)
 * @param maxConnections size of the pool; waiting for a connection fails after five seconds (a request's own
 *   deadline is shorter; a start on a busy machine is not)
 */
export function openDatabase(url: string, maxConnections = 12): Database {
  const sql = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    application_name: "jiangtu",
  });
  sql.on("error", () => undefined); // an idle connection that dies is replaced by the pool; the next query reports a real outage
  const prisma = new PrismaClient({ adapter: new PrismaPg(sql) });
  return {
    prisma,
    sql,
    close: async () => {
      await prisma.$disconnect();
      if (!sql.ended) await sql.end();
    },
  };
}
