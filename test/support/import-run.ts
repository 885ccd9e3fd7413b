import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { importTable } from "../../src/cli/import.ts";
import type { Database } from "../../src/kit/database.ts";
import { noProgress } from "../../src/kit/progress.ts";

export const IMPORT_DAY = new Date("2026-11-24T02:00:00Z");

export interface ImportRun {
  status: number;
  lines: string;
}

/** Runs the command as a person would, with nobody to confirm. */
export async function runImport(db: Database, args: string[], isConfirmed = true): Promise<ImportRun> {
  const lines: string[] = [];
  const status = await importTable(args, {
    db,
    now: IMPORT_DAY,
    out: (line) => void lines.push(line),
    progress: () => noProgress,
    confirm: async () => isConfirmed,
  });
  return { status, lines: lines.join("\n") };
}

/** Runs the command on a file of this content. */
export async function importText(
  db: Database,
  kind: string,
  content: string | Uint8Array,
  ...options: string[]
): Promise<ImportRun> {
  const folder = await mkdtemp(path.join(tmpdir(), "jiangtu-import-"));
  try {
    const file = path.join(folder, "table.csv");
    await writeFile(file, content);
    return await runImport(db, [kind, file, ...options]);
  } finally {
    await rm(folder, { recursive: true });
  }
}
