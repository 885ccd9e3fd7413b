import { createInterface } from "node:readline/promises";
import { writeAudit } from "../audit.ts";
import { AppError } from "../errors.ts";
import { writeOutbox } from "../jobs/outbox.ts";
import { localDate } from "../kit/clock.ts";
import type { Database } from "../kit/database.ts";
import { type Progress, showProgress } from "../kit/progress.ts";
import { wantsHelp } from "./command.ts";
import type { ImportReading } from "./import/import-kind.ts";
import { type ImportRequest, importHelp, importRequest } from "./import/import-options.ts";
import { differenceLines, faultLines } from "./import/import-report.ts";
import { writeDocument } from "./import/import-source.ts";
import { readImport } from "./import/read-import.ts";
import type { Difference } from "./import/upsert.ts";

export interface ImportPorts {
  db: Database;
  now: Date;
  /** One line for the person who runs the command. */
  out(line: string): void;
  progress?(label: string, total: number): Progress;
  /** Asked before rows that stand are changed. */
  confirm?(question: string): Promise<boolean>;
}

/** Room for a whole country's table on a slow disk. */
const TRANSACTION = { timeout: 300_000, maxWait: 10_000 };

/** With nobody at the keyboard there is nobody to ask: the command line is the decision. */
async function askOnTerminal(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question}（y/N）`);
  terminal.close();
  return /^(y|yes|是)$/i.test(answer.trim());
}

const compare = (db: Database, { steps }: ImportReading): Promise<Difference[]> =>
  db.prisma.$transaction(async (tx) => {
    const differences: Difference[] = [];
    for (const step of steps) differences.push(await step.compare(tx));
    return differences;
  }, TRANSACTION);

const countOf = (differences: readonly Difference[], part: "added" | "changed"): number =>
  differences.reduce((count, difference) => count + difference[part].length, 0);

/** Document, rows, outbox and audit row, all or nothing. */
async function write(ports: ImportPorts, request: ImportRequest, reading: ImportReading, counts: Counts) {
  const { db, now, progress = showProgress } = ports;
  const total = reading.steps.reduce((count, step) => count + step.total, 0);
  const bar = progress(`导入 ${request.kind}`, total);
  await db.prisma.$transaction(async (tx) => {
    if (reading.document !== undefined) await writeDocument(tx, reading.document, now);
    let before = 0;
    for (const step of reading.steps) {
      await step.write(tx, now, (done) => bar.advance(before + done));
      before += step.total;
    }
    const changed = (reading.searchKeys ?? []).map((key) => ({ topic: "search" as const, key }));
    await writeOutbox(tx, now, changed);
    const subject = { subjectKind: request.kind, subjectId: reading.document?.id ?? request.options.fileName };
    await writeAudit(tx, { at: now, actor: "system:import", action: "import", ...subject, after: { ...counts } });
  }, TRANSACTION);
  bar.finish();
}

interface Counts {
  added: number;
  changed: number;
}

async function importRows(ports: ImportPorts, request: ImportRequest): Promise<number> {
  const { db, out, confirm = askOnTerminal } = ports;
  const reading = await readImport(request, db);
  for (const line of [...reading.notes, ...faultLines(reading.faults)]) out(line);
  if (reading.faults.length > 0 && !request.skipsBadRows) {
    out(`有 ${reading.faults.length} 处错误，没有写入任何内容。改好后再导入，或加 --skip-bad 略过有错的行。`);
    return 2;
  }
  const differences = await compare(db, reading);
  reading.steps.forEach((step, index) => {
    const difference = differences[index];
    if (difference !== undefined) for (const line of differenceLines(step, difference)) out(line);
  });
  const counts = { added: countOf(differences, "added"), changed: countOf(differences, "changed") };
  if (request.isDryRun) return say(out, "试运行：没有写入任何内容。");
  if (counts.added + counts.changed === 0) return say(out, "内容都已经有了，没有要写入的。");
  const isAllowed =
    counts.changed === 0 || request.isConfirmed || (await confirm(`将改动 ${counts.changed} 行，继续吗？`));
  if (!isAllowed) return say(out, "已取消，没有写入任何内容。");
  await write(ports, request, reading, counts);
  return say(
    out,
    `已写入：新增 ${counts.added} 行，改动 ${counts.changed} 行。正在运行的程序重新启动后用上新表；俗称和旧名要让课程搜索也用上，请再运行 npm run reindex。`,
  );
}

const say = (out: ImportPorts["out"], line: string): number => {
  out(line);
  return 0;
};

/**
 * `npm run import -- <kind> <file>`: loads an official table in one transaction.
 * @returns 0 well, 2 when the file or the command line has to be changed
 */
export async function importTable(args: string[], ports: ImportPorts): Promise<number> {
  if (wantsHelp(args)) return say(ports.out, importHelp());
  try {
    return await importRows(ports, importRequest(args, localDate(ports.now)));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ports.out(`${error.code}: ${error.message}`);
    return 2;
  }
}
