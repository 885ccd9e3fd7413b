import type { Database } from "../kit/database.ts";
import type { Log } from "../kit/log.ts";
import { createSealer } from "../kit/sealed.ts";
import { createPostgresTokenStore } from "./token-store-postgres.ts";
import { createRedisTokenStore } from "./token-store-redis.ts";
import type { TokenStore } from "./tokens.ts";

interface TokenStoreNeeds {
  db: Database;
  /** Where the installation has a Redis, tokens are kept there. */
  redisUrl?: string | undefined;
  /** Keys what is sealed. */
  secret: string;
  log: Log;
}

/** The store of access tokens all processes of an installation share. */
export function openTokenStore({
  db,
  redisUrl,
  secret,
  log,
}: TokenStoreNeeds): TokenStore & { close(): Promise<void> } {
  const sealer = createSealer(secret, "wechat-token");
  return redisUrl === undefined
    ? { ...createPostgresTokenStore(db, sealer), close: async () => undefined }
    : createRedisTokenStore(redisUrl, sealer, log);
}
