// The labelled sets of the project: one to develop with, one to test with, and any file somebody brings.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { projectPath } from "../../src/kit/root.ts";
import { GoldRecord, readRecords } from "./record.ts";

export const SPLITS = ["dev", "test"] as const;
export type Split = (typeof SPLITS)[number];

export interface LabelledSet {
  name: Split | "given";
  files: string[];
  records: GoldRecord[];
}

const FOLDER = projectPath("test/eval/sets");

/** SHA-256 by file name, as `sha256sum` writes it: what is listed was written before the rules and is not relabelled in passing. */
export function sealedHashes(): ReadonlyMap<string, string> {
  const file = path.join(FOLDER, "HASHES");
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, "utf8").split("\n");
  return new Map(
    lines.flatMap((line) => {
      const [, hash, name] = /^([0-9a-f]{64}) [ *](\S+)$/.exec(line) ?? [];
      return hash !== undefined && name !== undefined ? [[name, hash] as const] : [];
    }),
  );
}

export const hashOf = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");

const jsonlIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => path.join(folder, name));

/** The first development set, and what has been added to it since. */
export function filesOf(split: Split): string[] {
  const added = existsSync(FOLDER) ? jsonlIn(FOLDER).filter((file) => path.basename(file).startsWith(`${split}-`)) : [];
  return split === "dev" ? [projectPath("test/eval/development.jsonl"), ...added].filter(existsSync) : added;
}

/** @throws Error when a sealed file has been changed */
function checkSeal(file: string, hashes: ReadonlyMap<string, string>): void {
  const sealed = hashes.get(path.basename(file));
  if (sealed !== undefined && sealed !== hashOf(file))
    throw new Error(
      `${file} is not the file that test/eval/sets/HASHES names: relabelling is a commit of its own that changes both`,
    );
}

function ownSet(split: Split): LabelledSet {
  const files = filesOf(split);
  const hashes = sealedHashes();
  for (const file of files) checkSeal(file, hashes);
  return { name: split, files, records: files.flatMap((file) => readRecords(file, GoldRecord)) };
}

/**
 * @param paths files, or folders of *.jsonl; none = the project's own sets
 * @throws Error when a file is missing, is no such file, or has no record
 */
export function readSets(paths: readonly string[], splits: readonly Split[] = SPLITS): LabelledSet[] {
  const files = paths.flatMap((given) => (statSync(given).isDirectory() ? jsonlIn(given) : [given]));
  const sets: LabelledSet[] =
    paths.length > 0
      ? [{ name: "given", files, records: files.flatMap((file) => readRecords(file, GoldRecord)) }]
      : splits.map(ownSet).filter((set) => set.files.length > 0);
  if (sets.every(({ records }) => records.length === 0))
    throw new Error(`no labelled records in ${paths.length > 0 ? paths.join(", ") : FOLDER}`);
  return sets;
}

/** One line a file, for people: which labels these figures are about. */
export const setLines = (sets: readonly LabelledSet[]): string[] => {
  const hashes = sealedHashes();
  return sets.flatMap(({ name, files }) =>
    files.map((file) => {
      const isSealed = name !== "given" && hashes.has(path.basename(file));
      return `${name}: ${path.relative(process.cwd(), file)} sha256 ${hashOf(file)}${isSealed ? " (sealed)" : ""}`;
    }),
  );
};
