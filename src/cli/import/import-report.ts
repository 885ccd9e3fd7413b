import type { RowFault } from "../../kit/csv.ts";
import type { ImportStep } from "./import-kind.ts";
import type { Difference } from "./upsert.ts";

const SHOWN_FAULTS = 100;
const SHOWN_KEYS = 5;

/** One line a fault, in the order of the file. */
export function faultLines(faults: readonly RowFault[]): string[] {
  const ordered = [...faults].sort((a, b) => a.line - b.line);
  const shown = ordered
    .slice(0, SHOWN_FAULTS)
    .map(({ line, column, message }) => `第 ${line} 行，${column} 列：${message}`);
  return ordered.length > SHOWN_FAULTS ? [...shown, `……还有 ${ordered.length - SHOWN_FAULTS} 处`] : shown;
}

/** What a step would change, and the first rows that stand and would be changed. */
export function differenceLines(step: ImportStep, { added, changed, unchanged }: Difference): string[] {
  const counts = `${step.label}：共 ${step.total} 行，新增 ${added.length}，改动 ${changed.length}，不变 ${unchanged}`;
  if (changed.length === 0) return [counts];
  const more = changed.length > SHOWN_KEYS ? " 等" : "";
  return [counts, `  将改动：${changed.slice(0, SHOWN_KEYS).join("、")}${more}`];
}
