import type { LocalDate } from "../../kit/clock.ts";
import type { RowFault } from "../../kit/csv.ts";
import type { Database, Tx } from "../../kit/database.ts";
import type { Citation, CitedDocument } from "./citation.ts";
import type { Table, TableRow } from "./table.ts";
import { compareRows, type Difference, upsertRows } from "./upsert.ts";

/** What the caller said about the file, beside its rows. */
export interface ImportOptions {
  fileName: string;
  sourceTitle: string | undefined;
  documentNo: string | undefined;
  url: string | undefined;
  /** As given: a day, or 期=day once for each edition in the file. */
  publishedOn: readonly string[];
  id: string | undefined;
  title: string | undefined;
  division: string | undefined;
  period: string | undefined;
  today: LocalDate;
}

/** One part of an import. Comparing writes nothing; writing runs in the transaction of the whole import. */
export interface ImportStep {
  label: string;
  total: number;
  compare(tx: Tx): Promise<Difference>;
  /** @param advance called with the number of rows done */
  write(tx: Tx, now: Date, advance: (done: number) => void): Promise<void>;
}

export interface ImportReading {
  /** Written before the rows that cite it; absent where the steps write their own. */
  document?: CitedDocument;
  /** Search documents that say what these rows say: written to the outbox with them. */
  searchKeys?: readonly string[];
  faults: RowFault[];
  /** What the reader should know, in Chinese. */
  notes: string[];
  /** The good rows. */
  steps: ImportStep[];
}

/** The index of occupations is small: whatever changes in it, it is written anew as a whole. */
export const ALL_OCCUPATIONS = "occupation:*";

/** One kind of official table: one file in this folder and one line in `kinds.ts`. */
export interface ImportKind {
  name: string;
  summary: string;
  columns: string;
  read(text: string, options: ImportOptions, db: Database): Promise<ImportReading>;
}

const CHUNK = 500;

/** Rows of one table that cite one document. */
export const tableStep = (label: string, table: Table, rows: readonly TableRow[], citation: Citation): ImportStep => ({
  label,
  total: rows.length,
  compare: (tx) => compareRows(tx, table, rows),
  write: async (tx, _now, advance) => {
    for (let at = 0; at < rows.length; at += CHUNK) {
      await upsertRows(tx, table, rows.slice(at, at + CHUNK), citation);
      advance(Math.min(at + CHUNK, rows.length));
    }
  },
});

/** The rows none of whose lines is faulty. */
export function goodRows<Row>(rows: readonly Row[], lines: readonly number[], faults: readonly RowFault[]): Row[] {
  const bad = new Set(faults.map(({ line }) => line));
  return rows.filter((_, index) => !bad.has(lines[index] ?? 0));
}
