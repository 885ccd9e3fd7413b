import type { Database } from "../kit/database.ts";
import type { Sealer } from "../kit/sealed.ts";
import type { AccessToken, TokenStore } from "./tokens.ts";

/** Sets these locks apart from others that are keyed by a hash. */
const SEED = 82_110_401;
const WAIT = "SET LOCAL lock_timeout = '10s'";
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended($1, ${SEED}))`;

/** One sealed row per appid; the lock is PostgreSQL's, and falls at once with the process that held it. */
export function createPostgresTokenStore(
  { prisma, sql }: Pick<Database, "prisma" | "sql">,
  sealer: Sealer,
): TokenStore {
  const opened = (sealed: string): string | undefined => {
    try {
      return sealer.open(sealed);
    } catch {
      return undefined; // sealed before the installation's secret was changed: as good as none
    }
  };

  return {
    read: async (appid, now): Promise<AccessToken | undefined> => {
      const row = await prisma.wechatToken.findUnique({ where: { appid } });
      if (row === null || row.expiresAt <= now) return undefined;
      const token = opened(row.sealed);
      return token === undefined ? undefined : { token, expiresAt: row.expiresAt };
    },
    write: async (appid, { token, expiresAt }) => {
      const facts = { sealed: sealer.seal(token), expiresAt };
      await prisma.wechatToken.upsert({ where: { appid }, create: { appid, ...facts }, update: facts });
    },
    deleteIfSame: async (appid, token) => {
      const row = await prisma.wechatToken.findUnique({ where: { appid } });
      if (row === null || opened(row.sealed) !== token) return;
      // Each sealing differs, so the row is deleted only if nobody has written since.
      await prisma.wechatToken.deleteMany({ where: { appid, sealed: row.sealed } });
    },
    alone: async (appid, work) => {
      const connection = await sql.connect();
      let fault: Error | undefined;
      // While the work asks the platform the connection idles, and nobody else hears that it broke.
      const onError = (error: Error): void => {
        fault = error;
      };
      connection.on("error", onError);
      try {
        await connection.query("BEGIN");
        await connection.query(WAIT);
        await connection.query(LOCK, [appid]);
        return await work();
      } finally {
        await connection.query("COMMIT").catch(onError);
        connection.off("error", onError);
        connection.release(fault);
      }
    },
  };
}
