// Judging sheets as files: what is written for judges, and what is read of their answers.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gradeOf } from "./judgements.ts";
import type { Grade } from "./metrics.ts";
import type { QueryPool } from "./pool.ts";

/** All pairs once, and the fifth part of them that is judged twice. */
export const SETS = ["first", "second"] as const;
export type SetName = (typeof SETS)[number];

const HEAD = [
  "# 按 GUIDELINE.md 给每一行打 0–3 分。请逐行独立判断。",
  "# 答案写进同名的 .answers.tsv，一行一门课：问题编号<TAB>序号<TAB>分数，例如 Q001<TAB>3<TAB>2",
];

/** A pair by what stands on the sheet. */
const keyOf = (queryId: string, number: string): string => `${queryId}\t${number}`;

const keyFile = (folder: string, set: SetName): string => path.join(folder, `${set}-keys.tsv`);

/**
 * Writes `first-01.txt`, `first-02.txt` … and beside them which number stands for which course.
 * @param textOf a pair's query and its course, as a judge reads them
 */
export function writeSheets(
  folder: string,
  set: SetName,
  sheets: readonly (readonly QueryPool[])[],
  head: readonly string[],
  textOf: { query(queryId: string): string; course(queryId: string, courseId: string): string },
): void {
  mkdirSync(folder, { recursive: true });
  for (const [at, pools] of sheets.entries()) {
    const blocks = pools.map(({ queryId, courseIds }) =>
      [textOf.query(queryId), ...courseIds.map((id, index) => `${index + 1} | ${textOf.course(queryId, id)}`)].join(
        "\n",
      ),
    );
    const name = `${set}-${String(at + 1).padStart(2, "0")}.txt`;
    writeFileSync(path.join(folder, name), `${[[...HEAD, ...head].join("\n"), ...blocks].join("\n\n")}\n`);
  }
  const keys = sheets
    .flat()
    .flatMap(({ queryId, courseIds }) =>
      courseIds.map((courseId, index) => `${keyOf(queryId, String(index + 1))}\t${courseId}\n`),
    );
  writeFileSync(keyFile(folder, set), keys.join(""));
}

export interface Answers {
  /** By query, then by course. */
  byQuery: Map<string, Map<string, Grade>>;
  /** Lines that cannot be used, and pairs nobody has answered, each as a line for people. */
  faults: string[];
}

function readKeys(folder: string, set: SetName): Map<string, { queryId: string; courseId: string }> {
  const lines = readFileSync(keyFile(folder, set), "utf8").split("\n");
  return new Map(
    lines.flatMap((line) => {
      const [queryId, number, courseId] = line.split("\t");
      return queryId === undefined || number === undefined || courseId === undefined
        ? []
        : [[keyOf(queryId, number), { queryId, courseId }] as const];
    }),
  );
}

/** Reads `first-*.answers.tsv`. Any white space may stand between the three; what is not understood is told, not guessed. */
export function readAnswers(folder: string, set: SetName): Answers {
  const byQuery = new Map<string, Map<string, Grade>>();
  if (!existsSync(keyFile(folder, set))) return { byQuery, faults: [] };
  const keys = readKeys(folder, set);
  const open = new Set(keys.keys());
  const faults: string[] = [];
  const files = readdirSync(folder).filter((name) => name.startsWith(`${set}-`) && name.endsWith(".answers.tsv"));
  for (const name of files.sort())
    for (const [at, line] of readFileSync(path.join(folder, name), "utf8").split(/\r?\n/).entries()) {
      if (line.trim() === "" || line.startsWith("#")) continue;
      const [queryId = "", number = "", mark = ""] = line.trim().split(/\s+/);
      const key = keyOf(queryId, number);
      const pair = keys.get(key);
      const grade = gradeOf(mark);
      if (pair === undefined || grade === undefined || !open.delete(key)) {
        faults.push(
          `${name}:${at + 1} ${pair === undefined ? "no such pair" : grade === undefined ? "no grade of 0 to 3" : "answered already"}: ${line}`,
        );
        continue;
      }
      const grades = byQuery.get(queryId) ?? new Map<string, Grade>();
      byQuery.set(queryId, grades.set(pair.courseId, grade));
    }
  return { byQuery, faults: [...faults, ...[...open].map((key) => `${set}: not answered: ${key.replace("\t", " ")}`)] };
}
