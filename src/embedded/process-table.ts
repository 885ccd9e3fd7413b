import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessMark {
  pid: number;
  /** When it was born, in the words of the operating system; only compared. */
  born: string;
}

async function bornOf(pid: number): Promise<string | undefined> {
  if (process.platform !== "linux") {
    const { stdout } = await run("ps", ["-o", "lstart=", "-p", `${pid}`]).catch(() => ({ stdout: "" }));
    return stdout.trim() || undefined;
  }
  const [stat, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, "utf8").catch(() => ""),
    readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => ""),
  ]);
  // After the command name, which may hold blanks and brackets: state is the first field, the start time the twentieth.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const isGone = fields[0] === "" || fields[0] === "Z" || fields[0] === "X";
  return isGone ? undefined : `${boot.trim()}/${fields[19]}`;
}

/** @returns undefined when there is no such process (a zombie counts as gone) */
export async function markOf(pid: number): Promise<ProcessMark | undefined> {
  const born = await bornOf(pid);
  return born === undefined ? undefined : { pid, born };
}

export const isAlive = async ({ pid, born }: ProcessMark): Promise<boolean> => (await bornOf(pid)) === born;

/** The command line of a process; empty when it is gone. */
export async function commandLineOf(pid: number): Promise<string> {
  if (process.platform === "linux")
    return (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).replaceAll("\0", " ").trim();
  const { stdout } = await run("ps", ["-o", "command=", "-p", `${pid}`]).catch(() => ({ stdout: "" }));
  return stdout.trim();
}

export async function waitUntilGone(mark: ProcessMark, withinMs: number): Promise<boolean> {
  for (let waited = 0; waited <= withinMs; waited += 20) {
    if (!(await isAlive(mark))) return true;
    await sleep(20);
  }
  return false;
}

/** Sends each signal in turn and waits after each; SIGKILL comes last. Never signals a process that is not the marked one. */
export async function stopProcess(mark: ProcessMark, signals: readonly NodeJS.Signals[]): Promise<void> {
  for (const signal of [...signals, "SIGKILL"] as const) {
    if (!(await isAlive(mark))) return;
    try {
      process.kill(mark.pid, signal);
    } catch {
      return; // it ended in between
    }
    if (await waitUntilGone(mark, 8_000)) return;
  }
}
