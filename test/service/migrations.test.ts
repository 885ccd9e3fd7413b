import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applyMigrations, pendingMigrations } from "../../src/kit/migrations.ts";
import { projectPath } from "../../src/kit/root.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let test: TestDatabase;
let folder: string;
let owner: pg.Client;

beforeAll(async () => {
  test = await freshDatabase();
  owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await test.drop();
});
beforeEach(async () => {
  await owner.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO jiangtu_app`);
  folder = await mkdtemp(path.join(os.tmpdir(), "jiangtu-migrations-"));
  return () => rm(folder, { recursive: true });
});

const addMigration = async (name: string, sql: string): Promise<void> => {
  await cp(projectPath("prisma/migrations/migration_lock.toml"), path.join(folder, "migration_lock.toml"));
  const file = path.join(folder, name, "migration.sql");
  await cp(projectPath("prisma/migrations/migration_lock.toml"), file); // makes the folder
  await writeFile(file, sql);
};
const journal = async () =>
  (await owner.query(`SELECT migration_name, checksum, finished_at, applied_steps_count, logs FROM _prisma_migrations`))
    .rows;

describe("applyMigrations", () => {
  it("applies the project's own migrations once, with Prisma's journal", async () => {
    const names = (await readdir(projectPath("prisma/migrations"))).filter((name) => !name.endsWith(".toml")).sort();
    expect(await applyMigrations(test.ownerUrl, projectPath("prisma/migrations"))).toEqual({ applied: names });
    expect(await applyMigrations(test.ownerUrl, projectPath("prisma/migrations"))).toEqual({ applied: [] });
    const rows = await journal();
    expect(rows.map((row) => row.migration_name)).toEqual(names);
    for (const row of rows) {
      const sql = await readFile(projectPath("prisma/migrations", row.migration_name, "migration.sql"));
      expect(row.checksum).toBe(createHash("sha256").update(sql).digest("hex"));
      expect(row).toMatchObject({ applied_steps_count: 1, logs: null, finished_at: expect.any(Date) });
    }
  });

  it("applies in the order of names and tells what is pending without changing anything", async () => {
    await addMigration("2_second", `ALTER TABLE "thing" ADD COLUMN "note" TEXT`);
    await addMigration("1_first", `CREATE TABLE "thing" (id INT)`);
    expect(await pendingMigrations(test.ownerUrl, folder)).toEqual(["1_first", "2_second"]);
    expect((await owner.query("SELECT to_regclass('thing') AS t")).rows[0].t).toBeNull();
    expect(await applyMigrations(test.ownerUrl, folder)).toEqual({ applied: ["1_first", "2_second"] });
    expect(await pendingMigrations(test.ownerUrl, folder)).toEqual([]);
  });

  it("runs a migration once when two programs start together", async () => {
    await addMigration("1_slow", `SELECT pg_sleep(0.3); CREATE TABLE "once" (id INT)`);
    const runs = await Promise.all([applyMigrations(test.ownerUrl, folder), applyMigrations(test.ownerUrl, folder)]);
    expect(runs.map(({ applied }) => applied.length).sort()).toEqual([0, 1]);
    expect(await journal()).toHaveLength(1);
  });

  it("leaves nothing of a script that the database refuses, journals it as failed and refuses to go on", async () => {
    await addMigration("1_broken", `CREATE TABLE "half" (id INT); CREATE TABLE "half" (id INT)`);
    await expect(applyMigrations(test.ownerUrl, folder)).rejects.toThrow(/already exists/);
    expect((await owner.query("SELECT to_regclass('half') AS t")).rows[0].t).toBeNull();
    expect(await journal()).toMatchObject([{ finished_at: null, logs: expect.stringContaining("already exists") }]);
    await expect(applyMigrations(test.ownerUrl, folder)).rejects.toMatchObject({ code: "migration_failed" });
    await owner.query(`UPDATE _prisma_migrations SET rolled_back_at = now()`);
    await addMigration("1_broken", `CREATE TABLE "half" (id INT)`);
    expect(await applyMigrations(test.ownerUrl, folder)).toEqual({ applied: ["1_broken"] });
  });

  it("leaves nothing of a script whose connection was cut, and runs it at the next call", async () => {
    await addMigration("1_cut", `CREATE TABLE "cut" (id INT); SELECT pg_sleep(10)`);
    const cut = applyMigrations(test.ownerUrl, folder);
    const isRunning = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'jiangtu-migrate' AND wait_event = 'PgSleep' AND datname = current_database()`;
    const outcome = expect(cut).rejects.toThrow();
    for (let attempt = 0; attempt < 400; attempt++) {
      if ((await owner.query(isRunning)).rowCount) break;
      await sleep(20); // the script may take its time to begin
    }
    await outcome;
    expect(await journal()).toEqual([]);
    await addMigration("1_cut", `CREATE TABLE "cut" (id INT)`);
    expect(await applyMigrations(test.ownerUrl, folder)).toEqual({ applied: ["1_cut"] });
  });

  it("refuses a migration that was edited after it ran", async () => {
    await addMigration("1_first", `CREATE TABLE "thing" (id INT)`);
    await applyMigrations(test.ownerUrl, folder);
    await addMigration("1_first", `CREATE TABLE "thing" (id BIGINT)`);
    await expect(applyMigrations(test.ownerUrl, folder)).rejects.toMatchObject({ code: "migration_edited" });
  });
});
