import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let test: TestDatabase;
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

const rightsOn = async (table: string): Promise<string[]> => {
  const { rows } = await test.db.sql.query<{ right: string }>(
    `SELECT r AS right FROM unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE']) r
     WHERE has_table_privilege(current_user, $1, r)`,
    [table],
  );
  return rows.map(({ right }) => right);
};

it("the program may change rows of every table but the audit trail and the journal of migrations", async () => {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  expect(rows.length).toBeGreaterThan(10);
  for (const { name } of rows) {
    const expected =
      name === "audit"
        ? ["SELECT", "INSERT"]
        : name === "_prisma_migrations"
          ? ["SELECT"]
          : ["SELECT", "INSERT", "UPDATE", "DELETE"];
    expect(await rightsOn(name), name).toEqual(expected);
  }
});

it("a table of a later migration is the program's to use without a new grant", async () => {
  await owner.query("CREATE TABLE later (id INT GENERATED ALWAYS AS IDENTITY, word TEXT)");
  await test.db.sql.query("INSERT INTO later (word) VALUES ('x')");
  expect((await test.db.sql.query("SELECT word FROM later")).rows).toEqual([{ word: "x" }]);
});

it.each([
  ["create a table", "CREATE TABLE mine (id INT)"],
  ["drop one", "DROP TABLE course"],
  ["change one", "ALTER TABLE course ADD COLUMN x INT"],
  ["switch off the guard of the audit trail", "ALTER TABLE audit DISABLE TRIGGER audit_append_only"],
  ["become the owner", "SET ROLE jiangtu_owner"],
  ["create a role", "CREATE ROLE other"],
])("the program may not %s", async (_what, statement) => {
  await expect(test.db.sql.query(statement)).rejects.toThrow(/permission denied|must be owner/);
});
