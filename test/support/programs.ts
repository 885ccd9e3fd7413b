import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { projectPath } from "../../src/kit/root.ts";

export interface Started {
  process: ChildProcess;
  /** The JSON line it printed when it was up, or when it could not start. */
  said: Record<string, unknown>;
  /** Sends the signal and waits for the end. @returns the exit status, null after a signal */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts a TypeScript program of test/support as a process of its own and waits for its first line. */
export async function startProgram(name: string, args: string[], options: SpawnOptions): Promise<Started> {
  const child = spawn(process.execPath, ["--import", "tsx", projectPath("test/support", name), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: projectPath(),
    ...options,
  });
  if (child.stdout === null) throw new Error("a program without standard output");
  const ended = once(child, "exit");
  const line = await Promise.race([once(createInterface(child.stdout), "line"), ended.then(() => ["{}"])]);
  return {
    process: child,
    said: JSON.parse(String(line[0])),
    end: async (signal) => {
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}
