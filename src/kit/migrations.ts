import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { AppError } from "../errors.ts";

const PRISMA_LOCK = 72_707_369; // the advisory lock `prisma migrate` takes: neither runs beside the other
const LOCK_WITHIN_MS = 60_000;

const JOURNAL = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface JournalRow {
  name: string;
  checksum: string;
  isFinished: boolean;
}

async function migrationsIn(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

const failed = (name: string): AppError =>
  new AppError(
    "migration_failed",
    409,
    `数据库变更 ${name} 上次没有执行成功。请按 docs/operations.md “变更失败之后”一节处理后再试。`,
  );
const edited = (name: string): AppError =>
  new AppError("migration_edited", 409, `数据库变更 ${name} 在执行之后被改动过。请恢复 prisma/migrations 里的原文件。`);

/** Pure: what is still to do. @throws AppError when an earlier migration failed or was edited after it ran */
function pendingOf(migrations: readonly Migration[], journal: readonly JournalRow[]): Migration[] {
  const rows = new Map(journal.map((row) => [row.name, row]));
  return migrations.filter(({ name, checksum }) => {
    const row = rows.get(name);
    if (row === undefined) return true;
    if (!row.isFinished) throw failed(name);
    if (row.checksum !== checksum) throw edited(name);
    return false;
  });
}

async function readJournal(client: pg.ClientBase): Promise<JournalRow[]> {
  const { rows } = await client.query<JournalRow>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  );
  return rows;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "jiangtu-migrate",
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => undefined); // a connection that is cut fails the statement that waits on it; that is enough
  await client.connect();
  return client;
}

/**
 * Script and journal row in one transaction: a kill in between leaves nothing, so that the next start simply runs it again. Only a
 * script that the database refused is journalled as failed.
 */
async function apply(client: pg.ClientBase, { name, sql, checksum }: Migration): Promise<void> {
  const insert = `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, logs, finished_at, applied_steps_count)`;
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(`${insert} VALUES ($1, $2, $3, NULL, now(), 1)`, [randomUUID(), checksum, name]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    await client.query(`${insert} VALUES ($1, $2, $3, $4, NULL, 0)`, [randomUUID(), checksum, name, String(error)]);
    throw error;
  }
}

/**
 * Brings the database up to date, as `prisma migrate deploy` would: same journal, checksums and lock, so that either may be used.
 * @param ownerUrl the owner of the tables
 * @param folder prisma/migrations
 * @returns the names applied now, oldest first
 * @throws AppError when an earlier migration failed or was edited, and whatever PostgreSQL says about a new one
 */
export async function applyMigrations(ownerUrl: string, folder: string): Promise<{ applied: string[] }> {
  const migrations = await migrationsIn(folder);
  const client = await connect(ownerUrl);
  try {
    await client.query(`SET lock_timeout = ${LOCK_WITHIN_MS}`);
    await client.query("SELECT pg_advisory_lock($1)", [PRISMA_LOCK]);
    await client.query(JOURNAL);
    const pending = pendingOf(migrations, await readJournal(client));
    for (const migration of pending) await apply(client, migration);
    return { applied: pending.map(({ name }) => name) };
  } finally {
    await client.end(); // gives the lock back
  }
}

/** Names of migrations in the folder that the database has not got. For `doctor`; changes nothing, needs only the right to read. */
export async function pendingMigrations(url: string, folder: string): Promise<string[]> {
  const migrations = await migrationsIn(folder);
  const client = await connect(url);
  try {
    const journal = await client.query<{ table: string | null }>(`SELECT to_regclass('"_prisma_migrations"') AS table`);
    const isThere = journal.rows[0]?.table !== null;
    return pendingOf(migrations, isThere ? await readJournal(client) : []).map(({ name }) => name);
  } finally {
    await client.end();
  }
}
