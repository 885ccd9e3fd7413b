import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { alreadyRunning, folderInUse } from "./faults.ts";
import { isAlive, markOf, type ProcessMark, stopProcess } from "./process-table.ts";

const Mark = z.strictObject({ pid: z.number().int().positive(), born: z.string() });

/** What `run.json` says of the program that holds the data folder. Readable by its owner only: the addresses carry passwords. */
const Run = z.strictObject({
  program: Mark,
  /** A start may be joined by commands, a command may not. */
  kind: z.enum(["start", "command"]),
  isReady: z.boolean(),
  /** Where people reach it, once it listens. */
  address: z.string().optional(),
  /** Where its local WeChat is, in the demo. */
  wechatUrl: z.string().optional(),
  children: z.array(Mark),
  databaseUrl: z.string().optional(),
  databaseOwnerUrl: z.string().optional(),
  meili: z.strictObject({ url: z.string(), key: z.string() }).optional(),
  redisUrl: z.string().optional(),
});
export type Run = z.infer<typeof Run>;

const fileIn = (folder: string): string => path.join(folder, "run.json");

function readRunFile(file: string): Run | undefined {
  try {
    const checked = Run.safeParse(JSON.parse(readFileSync(file, "utf8")));
    return checked.data;
  } catch {
    return undefined;
  }
}

/** @returns the run of a program that is alive, else undefined */
export async function liveRun(folder: string): Promise<Run | undefined> {
  const run = readRunFile(fileIn(folder));
  return run !== undefined && (await isAlive(run.program)) ? run : undefined;
}

/** The right to use a data folder, held by one program at a time. */
export interface Claim {
  /** Writes what has become known; synchronous, so that nothing is lost if we are killed right after. */
  record(news: Partial<Omit<Run, "program" | "kind">>): void;
  addChild(mark: ProcessMark): void;
  release(): void;
}

const STOP_ORPHAN = ["SIGINT", "SIGTERM"] as const;

/** Takes away the file of a dead program and ends the children that outlived it. */
async function clearDeadRun(file: string): Promise<void> {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch {
    return; // somebody else is clearing it
  }
  const run = readRunFile(aside);
  if (run !== undefined && (await isAlive(run.program))) {
    renameSync(aside, file); // between our look and our rename a new program had come
    return;
  }
  await Promise.all((run?.children ?? []).map((child) => stopProcess(child, STOP_ORPHAN)));
  rmSync(aside, { force: true });
}

/**
 * Claims the folder. The file appears with its whole content at once (a link, not a write), so nobody ever reads half of it.
 * @throws AppError when a living program holds it
 */
export async function claimFolder(folder: string, kind: Run["kind"]): Promise<Claim> {
  const program = await markOf(process.pid);
  if (program === undefined) throw new Error("the process table does not list this process");
  const file = fileIn(folder);
  const draft = `${file}.${process.pid}.new`;
  let run: Run = { program, kind, isReady: false, children: [] };
  const write = (): void => writeFileSync(draft, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  const save = (): void => {
    write();
    renameSync(draft, file);
  };
  for (let attempt = 1; ; attempt++) {
    const holder = await liveRun(folder);
    if (holder?.kind === "start") throw alreadyRunning(holder.address ?? "正在启动", holder.program.pid);
    if (holder !== undefined || attempt > 5) throw folderInUse(folder, holder?.program.pid ?? 0);
    await clearDeadRun(file);
    write();
    try {
      linkSync(draft, file);
      break;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  return {
    record: (news) => {
      run = { ...run, ...news };
      save();
    },
    addChild: (mark) => {
      run = { ...run, children: [...run.children, mark] };
      save();
    },
    release: () => rmSync(file, { force: true }),
  };
}
