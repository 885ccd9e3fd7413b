import { z } from "zod";
import { LocalDate } from "../../src/kit/clock.ts";
import type { Database } from "../../src/kit/database.ts";

type Table = "institution" | "site" | "course" | "class_session" | "training_base";

/** One connection inside a transaction. */
export interface Sql {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

const SEED_LOCK = 72_707_371; // keeps two starts from seeding at once

/**
 * Runs the work in one transaction with room for a hundred thousand rows. Not through Prisma, which keeps the parameters of raw
 * statements in a cache: here those are megabytes each.
 */
export async function inSeedTransaction<T>({ sql }: Database, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await sql.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL statement_timeout = '120s'");
    await client.query("SELECT pg_advisory_xact_lock($1)", [SEED_LOCK]);
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    client.release(true); // closing the connection rolls back, even when it is the connection that failed
    throw error;
  }
}

/** One statement for any number of rows of one table, each with the same columns. */
export async function insertRows(sql: Sql, table: Table, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first)
    .map((column) => `"${column}"`)
    .join(", ");
  await sql.query(
    `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1::json)`,
    [JSON.stringify(rows)],
  );
}

// An institution somebody signs in for stays, without its courses.
const UNUSED_DEMO = `i.is_demo AND NOT EXISTS (SELECT 1 FROM staff WHERE staff.institution_id = i.id)
  AND NOT EXISTS (SELECT 1 FROM api_key WHERE api_key.institution_id = i.id)`;

export async function deleteDemo(sql: Sql): Promise<void> {
  await sql.query("DELETE FROM course WHERE is_demo");
  await sql.query(`DELETE FROM site USING institution i WHERE i.id = site.institution_id AND ${UNUSED_DEMO}`);
  await sql.query(`DELETE FROM institution i WHERE ${UNUSED_DEMO}`);
  await sql.query("DELETE FROM training_base WHERE is_demo");
}

/** When the demo data were made (or last moved forward), and how many courses were asked for. */
const DemoState = z.object({ madeOn: LocalDate, scale: z.number() });
type DemoState = z.infer<typeof DemoState>;
const StateRows = z.array(z.object({ value: DemoState }));

/** @returns undefined when there are no demo data */
export async function readDemoState(sql: Sql): Promise<DemoState | undefined> {
  const { rows } = await sql.query("SELECT value FROM installation WHERE key = 'demo'");
  return StateRows.parse(rows)[0]?.value;
}

export async function writeDemoState(sql: Sql, state: DemoState, now: Date): Promise<void> {
  await sql.query(
    `INSERT INTO installation (key, value, updated_at) VALUES ('demo', $1::jsonb, $2)
     ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = EXCLUDED.updated_at`,
    [JSON.stringify(state), now],
  );
}

/** Shifts every demo session by whole days and brings back courses that expired meanwhile. */
export async function shiftDemoSessions(sql: Sql, days: number): Promise<void> {
  await sql.query(
    `UPDATE class_session s SET starts_on = s.starts_on + $1::int, ends_on = s.ends_on + $1::int
     FROM course c WHERE c.id = s.course_id AND c.is_demo`,
    [days],
  );
  await sql.query(
    `UPDATE course SET version = version + 1, status = CASE status WHEN 'expired' THEN 'published' ELSE status END
     WHERE is_demo`,
  );
}
