import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { z } from "zod";
import { elapsed } from "../kit/clock.ts";
import type { Log } from "../kit/log.ts";
import type { Sealer } from "../kit/sealed.ts";
import type { AccessToken, TokenStore } from "./tokens.ts";

const LOCK_MS = 10_000;
const POLL_MS = 50;
const DELETE_IF_SAME = `if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0`;

const keyOf = (appid: string): string => `wx:tok:${appid}`;
const Stored = z.strictObject({ token: z.string(), expiresAt: z.coerce.date() });

export interface RedisTokenStore extends TokenStore {
  close(): Promise<void>;
}

/** The same store where the installation has a Redis: a sealed value that expires by itself, and a lock that does. */
export function createRedisTokenStore(redisUrl: string, sealer: Sealer, log: Log): RedisTokenStore {
  const redis = new Redis(redisUrl, { connectTimeout: 1_000, maxRetriesPerRequest: 2 });
  redis.on("error", (error: Error) => log.warn({ err: error }, "token store"));

  const opened = (sealed: string): AccessToken | undefined => {
    try {
      return Stored.parse(JSON.parse(sealer.open(sealed)));
    } catch {
      return undefined; // sealed before the installation's secret was changed: as good as none
    }
  };

  const lock = async (key: string, holder: string): Promise<void> => {
    const until = elapsed() + LOCK_MS;
    while ((await redis.set(key, holder, "PX", LOCK_MS, "NX")) !== "OK") {
      if (elapsed() > until) throw new Error("the lock of the access token was not free within 10 s");
      await sleep(POLL_MS);
    }
  };

  return {
    read: async (appid, now) => {
      const sealed = await redis.get(keyOf(appid));
      const stored = sealed === null ? undefined : opened(sealed);
      return stored !== undefined && stored.expiresAt > now ? stored : undefined;
    },
    write: async (appid, token, now) => {
      const lifeMs = Math.max(token.expiresAt.getTime() - now.getTime(), 1);
      await redis.set(keyOf(appid), sealer.seal(JSON.stringify(token)), "PX", lifeMs);
    },
    deleteIfSame: async (appid, token) => {
      const sealed = await redis.get(keyOf(appid));
      // Each sealing differs, so the value is deleted only if nobody has written since.
      if (sealed !== null && opened(sealed)?.token === token) await redis.eval(DELETE_IF_SAME, 1, keyOf(appid), sealed);
    },
    alone: async (appid, work) => {
      const key = `${keyOf(appid)}:lock`;
      const holder = randomUUID();
      await lock(key, holder);
      try {
        return await work();
      } finally {
        // Should Redis be away, the lock falls by itself.
        await redis.eval(DELETE_IF_SAME, 1, key, holder).catch(() => undefined);
      }
    },
    close: async () => {
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}
