import { execFile, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { open } from "node:fs/promises";
import { promisify } from "node:util";
import type { ChildUser } from "./child-user.ts";
import { markOf, type ProcessMark, stopProcess } from "./process-table.ts";

const run = promisify(execFile);

/** @returns the full path of a program on PATH */
export async function onPath(program: string): Promise<string | undefined> {
  // The shell inherits PATH; the program itself reads no environment outside config.ts.
  const found = await run("/bin/sh", ["-c", 'command -v "$1"', "sh", program]).catch(() => undefined);
  return found?.stdout.trim() || undefined;
}

export interface Launch {
  file: string;
  args: readonly string[];
  /** The child sees these and nothing else: PGPORT or MEILI_ENV of the caller must not steer it. */
  env?: Readonly<Record<string, string>>;
  user: ChildUser | undefined;
  logFile: string;
  /** Tried in turn when it must end, at last SIGKILL. The first is also what the child gets when we die. */
  stopSignals: readonly [NodeJS.Signals, ...NodeJS.Signals[]];
}

export interface Child {
  mark: ProcessMark;
  hasExited(): boolean;
  /** Resolves when it has ended, for whatever reason. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

const CHILD_ENV = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C.UTF-8", TZ: "UTC" };

/**
 * Starts a child in a session of its own (a Ctrl-C in the terminal reaches only us, and we stop children last) whose output goes to a
 * file: a pipe would break when we are killed. Where `setpriv` is found the kernel ends the child when we die.
 * @throws Error when the program cannot be run at all
 */
export async function startChild({ file, args, env, user, logFile, stopSignals }: Launch): Promise<Child> {
  const setpriv = process.platform === "linux" ? await onPath("setpriv") : undefined;
  const argv = setpriv === undefined ? [file, ...args] : [setpriv, "--pdeathsig", stopSignals[0], file, ...args];
  const output = openSync(logFile, "a", 0o600);
  try {
    const child = spawn(argv[0] ?? file, argv.slice(1), {
      cwd: "/",
      detached: true,
      env: { ...CHILD_ENV, ...env },
      stdio: ["ignore", output, output],
      ...user,
    });
    const { pid } = child;
    if (pid === undefined) throw await new Promise<Error>((resolve) => child.once("error", resolve));
    child.on("error", () => undefined); // a signal that could not be sent; stopProcess looks for itself
    const mark = (await markOf(pid)) ?? { pid, born: "gone" };
    return {
      mark,
      exited: new Promise((resolve) => child.once("exit", () => resolve())),
      hasExited: () => child.exitCode !== null || child.signalCode !== null,
      stop: () => stopProcess(mark, stopSignals),
    };
  } finally {
    closeSync(output);
  }
}

/** The last 4 kB of a log: what a child said before it ended. */
export async function tailOf(file: string): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return "";
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4_096), 0, 4_096, Math.max(0, size - 4_096));
    return buffer.subarray(0, bytesRead).toString("utf8");
  } finally {
    await handle.close();
  }
}
