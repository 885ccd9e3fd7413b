import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { freePort } from "../../src/embedded/free-port.ts";

export interface TestRedis {
  url: string;
  /** Every key with its value, as whoever has stolen them reads them. */
  dump(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Whether this machine has a Redis. CI installs one (.ci/run) and asks for it; elsewhere the half of the tests that needs it is not run, and
 * the run says so.
 */
export function hasRedis(): boolean {
  const isThere = spawnSync("redis-server", ["--version"]).status === 0;
  if (!isThere && process.env["REDIS_EXPECTED"] === "true")
    throw new Error("REDIS_EXPECTED, but there is no redis-server");
  if (!isThere) process.stderr.write("NOT RUN: tests on Redis (no redis-server on this machine)\n");
  return isThere;
}

/** A real Redis of the machine (package redis-server), in memory, for one test file. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const flags = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
    "--daemonize",
    "no",
  ];
  const child: ChildProcess = spawn("redis-server", flags, { stdio: "ignore" });
  const failed = once(child, "error").then(([error]) => {
    throw new Error("these tests need the program redis-server (package redis-server)", { cause: error });
  });
  const url = `redis://127.0.0.1:${port}`;
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  const answers = async (): Promise<void> => {
    for (let tries = 0; tries < 100; tries++) {
      const isUp = await redis.connect().then(
        () => true,
        () => false,
      );
      if (isUp) return;
      await sleep(50);
    }
    throw new Error("redis-server did not answer within 5 s");
  };
  redis.on("error", () => undefined); // it is not there yet
  await Promise.race([answers(), failed]);
  failed.catch(() => undefined);
  return {
    url,
    dump: async () => {
      const keys = await redis.keys("*");
      return JSON.stringify(await Promise.all(keys.map(async (key) => [key, await redis.get(key)])));
    },
    stop: async () => {
      redis.disconnect();
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}
