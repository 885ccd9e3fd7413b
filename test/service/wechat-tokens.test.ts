import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/kit/database.ts";
import { createLog } from "../../src/kit/log.ts";
import { createSealer } from "../../src/kit/sealed.ts";
import { createPostgresTokenStore } from "../../src/wechat/token-store-postgres.ts";
import { createRedisTokenStore } from "../../src/wechat/token-store-redis.ts";
import { createTokens, type TokenStore } from "../../src/wechat/tokens.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { hasRedis, startRedis } from "../support/redis.ts";

const sealer = createSealer("a secret of the test that is long enough", "wechat_token");
const NOW = new Date("2026-03-01T04:00:00Z");
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

interface Bed {
  /** A store as another process would have it. */
  open(): TokenStore;
  /** All that is kept, as somebody reads it who has stolen it. */
  dump(): Promise<string>;
  stop(): Promise<void>;
}

async function onPostgres(): Promise<Bed> {
  const test: TestDatabase = await freshDatabase();
  return {
    open: () => createPostgresTokenStore(test.db, sealer),
    dump: async () => JSON.stringify(await test.db.prisma.wechatToken.findMany()),
    stop: () => test.drop(),
  };
}

async function onRedis(): Promise<Bed> {
  const redis = await startRedis();
  const opened: { close(): Promise<void> }[] = [];
  return {
    open: () => {
      const store = createRedisTokenStore(redis.url, sealer, createLog("silent"));
      opened.push(store);
      return store;
    },
    dump: redis.dump,
    stop: async () => {
      await Promise.all(opened.map((store) => store.close()));
      await redis.stop();
    },
  };
}

/** The platform's side: a new token for each fetch, after a while. */
function issuer(waitMs = 30) {
  const issued: string[] = [];
  return {
    issued,
    fetchToken: async () => {
      await sleep(waitMs);
      issued.push(`plain-token-${issued.length + 1}`);
      return { token: `plain-token-${issued.length}`, expiresInSeconds: 7_200 };
    },
  };
}

const STORES: [string, () => Promise<Bed>][] = [["PostgreSQL", onPostgres]];
if (hasRedis()) STORES.push(["Redis", onRedis]);

describe.each(STORES)("access tokens kept in %s", (_name, make) => {
  let bed: Bed;
  let appid: string;
  let accounts = 0;
  beforeAll(async () => {
    bed = await make();
  });
  afterAll(() => bed.stop());
  beforeEach(() => {
    accounts += 1;
    appid = `wx${String(accounts).padStart(16, "0")}`;
  });

  const manager = (fetchToken: ReturnType<typeof issuer>["fetchToken"], at: { now: Date } = { now: NOW }) =>
    createTokens({ appid, store: bed.open(), fetchToken, clock: { now: () => at.now } });

  it("are fetched once for a hundred callers of one process", async () => {
    const { issued, fetchToken } = issuer();
    const tokens = manager(fetchToken);
    const got = await Promise.all(Array.from({ length: 100 }, () => tokens.current()));
    expect(new Set(got)).toEqual(new Set(["plain-token-1"]));
    expect(issued).toHaveLength(1);
  });

  it("are fetched once for two processes that ask at the same moment", async () => {
    const { issued, fetchToken } = issuer();
    const pair = [manager(fetchToken), manager(fetchToken)];
    const got = await Promise.all(pair.flatMap((tokens) => [tokens.current(), tokens.current()]));
    expect(new Set(got)).toEqual(new Set(["plain-token-1"]));
    expect(issued).toHaveLength(1);
  });

  it("are taken over by a process that starts later", async () => {
    const { issued, fetchToken } = issuer();
    await manager(fetchToken).current();
    expect(await manager(fetchToken).current()).toBe("plain-token-1");
    expect(issued).toHaveLength(1);
  });

  it("end five minutes early", async () => {
    const { fetchToken } = issuer();
    const at = { now: NOW };
    const tokens = manager(fetchToken, at);
    await tokens.current();
    at.now = later(7_200 - 301);
    expect(await tokens.current()).toBe("plain-token-1");
    at.now = later(7_200 - 300);
    expect(await tokens.current()).toBe("plain-token-2");
  });

  it("are fetched anew once when the platform refuses one that two processes hold", async () => {
    const { issued, fetchToken } = issuer();
    const [first, second] = [manager(fetchToken), manager(fetchToken)];
    const stale = await first.current();
    expect(await second.current()).toBe(stale);
    await first.discard(stale);
    const fresh = await first.current();
    await second.discard(stale); // late: the stored token is the new one, and stays
    expect(await second.current()).toBe(fresh);
    expect(issued).toEqual([stale, fresh]);
  });

  it("are asked for again after a fetch that failed", async () => {
    let tries = 0;
    const { fetchToken } = issuer();
    const tokens = manager(async () => {
      tries += 1;
      if (tries === 1) throw new Error("the platform is away");
      return fetchToken();
    });
    await expect(tokens.current()).rejects.toThrow("away");
    expect(await tokens.current()).toBe("plain-token-1");
  });

  it("cannot be read where they are kept, nor opened with another secret", async () => {
    const { fetchToken } = issuer();
    await manager(fetchToken).current();
    const kept = await bed.dump();
    expect(kept).toContain(appid);
    expect(kept).not.toContain("plain-token");
  });

  it("are locked for one at a time", async () => {
    const [one, other] = [bed.open(), bed.open()];
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} in`);
      await sleep(60);
      order.push(`${name} out`);
    };
    await Promise.all([one.alone(appid, work("a")), other.alone(appid, work("b"))]);
    expect(order[1]).toBe(order[0]?.replace("in", "out"));
    expect(order).toHaveLength(4);
  });
});

describe("the lock in PostgreSQL", () => {
  it("falls when the line of its holder breaks, who lives on", async () => {
    const test = await freshDatabase();
    const other = openDatabase(test.url, 2);
    try {
      const [holder, waiter] = [other, test.db].map((db) => createPostgresTokenStore(db, sealer));
      const order: string[] = [];
      let held: Promise<void> | undefined;
      await new Promise<void>((isHeld) => {
        held = holder?.alone("wx", async () => {
          isHeld();
          await sleep(400);
          order.push("holder");
        });
      });
      await test.db.sql.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()",
      );
      await Promise.all([held, waiter?.alone("wx", async () => void order.push("waiter"))]);
      expect(order).toEqual(["waiter", "holder"]);
      await holder?.alone("wx", async () => void order.push("again"));
      expect(order.at(-1)).toBe("again");
    } finally {
      await other.close();
      await test.drop();
    }
  });
});
