// The whole program as people run it: `node dist/main.js start` (npm test builds dist first).
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { isAlive, type ProcessMark } from "../../src/embedded/process-table.ts";
import { projectPath } from "../../src/kit/root.ts";

interface Program {
  child: ChildProcess;
  /** Everything it said so far, on both outputs. */
  said(): string;
  /** @returns the exit status; null after SIGKILL */
  ended: Promise<number | null>;
}

const Run = z.object({
  address: z.string(),
  children: z.array(z.object({ pid: z.number(), born: z.string() })),
});
const Reply = z.object({ parts: z.array(z.object({ kind: z.string() })) });

let folder: string;
const programs: Program[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "jiangtu-program-"));
  await chmod(folder, 0o755);
});
afterEach(async () => {
  for (const { child, ended } of programs.splice(0)) {
    child.kill("SIGTERM");
    const patience = setTimeout(() => child.kill("SIGKILL"), 15_000); // one that hangs fails its own test, not all others
    await ended;
    clearTimeout(patience);
  }
});
afterAll(() => rm(folder, { recursive: true }));

function run(command: string, env: NodeJS.ProcessEnv = {}): Program {
  const child = spawn(process.execPath, [projectPath("dist/main.js"), command], {
    env: { PATH: process.env["PATH"], DATA_DIR: path.join(folder, "data"), PORT: "0", DEMO_COURSES: "60", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // a process group of its own, as in a terminal
  });
  let text = "";
  for (const output of [child.stdout, child.stderr]) output?.on("data", (chunk) => (text += String(chunk)));
  const ended = once(child, "close").then(() => child.exitCode);
  const program = { child, said: () => text, ended };
  programs.push(program);
  return program;
}

/** Starts the program and waits until it tells commands that it is up. */
async function started(): Promise<{ program: Program; address: string; children: ProcessMark[] }> {
  const program = run("start");
  await expect
    .poll(() => program.child.exitCode ?? program.said(), { timeout: 90_000, interval: 100 })
    .toEqual(expect.stringContaining("/console"));
  return { program, ...Run.parse(JSON.parse(await readFile(path.join(folder, "data/run.json"), "utf8"))) };
}

const ask = async (address: string, text: string) => {
  const answer = await fetch(`${address}/v1/chat`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ sessionId: "start-stop-0123456789-abc", text }),
  });
  return Reply.parse(await answer.json());
};
const areAlive = (marks: readonly ProcessMark[]): Promise<boolean[]> => Promise.all(marks.map(isAlive));
const idsOf = async (address: string): Promise<unknown> => {
  const answer = await fetch(`${address}/v1/courses?place=510000&sort=cheapest`);
  const { items } = z.object({ items: z.array(z.looseObject({ id: z.string() })) }).parse(await answer.json());
  return items.map(({ id }) => id);
};

describe("the whole program", { timeout: 120_000 }, () => {
  it("starts, answers, and leaves no child at SIGTERM", async () => {
    const { program, address, children } = await started();
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    expect((await ask(address, "成都有没有培训班")).parts.length).toBeGreaterThan(0);
    expect(await areAlive(children)).toEqual([true, true]);
    program.child.kill("SIGTERM");
    expect(await program.ended).toBe(0);
    expect(await areAlive(children)).toEqual([false, false]);
  });

  it("ends in order at Ctrl-C, which a terminal sends to the whole process group", async () => {
    const { program, children } = await started();
    process.kill(-(program.child.pid ?? expect.fail("no pid")), "SIGINT");
    expect(await program.ended).toBe(0);
    expect(program.said()).not.toMatch(/意外停止|"level":50/);
    expect(await areAlive(children)).toEqual([false, false]);
  });

  it("comes back after SIGKILL with what it had", async () => {
    const first = await started();
    const before = await idsOf(first.address);
    first.program.child.kill("SIGKILL");
    await first.program.ended;
    const second = await started();
    expect(before).not.toEqual([]);
    expect(await idsOf(second.address)).toEqual(before);
    expect(await areAlive(first.children)).toEqual([false, false]);
  });

  it("leaves nothing running when told to stop while it starts", async () => {
    const program = run("start");
    const runFile = path.join(folder, "data/run.json");
    await expect.poll(() => readFile(runFile, "utf8").catch(() => ""), { timeout: 30_000 }).toContain("postgresql://");
    const { children } = Run.partial().parse(JSON.parse(await readFile(runFile, "utf8")));
    program.child.kill("SIGTERM");
    await program.ended;
    expect(children).toHaveLength(2);
    expect(await areAlive(children ?? [])).toEqual([false, false]);
  });

  it("says where it runs when started a second time, and status 2", async () => {
    const { address } = await started();
    const second = run("start");
    expect(await second.ended).toBe(2);
    expect(second.said()).toContain("already_running");
    expect(second.said()).toContain(address);
    expect((await fetch(`${address}/livez`)).status).toBe(200);
  });

  it("says what to do when its port is taken, with status 2, and leaves no child", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = z.object({ port: z.number() }).parse(taken.address());
    const program = run("start", { PORT: `${port}` });
    await expect.poll(() => program.said().includes("port_in_use"), { timeout: 60_000 }).toBe(true);
    await expect.poll(() => program.child.exitCode, { timeout: 15_000 }).toBe(2);
    taken.close();
    await expect(readFile(path.join(folder, "data/run.json"))).rejects.toThrow(/ENOENT/);
  });

  it("is joined by doctor and migrate, which leave it running", async () => {
    const { address, children } = await started();
    const doctor = run("doctor");
    expect(await doctor.ended, doctor.said()).toBe(0);
    expect(doctor.said()).toContain(`正在运行：${address}`);
    const secrets = z.object({ demoPassword: z.string() });
    const { demoPassword } = secrets.parse(JSON.parse(await readFile(path.join(folder, "data/secrets.json"), "utf8")));
    expect(doctor.said()).toContain(demoPassword);
    const migrate = run("migrate");
    expect(await migrate.ended, migrate.said()).toBe(0);
    expect(migrate.said()).toContain("已经是最新的");
    expect(await areAlive(children)).toEqual([true, true]);
  });
});
