import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type Database, openDatabase } from "../../src/kit/database.ts";

export interface TestDatabase {
  /** As the role of the program. */
  db: Database;
  url: string;
  ownerUrl: string;
  drop(): Promise<void>;
}

const named = (url: string, database: string): string => {
  const copy = new URL(url);
  copy.pathname = `/${database}`;
  return copy.href;
};

/** Runs one statement as the owner of the server, beside any database of a test. */
async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: named(inject("template").ownerUrl, "postgres") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of its own for one test file: tables, rights and reference data as after a first start. */
export async function freshDatabase(): Promise<TestDatabase> {
  const template = inject("template");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(`CREATE DATABASE "${name}" TEMPLATE "${new URL(template.ownerUrl).pathname.slice(1)}"`);
  const url = named(template.appUrl, name);
  const db = openDatabase(url);
  return {
    db,
    url,
    ownerUrl: named(template.ownerUrl, name),
    drop: async () => {
      await db.close();
      await onServer(`DROP DATABASE "${name}" WITH (FORCE)`);
    },
  };
}
