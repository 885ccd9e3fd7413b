import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { checkDisk, checkEngine, checkPort, checkRedis, checkRights } from "../../src/embedded/checks.ts";
import { checkDatabase, checkMigrations } from "../../src/embedded/database-checks.ts";
import { projectPath } from "../../src/kit/root.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { testEngine } from "../support/engine.ts";

const MIGRATIONS = projectPath("prisma/migrations");
const Listening = z.object({ port: z.number() });

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

/** A port on which nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = Listening.parse(server.address());
  server.close();
  await once(server, "close");
  return port;
}

describe("the database", () => {
  it("is all well under the program's role", async () => {
    const checks = await checkDatabase(test.url, MIGRATIONS, false);
    expect(checks.map(({ name, isOk }) => [name, isOk])).toEqual([
      ["PostgreSQL 版本", true],
      ["数据库编码", true],
      ["数据库角色", true],
      ["数据库结构", true],
    ]);
  });

  it("is found fault with when the program would be a superuser", async () => {
    const faults = (await checkDatabase(test.ownerUrl, MIGRATIONS, false)).filter(({ isOk }) => !isOk);
    expect(faults).toMatchObject([{ name: "数据库角色", advice: expect.stringContaining("NOSUPERUSER") }]);
  });

  it("that does not answer is one line with what to do, and no password", async () => {
    const url = `postgresql://a:geheim@127.0.0.1:${await deadPort()}/c`;
    const checks = await checkDatabase(url, MIGRATIONS, false);
    expect(checks).toMatchObject([{ isOk: false, advice: expect.stringContaining("DATABASE_URL") }]);
    expect(JSON.stringify(checks)).not.toContain("geheim");
  });

  it("with migrations pending is well only where the next start applies them", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "jiangtu-doctor-"));
    try {
      await mkdir(path.join(folder, "9_later"));
      await writeFile(path.join(folder, "9_later/migration.sql"), "SELECT 1");
      const [byHand, byItself] = [false, true].map((appliesItself) => checkMigrations(test.url, folder, appliesItself));
      expect(await byHand).toMatchObject({ isOk: false, advice: expect.stringContaining("npm run migrate") });
      expect(await byItself).toMatchObject({ isOk: true, finding: expect.stringContaining("1 项") });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("the engine", () => {
  it("is well with its key and tells its version", async () => {
    const { url, key } = testEngine();
    expect(await checkEngine(url, key)).toMatchObject({
      isOk: true,
      finding: expect.stringMatching(/1\.\d+\.\d+（.+），索引设置第 \d+ 版 [0-9a-f]{8}/u),
    });
  });

  it("that refuses the key is told from one that is away", async () => {
    const refused = await checkEngine(testEngine().url, "wrong-key-wrong-key");
    expect(refused).toMatchObject({ isOk: false, advice: expect.stringContaining("MEILI_KEY") });
    const away = await checkEngine(`http://127.0.0.1:${await deadPort()}`, "wrong-key-wrong-key");
    expect(away).toMatchObject({ isOk: false, advice: expect.stringContaining("MEILI_URL") });
  });
});

it("a Redis that is away is one line with what to do, and no password", async () => {
  const check = await checkRedis(`redis://:geheim@127.0.0.1:${await deadPort()}`);
  expect(check).toMatchObject({ isOk: false, advice: expect.stringContaining("REDIS_URL") });
  expect(JSON.stringify(check)).not.toContain("geheim");
});

it("a port in use is told from a free one", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = Listening.parse(server.address());
  expect(await checkPort("127.0.0.1", port)).toMatchObject({ isOk: false, advice: expect.stringContaining("PORT") });
  server.close();
  await once(server, "close");
  expect(await checkPort("127.0.0.1", port)).toMatchObject({ isOk: true });
});

it("a data folder open to others is found, and the free space of its disk told", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "jiangtu-doctor-"));
  try {
    await chmod(folder, 0o711);
    expect(await checkRights(folder)).toMatchObject({ isOk: true });
    await chmod(folder, 0o755);
    expect(await checkRights(folder)).toMatchObject({ isOk: false, advice: `请运行 chmod go-rw ${folder}` });
    expect(await checkDisk(folder)).toMatchObject({ isOk: true, finding: expect.stringMatching(/剩余 \d+ GB/) });
  } finally {
    await rm(folder, { recursive: true });
  }
});
