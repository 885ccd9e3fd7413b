import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { projectPath, projectRoot } from "../../src/kit/root.ts";
import { atMost, type Figure, measured, median } from "./report.ts";

const ROUNDS = 5;
const READY_LIMIT_MS = 120_000;
const REST_MS = 15_000;
const MB = 1024 * 1024;
const COURSES = 3000;

/** A copy of the checkout as `git clone` would make it, sharing node_modules: right after `npm ci`, before the first build. */
function freshCheckout(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "jiangtu-startup-"));
  execFileSync("chmod", ["755", folder]);
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: projectRoot, encoding: "utf8" });
  for (const file of files.trim().split("\n")) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    cpSync(projectPath(file), path.join(folder, file));
  }
  symlinkSync(projectPath("node_modules"), path.join(folder, "node_modules"));
  return folder;
}

const Found = z.object({ results: z.array(z.object({ courseId: z.string() })) });

/** How many different courses the engine holds, asked of the engine itself (a search counts to 1,000 at most). */
async function coursesFound(dataFolder: string): Promise<number> {
  const { meili } = await readRun(dataFolder);
  const answer = await fetch(`${meili.url}/indexes/courses/documents?fields=courseId&limit=${COURSES * 10}`, {
    headers: { authorization: `Bearer ${meili.key}` },
  });
  return new Set(Found.parse(await answer.json()).results.map(({ courseId }) => courseId)).size;
}

const Run = z.object({ meili: z.object({ url: z.string(), key: z.string() }) });
const readRun = async (dataFolder: string): Promise<z.infer<typeof Run>> =>
  Run.parse(JSON.parse(await readFile(path.join(dataFolder, "run.json"), "utf8")));

/** Starts the program as a user would. @returns milliseconds until /readyz is 200 and the engine holds every demo course */
async function start(folder: string, port: number): Promise<{ child: ChildProcess; ms: number }> {
  const started = performance.now();
  const env = {
    ...process.env,
    PORT: `${port}`,
    PROFILE: "demo",
    DATA_DIR: path.join(folder, "data-of-this-run"),
    LOG_LEVEL: "warn",
  };
  for (const name of ["DATABASE_URL", "DATABASE_OWNER_URL", "MEILI_URL", "MEILI_KEY", "REDIS_URL"])
    delete env[name as keyof typeof env];
  const child = spawn("npm", ["start"], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  while (performance.now() - started < READY_LIMIT_MS) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}:\n${output}`);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (ready?.status === 200) {
      const ms = performance.now() - started;
      const found = await coursesFound(env.DATA_DIR);
      if (found < COURSES) throw new Error(`ready, but the engine finds only ${found} of ${COURSES} courses`);
      return { child, ms };
    }
    await sleep(20);
  }
  throw new Error(`not ready after ${READY_LIMIT_MS} ms:\n${output}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("close", resolve));
  process.kill(-child.pid, "SIGINT");
  await ended;
}

/** Processes below `pid`, itself included. */
function treeOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {} // the process ended while we looked
  }
  const tree = [pid];
  for (const parent of tree) for (const [child, its] of parents) if (its === parent) tree.push(child);
  return tree;
}

/** Proportional set size over a process tree, in bytes. */
const pssOf = (pid: number): number =>
  treeOf(pid).reduce((sum, one) => {
    try {
      return sum + Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, "utf8"))?.[1] ?? 0) * 1024;
    } catch {
      return sum; // ended while we looked
    }
  }, 0);

/** Cold and warm start through `npm start`, and memory at rest. */
export async function run(): Promise<Figure[]> {
  const cold: number[] = [];
  const warm: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const folder = freshCheckout();
    const port = 21_000 + Math.floor(Math.random() * 20_000);
    try {
      const first = await start(folder, port);
      cold.push(first.ms);
      if (round === 0) {
        await sleep(REST_MS);
        memory.push(pssOf(first.child.pid ?? 0) / MB);
      }
      await stop(first.child);
      const second = await start(folder, port);
      warm.push(second.ms);
      await stop(second.child);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    process.stderr.write(
      `${JSON.stringify({ progress: "startup", done: round + 1, total: ROUNDS, coldMs: cold.at(-1), warmMs: warm.at(-1) })}\n`,
    );
  }
  return [
    atMost("cold start, median of five", median(cold) / 1000, "s", 12),
    measured("cold start, slowest", Math.max(...cold) / 1000, "s"),
    atMost("warm start, median of five", median(warm) / 1000, "s", 4),
    measured("warm start, slowest", Math.max(...warm) / 1000, "s"),
    atMost("memory at rest (Pss of the process tree)", median(memory), "MB", 900),
  ];
}
