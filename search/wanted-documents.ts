import { z } from "zod";
import type { Database } from "../src/kit/database.ts";
import type { IndexedVersion, IndexName } from "./search-indexer.ts";

// What is in the index depends on rows alone, never on the day: class sessions that have begun stay until their course changes, and
// searches ask for those from today on. So counts and versions can be compared at any moment.
export const IS_PUBLISHED = `c.status = 'published' AND i.state IN ('admitted', 'warned')`;

/** Every row a document may stand for, the key of its changes, and whether it is wanted in the index. */
const ROWS: Record<IndexName, { idType: "uuid" | "text"; lowestId: string; sql: string }> = {
  courses: {
    idType: "uuid",
    lowestId: "00000000-0000-0000-0000-000000000000",
    sql: `SELECT s.id, 'course:' || c.id AS key, c.version, s.cancelled_at IS NULL AND ${IS_PUBLISHED} AS "isWanted"
      FROM class_session s JOIN course c ON c.id = s.course_id JOIN institution i ON i.id = c.institution_id`,
  },
  occupations: {
    idType: "text",
    lowestId: "",
    sql: `SELECT code AS id, 'occupation:' || code AS key, 1 AS version, true AS "isWanted" FROM occupation`,
  },
  bases: {
    idType: "uuid",
    lowestId: "00000000-0000-0000-0000-000000000000",
    sql: `SELECT id, 'base:' || id AS key, version, true AS "isWanted" FROM training_base`,
  },
};

// Keys with a change that is not done: on its way, or put aside because the index refused it.
const OPEN = `
  SELECT key, 'waiting' AS state FROM outbox WHERE topic = 'search' AND done_at IS NULL AND parked_at IS NULL
  UNION
  SELECT key, 'parked' FROM outbox WHERE topic = 'search' AND done_at IS NULL AND parked_at IS NOT NULL`;
const STATE_OF_KEY = `SELECT key, max(state) AS state FROM (${OPEN}) s GROUP BY key`; // waiting goes before parked

/** A row that a document may stand for. */
const StandingRow = z.object({
  id: z.string(),
  key: z.string(),
  version: z.number(),
  isWanted: z.boolean(),
  /** A change of it that is not in the index yet; parked ones wait for a person. */
  open: z.enum(["waiting", "parked"]).nullable(),
});
export type StandingRow = z.infer<typeof StandingRow>;

const standing = (name: IndexName): string =>
  `SELECT r.*, k.state AS open FROM (${ROWS[name].sql}) r LEFT JOIN (${STATE_OF_KEY}) k ON k.key = r.key`;

const read = async ({ sql }: Database, text: string, values: unknown[]): Promise<StandingRow[]> => {
  const { rows } = await sql.query<Record<string, unknown>>(text, values);
  return z.array(StandingRow).parse(rows);
};

/** The rows behind these documents, wanted or not, by id; a document without one is of a row that is gone. */
export async function rowsBehind(
  db: Database,
  name: IndexName,
  ids: readonly string[],
): Promise<Map<string, StandingRow>> {
  const rows = await read(db, `${standing(name)} WHERE r.id = ANY($1::${ROWS[name].idType}[])`, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Wanted rows in order of id, page by page: however large the catalogue, memory holds one page. */
export async function* wantedRows(db: Database, name: IndexName, pageSize: number): AsyncGenerator<StandingRow[]> {
  const { idType, lowestId } = ROWS[name];
  const page = `${standing(name)} WHERE r."isWanted" AND r.id > $1::${idType} ORDER BY r.id LIMIT $2`;
  for (let after = lowestId; ; ) {
    const rows = await read(db, page, [after, pageSize]);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last.id;
  }
}

/** How many documents the index must hold: one for each wanted row whose change was not put aside. */
export async function expectedCount(db: Database, name: IndexName): Promise<number> {
  const { rows } = await db.sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (${standing(name)}) w WHERE "isWanted" AND open IS DISTINCT FROM 'parked'`,
  );
  return rows[0]?.count ?? 0;
}

/** Id and version of every wanted row, all at once: for measuring, at some 100 bytes each. */
export async function expectedVersions(db: Database, name: IndexName): Promise<Map<string, number>> {
  const { rows } = await db.sql.query<IndexedVersion>(`SELECT id, version FROM (${ROWS[name].sql}) w WHERE "isWanted"`);
  return new Map(rows.map(({ id, version }) => [id, version]));
}
