import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Private memory of the processes below one of ours, in MB: what nobody shares and no page cache can give back (RssAnon). */
export interface MemoryPeak {
  /** Of all of them at one moment, the one of the highest sum. */
  all: number;
  /** The highest of any one process named so. */
  byName: ReadonlyMap<string, number>;
}

const SAMPLE_MS = 100;

interface Seen {
  pid: number;
  parent: number;
  name: string;
  anonMb: number;
}

const field = (status: string, name: string): string => new RegExp(`^${name}:\\s*(\\S+)`, "m").exec(status)?.[1] ?? "";

/** A process may end while it is looked at. */
function look(pid: string): Seen[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const anonMb = Number(field(status, "RssAnon") || 0) / 1024;
    return [{ pid: Number(pid), parent: Number(field(status, "PPid")), name: field(status, "Name"), anonMb }];
  } catch {
    return [];
  }
}

function below(root: number): Seen[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(look);
  const found: Seen[] = [];
  const parents = new Set([root]);
  for (let before = -1; before !== parents.size; ) {
    before = parents.size;
    for (const each of all) if (parents.has(each.parent)) parents.add(each.pid);
  }
  for (const each of all) if (each.pid !== root && parents.has(each.pid)) found.push(each);
  return found;
}

/** Looks ten times a second at everything this process has started, until `work` is done. Linux only. */
export async function memoryDuring<Result>(work: Promise<Result>): Promise<{ result: Result; peak: MemoryPeak }> {
  let isDone = false;
  const finished = work.finally(() => {
    isDone = true;
  });
  const byName = new Map<string, number>();
  let all = 0;
  while (!isDone) {
    const seen = below(process.pid);
    all = Math.max(
      all,
      seen.reduce((sum, { anonMb }) => sum + anonMb, 0),
    );
    for (const { name, anonMb } of seen) byName.set(name, Math.max(byName.get(name) ?? 0, anonMb));
    await Promise.race([sleep(SAMPLE_MS), finished.catch(() => undefined)]);
  }
  return { result: await finished, peak: { all, byName } };
}
