import pg from "pg";

/** Owns the tables and runs the migrations. */
export const OWNER_ROLE = "jiangtu_owner";
/** What the program connects as: may read and write rows, may not create, alter or bypass anything. */
export const APP_ROLE = "jiangtu_app";
const DATABASE = "jiangtu";

/** Makes role and database when they are missing. @returns the name of the database */
export async function createDatabase(superuser: pg.Client, appPassword: string): Promise<string> {
  const role = superuser.escapeIdentifier(APP_ROLE);
  const roles = await superuser.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [APP_ROLE]);
  if (roles.rowCount === 0)
    await superuser.query(
      `CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${superuser.escapeLiteral(appPassword)}`,
    );
  const databases = await superuser.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
  if (databases.rowCount === 0) await superuser.query(`CREATE DATABASE ${DATABASE}`);
  return DATABASE;
}

/** Tables of which the program may add rows but never change one, and those it may only read. */
const APPEND_ONLY = ["audit"];
const READ_ONLY = ["_prisma_migrations"];

/**
 * Lets the program's role work with the tables that exist and with those that later migrations bring. To be called after every
 * migration; changes nothing when nothing is new.
 * @param ownerUrl the owner of the tables
 */
export async function grantTables(ownerUrl: string, appRole: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const role = client.escapeIdentifier(appRole);
  try {
    await client.query("BEGIN");
    await client.query(`
      GRANT USAGE ON SCHEMA public TO ${role};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role};
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role};
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ${role};`);
    const { rows } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY($1)",
      [[...APPEND_ONLY, ...READ_ONLY]],
    );
    for (const { name } of rows) {
      const forbidden = READ_ONLY.includes(name) ? "INSERT, UPDATE, DELETE" : "UPDATE, DELETE";
      await client.query(`REVOKE ${forbidden} ON ${client.escapeIdentifier(name)} FROM ${role}`);
    }
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}
