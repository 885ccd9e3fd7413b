import pg from "pg";
import { AppError } from "../errors.ts";
import { pendingMigrations } from "../kit/migrations.ts";
import { bad, type Check, good } from "./checks.ts";

const OLDEST_MAJOR = 16;

interface Facts {
  version: string;
  encoding: string;
  ctype: string;
  provider: string;
  role: string;
  mayTooMuch: boolean;
}

const FACTS = `
  SELECT current_setting('server_version') AS version, pg_encoding_to_char(d.encoding) AS encoding, d.datctype AS ctype,
         d.datlocprovider AS provider, current_user AS role, r.rolsuper OR r.rolbypassrls AS "mayTooMuch"
  FROM pg_database d, pg_roles r WHERE d.datname = current_database() AND r.rolname = current_user`;

async function factsOf(url: string): Promise<Facts | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000, query_timeout: 3_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Facts>(FACTS);
    return rows[0];
  } finally {
    await client.end();
  }
}

/** Pure: what the facts mean. */
export function judgeDatabase({ version, encoding, ctype, provider, role, mayTooMuch }: Facts): Check[] {
  const isNewEnough = Number.parseInt(version, 10) >= OLDEST_MAJOR;
  // With the character type C, or the builtin provider, PostgreSQL takes Chinese characters for no letters at all.
  const knowsChinese = encoding === "UTF8" && /utf-?8$/i.test(ctype) && provider !== "b";
  return [
    isNewEnough
      ? good("PostgreSQL 版本", version)
      : bad("PostgreSQL 版本", `${version} 太旧`, `请升级到 ${OLDEST_MAJOR} 或更新的版本。`),
    knowsChinese
      ? good("数据库编码", `${encoding}，${ctype}`)
      : bad("数据库编码", `${encoding}，${ctype}`, "请用 ENCODING UTF8、LC_CTYPE C.UTF-8 重新建库后导入数据。"),
    mayTooMuch
      ? bad(
          "数据库角色",
          `${role} 权限过大`,
          `请运行 ALTER ROLE ${role} NOSUPERUSER NOBYPASSRLS，并另设所有者执行变更。`,
        )
      : good("数据库角色", `${role}，不是超级用户`),
  ];
}

/** @param appliesItself true where the next start brings the database up to date by itself */
export async function checkMigrations(url: string, folder: string, appliesItself: boolean): Promise<Check> {
  const name = "数据库结构";
  try {
    const pending = await pendingMigrations(url, folder);
    if (pending.length === 0) return good(name, "是最新的");
    const finding = `有 ${pending.length} 项变更待执行`;
    return appliesItself ? good(name, `${finding}，启动时自动执行`) : bad(name, finding, "请运行 npm run migrate。");
  } catch (error) {
    return bad(
      name,
      error instanceof AppError ? error.message : "读不到变更记录",
      "见 docs/operations.md “数据库变更”。",
    );
  }
}

/** Reachable, new enough, in UTF-8, not as superuser, up to date. */
export async function checkDatabase(url: string, migrations: string, appliesItself: boolean): Promise<Check[]> {
  const facts = await factsOf(url).catch(() => undefined);
  if (facts === undefined)
    return [bad("PostgreSQL", "连不上", "请确认数据库已启动，DATABASE_URL 的地址、用户名和密码正确。")];
  return [...judgeDatabase(facts), await checkMigrations(url, migrations, appliesItself)];
}
