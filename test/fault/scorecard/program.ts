import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { elapsed } from "../../../src/kit/clock.ts";
import { projectPath } from "../../../src/kit/root.ts";
import { type Child, startChild } from "./child.ts";
import type { Ground } from "./ground.ts";
import { secondsUntil } from "./wait.ts";

const START_WITHIN_MS = 90_000;

export interface ProgramOptions {
  roles: "all" | "web" | "worker";
  /** Of the web server; a worker listens nowhere. */
  port?: number;
  /** Where it finds the engine, when not directly. */
  meiliUrl?: string;
  demoCourses?: number;
  /** More of its environment. */
  env?: Record<string, string>;
}

/** The real program, `node dist/main.js start`, on the row's services. Started again in the same folder after a kill, as a supervisor would. */
export interface Program {
  start(): Promise<Child>;
  /** Removes its folder. */
  remove(): Promise<void>;
}

const hasAnswered = async (port: number): Promise<boolean> =>
  (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.status === 200;

export async function aProgram({ databaseUrl, meili, secret }: Ground, options: ProgramOptions): Promise<Program> {
  const { roles, port, meiliUrl = meili.url, demoCourses = 0, env: more = {} } = options;
  const folder = await mkdtemp(path.join(os.tmpdir(), "jiangtu-scorecard-"));
  const env = {
    ...{ ROLES: roles, DATA_DIR: folder, DATABASE_URL: databaseUrl, MEILI_URL: meiliUrl, MEILI_KEY: meili.key },
    ...{ SECRET: secret, PORT: `${port ?? 0}`, DEMO_COURSES: `${demoCourses}`, LOG_LEVEL: "warn", TRUST_PROXY: "true" },
    ...more,
  };
  return {
    start: async () => {
      const child = await startChild([projectPath("dist/main.js"), "start"], env);
      const isUp = async (): Promise<boolean> => {
        if (child.hasEnded()) throw new Error(`the program ended before it was ready: ${child.said()}`);
        return port === undefined ? child.said().includes("后台任务已启动") : await hasAnswered(port);
      };
      if (Number.isFinite(await secondsUntil(isUp, elapsed(), START_WITHIN_MS))) return child;
      await child.end("SIGKILL");
      throw new Error(`the program was not ready in time: ${child.said()}`);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
