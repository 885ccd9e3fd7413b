import { z } from "zod";
import { LocalDate } from "../../src/kit/clock.ts";
import type { Tx } from "../../src/kit/database.ts";

type Table = "institution" | "site" | "course" | "class_session" | "training_base";

/** One statement for any number of rows of one table, each with the same columns. */
export async function insertRows(tx: Tx, table: Table, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first)
    .map((column) => `"${column}"`)
    .join(", ");
  await tx.$executeRawUnsafe(
    `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1::json)`,
    JSON.stringify(rows),
  );
}

/** Demo rows go; an institution somebody signs in for stays, without its courses. */
export async function deleteDemo(tx: Tx): Promise<void> {
  await tx.$executeRaw`DELETE FROM course WHERE is_demo`;
  await tx.$executeRaw`
    DELETE FROM site USING institution i WHERE i.id = site.institution_id AND i.is_demo
      AND NOT EXISTS (SELECT 1 FROM staff WHERE staff.institution_id = i.id)
      AND NOT EXISTS (SELECT 1 FROM api_key WHERE api_key.institution_id = i.id)`;
  await tx.$executeRaw`
    DELETE FROM institution i WHERE i.is_demo
      AND NOT EXISTS (SELECT 1 FROM staff WHERE staff.institution_id = i.id)
      AND NOT EXISTS (SELECT 1 FROM api_key WHERE api_key.institution_id = i.id)`;
  await tx.$executeRaw`DELETE FROM training_base WHERE is_demo`;
}

const DEMO_KEY = "demo";

/** When the demo data were made (or last moved forward), and how many courses were asked for. */
const DemoState = z.object({ madeOn: LocalDate, scale: z.number() });
type DemoState = z.infer<typeof DemoState>;

/** @returns undefined when there are no demo data */
export async function readDemoState(tx: Tx): Promise<DemoState | undefined> {
  const row = await tx.installation.findUnique({ where: { key: DEMO_KEY } });
  return row === null ? undefined : DemoState.parse(row.value);
}

export async function writeDemoState(tx: Tx, value: DemoState, now: Date): Promise<void> {
  const state = { value, updatedAt: now };
  await tx.installation.upsert({
    where: { key: DEMO_KEY },
    create: { key: DEMO_KEY, ...state },
    update: state,
  });
}

/** Shifts every demo session by whole days and brings back courses that expired meanwhile. */
export async function shiftDemoSessions(tx: Tx, days: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE class_session s SET starts_on = s.starts_on + ${days}::int, ends_on = s.ends_on + ${days}::int
    FROM course c WHERE c.id = s.course_id AND c.is_demo`;
  await tx.$executeRaw`
    UPDATE course SET version = version + 1, status = CASE status WHEN 'expired' THEN 'published' ELSE status END
    WHERE is_demo`;
}
