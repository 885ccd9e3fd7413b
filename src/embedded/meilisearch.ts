import { chown, mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { elapsed } from "../kit/clock.ts";
import { type Child, startChild, tailOf } from "./child.ts";
import type { ChildUser } from "./child-user.ts";
import { childFailed, faultInLog } from "./faults.ts";
import { freePort } from "./free-port.ts";
import { type MeilisearchBinary, meilisearchBinary } from "./meilisearch-binary.ts";
import type { ProcessMark } from "./process-table.ts";

export interface MeilisearchOptions {
  dataFolder: string;
  user: ChildUser | undefined;
  /** Master key, at least 16 bytes. */
  key: string;
  /** Called as soon as the child exists, so that a later start can find it if we are killed. */
  onChild?: (mark: ProcessMark) => void;
}

export interface RunningMeilisearch {
  url: string;
  key: string;
  child: Child;
  /** Starts it again, at the same address, after it ended by itself. */
  restart(): Promise<Child>;
  /** What happened that the person at the terminal should know. */
  notes: string[];
}

const MEILISEARCH_SIGNALS = ["SIGTERM"] as const;
const READY_WITHIN_MS = 30_000;
const MAX_STARTS = 3;

async function isHealthy(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
  return answer?.ok === true;
}

async function waitUntilHealthy(url: string, child: Child): Promise<boolean> {
  const deadline = elapsed() + READY_WITHIN_MS;
  while (elapsed() < deadline && !child.hasExited()) {
    if (await isHealthy(url)) return true;
    await sleep(15);
  }
  return false;
}

// Both limits always: without them the server takes two thirds of the memory while it indexes.
const serverArgs = (folder: string, port: number): string[] => [
  ...["--http-addr", `127.0.0.1:${port}`, "--env", "production", "--log-level", "WARN"],
  ...["--db-path", path.join(folder, "index"), "--dump-dir", path.join(folder, "dumps")],
  ...["--snapshot-dir", path.join(folder, "snapshots")],
  ...["--max-indexing-memory", "256MiB", "--max-indexing-threads", "2"],
];

/** The index is a projection of PostgreSQL: one that this server cannot open is thrown away and built anew. */
async function dropForeignIndex(folder: string, { version }: MeilisearchBinary): Promise<string[]> {
  const index = path.join(folder, "index");
  const found = (await readFile(path.join(index, "VERSION"), "utf8").catch(() => version)).trim();
  if (found === version) return [];
  await rm(index, { recursive: true, force: true });
  return [`搜索索引是 Meilisearch ${found} 建的，这里是 ${version}：已删除，将从数据库重新建立。`];
}

interface Server {
  binary: MeilisearchBinary;
  folder: string;
  logFile: string;
  options: MeilisearchOptions;
}

async function startServer({ binary, folder, logFile, options }: Server, port: number) {
  await rm(logFile, { force: true });
  const child = await startChild({
    file: binary.file,
    args: serverArgs(folder, port),
    env: { MEILI_NO_ANALYTICS: "true", MEILI_MASTER_KEY: options.key },
    user: options.user,
    logFile,
    stopSignals: MEILISEARCH_SIGNALS,
  });
  options.onChild?.(child.mark);
  return { child, isUp: await waitUntilHealthy(`http://127.0.0.1:${port}`, child) };
}

/**
 * Starts Meilisearch on a free loopback port.
 * @returns undefined where no Meilisearch can be had: the program then answers from PostgreSQL
 * @throws AppError when there is one and it does not start
 */
export async function startMeilisearch(options: MeilisearchOptions): Promise<RunningMeilisearch | undefined> {
  const { dataFolder, user, key } = options;
  const binary = await meilisearchBinary(dataFolder, user);
  if (binary === undefined) return undefined;
  const folder = path.join(dataFolder, "meilisearch");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user !== undefined) await chown(folder, user.uid, user.gid);
  const notes = await dropForeignIndex(folder, binary);
  const server: Server = { binary, folder, logFile: path.join(folder, "meilisearch.log"), options };
  for (let start = 1; start <= MAX_STARTS; start++) {
    const port = await freePort();
    const { child, isUp } = await startServer(server, port);
    const restart = async (): Promise<Child> => (await startServer(server, port)).child;
    if (isUp) return { url: `http://127.0.0.1:${port}`, key, child, restart, notes };
    await child.stop();
    const known = faultInLog(await tailOf(server.logFile), dataFolder);
    if (known !== undefined) throw known;
    if (start === MAX_STARTS - 1) {
      await rm(path.join(folder, "index"), { recursive: true, force: true });
      notes.push("搜索索引打不开：已删除，将从数据库重新建立。");
    }
  }
  throw childFailed("Meilisearch", server.logFile);
}
