import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A process of ours that a row kills, by its own pid only. */
export interface Child {
  pid: number;
  hasEnded(): boolean;
  /** Everything it said so far, on both outputs. */
  said(): string;
  /** Sends the signal and waits for the end. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

/** Ends with us whatever ends us, except SIGKILL. */
const alive = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

/** @param env all of its environment: nothing of ours can lead it to somebody's real data */
export async function startChild(args: readonly string[], env: Record<string, string>): Promise<Child> {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  await once(child, "spawn");
  alive.add(child);
  let text = "";
  for (const output of [child.stdout, child.stderr]) output.on("data", (chunk) => (text += String(chunk)));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? Number.NaN,
    hasEnded,
    said: () => text,
    end: async (signal) => {
      child.kill(signal);
      await ended;
      alive.delete(child);
    },
  };
}
