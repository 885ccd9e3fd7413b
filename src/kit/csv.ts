import { parse } from "csv-parse/sync";
import { z } from "zod";

export interface RowFault {
  /** 1-based line in the file, the header being line 1. */
  line: number;
  column: string;
  message: string;
}

export interface CheckedRows<Row> {
  rows: Row[];
  /** Where each of `rows` stands in the file, for faults that only show when rows are held against each other. */
  lines: number[];
  faults: RowFault[];
}

/** UTF-8 (with or without BOM), else GB18030, which is what spreadsheets in China save. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** What the parser hands over with `info`, which its types do not know without `columns`. */
const Line = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) });

/**
 * Reads a table with one header row and checks every row; a bad row is reported, never dropped in silence.
 * @param delimiter "," or a tab
 * @throws Error when the text is not a table at all (unbalanced quotes)
 */
export function readTable<Row>(text: string, schema: z.ZodType<Row>, delimiter = ","): CheckedRows<Row> {
  // The parser hands over arrays: making objects of them here takes half of its own time for it.
  const table: unknown = parse(text, {
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  const [header, ...records] = z.array(Line).parse(table);
  const names = header?.record ?? [];
  const rows: Row[] = [];
  const lines: number[] = [];
  const faults: RowFault[] = [];
  for (const { record, info } of records) {
    const checked = schema.safeParse(
      Object.fromEntries(record.map((cell, at) => [names[at] ?? `column${at + 1}`, cell])),
    );
    if (checked.success) {
      rows.push(checked.data);
      lines.push(info.lines);
    } else
      for (const issue of checked.error.issues)
        faults.push({ line: info.lines, column: issue.path.join("."), message: issue.message });
  }
  return { rows, lines, faults };
}

/** 焊工|电工 → ["焊工", "电工"]; an empty cell is an empty list. */
export const splitCell = (cell: string): string[] =>
  cell
    .split("|")
    .map((part) => part.trim())
    .filter((part) => part !== "");
