import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { readTable, splitCell } from "../../../src/kit/csv.ts";
import { projectPath } from "../../../src/kit/root.ts";
import { withoutFillers } from "../../../src/occupations/fillers.ts";
import { spellingOf, tableSpelling } from "../../../src/occupations/name-index.ts";
import type { Occupations } from "../../../src/occupations/occupation.ts";
import type { Saying } from "../../../src/occupations/sayings.ts";
import { hashOf } from "../sets.ts";

/** What somebody wrote, and the occupations that are right answers. */
export interface Case {
  text: string;
  codes: string[];
}

const Row = z.object({ text: z.string().min(1), code: z.string().min(1) });

/** @throws Error naming the first line that is no case */
export function readCases(file: string): Case[] {
  const { rows, faults } = readTable(readFileSync(file, "utf8"), Row);
  const [fault] = faults;
  if (fault !== undefined) throw new Error(`${file} line ${fault.line}: ${fault.column} ${fault.message}`);
  return rows.map(({ text, code }) => ({ text, codes: splitCell(code) }));
}

const FOLDER = projectPath("test/eval/occupations");

/** One line a file: which cases figures are of. */
export const sealLines = (): string[] => readFileSync(path.join(FOLDER, "HASHES"), "utf8").trim().split("\n");

/** @throws Error when the file is not the one that HASHES names: a change of it is a commit of its own that changes both */
export function ownCases(name: "listed" | "unseen"): Case[] {
  const file = path.join(FOLDER, `${name}.csv`);
  if (!sealLines().includes(`${hashOf(file)}  ${name}.csv`))
    throw new Error(`${file} is not the file that test/eval/occupations/HASHES names`);
  return readCases(file);
}

const DEV_SHARE = 0.4;

/** Of the unseen cases those that may be looked at while the resolver is worked on; the others give figures and nothing else. */
export const isDev = ({ text }: Case): boolean =>
  createHash("sha256").update(text).digest().readUInt8(0) / 256 < DEV_SHARE;

/** Whether a text, or what is left of it without fillers, stands in a shipped table: names, aliases, ambiguous words, sayings. */
export function listedIn(occupations: Occupations, sayings: readonly Saying[]): (each: Case) => boolean {
  const shipped = new Set([
    ...occupations.names().map(({ name }) => tableSpelling(name)),
    ...sayings.map(({ saying }) => tableSpelling(saying)),
  ]);
  return ({ text }) => withoutFillers(spellingOf(text)).some((rest) => shipped.has(rest));
}
