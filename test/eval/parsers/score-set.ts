import { readFileSync } from "node:fs";
import { z } from "zod";
import { projectPath } from "../../../src/kit/root.ts";
import { outsideFile } from "../outside.ts";
import { readRows } from "./row.ts";
import type { ParserSet } from "./sets.ts";

/** Rows, counted from 0, that say nothing about messages in a training bot, and why. */
const SkipList = z.record(
  z.string(),
  z.array(z.object({ rows: z.array(z.int().min(0)).min(1), reason: z.string().min(1) })),
);

const skips = SkipList.parse(JSON.parse(readFileSync(projectPath("test/eval/parsers/skip-list.json"), "utf8")));

export interface SetScore {
  rows: number;
  right: number;
  /** Without the rows of the skip list. */
  keptRows: number;
  keptRight: number;
  /** Kept rows that were read wrongly, by index and text. */
  wrong: string[];
}

/** @returns undefined on a machine without the sets */
export function scoreSet({ file, judge }: ParserSet): SetScore | undefined {
  const path = outsideFile(file);
  if (path === undefined) return undefined;
  const skipped = new Set((skips[file] ?? []).flatMap(({ rows }) => rows));
  const score: SetScore = { rows: 0, right: 0, keptRows: 0, keptRight: 0, wrong: [] };
  for (const [index, raw] of readRows(path).entries()) {
    const isRight = judge(raw);
    if (isRight === undefined) continue;
    const isKept = !skipped.has(index);
    score.rows++;
    score.right += Number(isRight);
    score.keptRows += Number(isKept);
    score.keptRight += Number(isKept && isRight);
    if (isKept && !isRight) score.wrong.push(`${file} ${index}: ${z.object({ text: z.string() }).parse(raw).text}`);
  }
  return score;
}
