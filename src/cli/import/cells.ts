import { z } from "zod";
import { type RowFault, splitCell } from "../../kit/csv.ts";

/** A cell that must say something. */
export const text = (what: string) =>
  z
    .string({ error: `缺少“${what}”列` })
    .trim()
    .min(1, `${what}不能为空`)
    .max(500, `${what}不能超过 500 字`);

/** An empty cell and a missing column both mean: this file does not say. */
export const optionalText = z
  .string()
  .optional()
  .transform((cell) => (cell === undefined || cell === "" ? null : cell));

export const optionalNumber = (min: number, max: number, message: string) =>
  z
    .string()
    .optional()
    .transform((cell) => (cell === undefined || cell === "" ? null : Number(cell)))
    .refine((value) => value === null || (value >= min && value <= max), message);

/** Several values joined by | */
export const list = z
  .string()
  .optional()
  .transform((cell) => (cell === undefined ? [] : splitCell(cell)));

/** A key that stands twice in one file: which row is meant cannot be known. */
export function duplicateFaults<Row>(
  rows: readonly Row[],
  lines: readonly number[],
  column: string,
  keyOf: (row: Row) => string,
): RowFault[] {
  const firstLine = new Map<string, number>();
  const faults: RowFault[] = [];
  rows.forEach((row, index) => {
    const line = lines[index] ?? 0;
    const first = firstLine.get(keyOf(row));
    if (first === undefined) firstLine.set(keyOf(row), line);
    else faults.push({ line, column, message: `与第 ${first} 行重复：${keyOf(row)}` });
  });
  return faults;
}
