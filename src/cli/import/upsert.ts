import { z } from "zod";
import type { Tx } from "../../kit/database.ts";
import type { Citation } from "./citation.ts";
import type { Table, TableRow } from "./table.ts";

export interface Difference {
  /** Keys as text, parts joined by a space. */
  added: string[];
  changed: string[];
  unchanged: number;
}

const Changes = z.array(z.object({ key: z.string(), isNew: z.boolean() }));

const quoted = (column: string): string => `"${column}"`;

/** `merged`: the rows to write, each column from the file or else from the row that stands, and how the two compare. */
function mergedSql({ name, key, facts }: Table): string {
  const columns = facts.map(({ column, whenAbsent }) => {
    const fallback = whenAbsent === undefined ? "" : `, ${whenAbsent}`;
    return `COALESCE(i.${quoted(column)}, old.${quoted(column)}${fallback}) AS ${quoted(column)}`;
  });
  const factsOf = (row: string): string => facts.map(({ column }) => `${row}.${quoted(column)}`).join(", ");
  return `WITH stated AS (
    SELECT ${key.map((column) => `i.${quoted(column)}`).join(", ")}, ${columns.join(", ")},
      old.source_id AS old_source_id, ${key.map((column) => `i.${quoted(column)}::text`).join(" || ' ' || ")} AS row_key
    FROM json_populate_recordset(NULL::${quoted(name)}, $1::json) i
    LEFT JOIN ${quoted(name)} old ON ${key.map((column) => `old.${quoted(column)} = i.${quoted(column)}`).join(" AND ")}
  ), merged AS (
    SELECT s.*, s.old_source_id IS NULL AS is_new FROM stated s
    LEFT JOIN ${quoted(name)} old ON ${key.map((column) => `old.${quoted(column)} = s.${quoted(column)}`).join(" AND ")}
    WHERE s.old_source_id IS NULL OR (${factsOf("s")}) IS DISTINCT FROM (${factsOf("old")})
  )`;
}

/** What writing these rows would change, row by row. Writes nothing. */
export async function compareRows(tx: Tx, table: Table, rows: readonly TableRow[]): Promise<Difference> {
  const sql = `${mergedSql(table)} SELECT row_key AS "key", is_new AS "isNew" FROM merged ORDER BY row_key`;
  const changes = Changes.parse(await tx.$queryRawUnsafe(sql, JSON.stringify(rows)));
  const keysOf = (isNew: boolean): string[] => changes.filter((row) => row.isNew === isNew).map(({ key }) => key);
  return { added: keysOf(true), changed: keysOf(false), unchanged: rows.length - changes.length };
}

/**
 * Writes new and changed rows in one statement. A row that states what is already known is left alone, with the document it cites.
 * @param replaceable ids of documents whose rows may be changed; rows that cite another one are kept. Absent = any row.
 * @returns how many rows were written
 */
export async function upsertRows(
  tx: Tx,
  table: Table,
  rows: readonly TableRow[],
  { sourceId, statedOn }: Citation,
  replaceable?: readonly string[],
): Promise<number> {
  const facts = table.facts.map(({ column }) => quoted(column));
  const key = table.key.map(quoted);
  const columns = [...key, ...facts].join(", ");
  const updates = [...facts, '"source_id"', '"stated_on"'].map((column) => `${column} = EXCLUDED.${column}`);
  return tx.$executeRawUnsafe(
    `${mergedSql(table)}
    INSERT INTO ${quoted(table.name)} (${columns}, "source_id", "stated_on")
    SELECT ${columns}, $2, $3::date FROM merged
    WHERE is_new OR $4::text[] IS NULL OR old_source_id = ANY($4::text[])
    ON CONFLICT (${key.join(", ")}) DO UPDATE SET ${updates.join(", ")}`,
    JSON.stringify(rows),
    sourceId,
    statedOn,
    replaceable ?? null,
  );
}

/**
 * Removes rows of these documents that are not among `rows`: what an earlier edition shipped and this one does not.
 * Only for tables that nothing else points at.
 */
export async function pruneRows(tx: Tx, table: Table, rows: readonly TableRow[], sourceIds: readonly string[]) {
  const isSame = table.key.map((column) => `i.${quoted(column)} = t.${quoted(column)}`).join(" AND ");
  await tx.$executeRawUnsafe(
    `DELETE FROM ${quoted(table.name)} t WHERE t.source_id = ANY($2::text[]) AND NOT EXISTS (
      SELECT 1 FROM json_populate_recordset(NULL::${quoted(table.name)}, $1::json) i WHERE ${isSame})`,
    JSON.stringify(rows),
    [...sourceIds],
  );
}
