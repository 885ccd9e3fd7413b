import { createApp } from "../../src/http/app.ts";
import { type Clock, systemClock } from "../../src/kit/clock.ts";
import type { Database } from "../../src/kit/database.ts";
import type { Log } from "../../src/kit/log.ts";
import { createDayKeys } from "../../src/wechat/day-keys.ts";
import { createDedupe } from "../../src/wechat/dedupe.ts";
import { createGateway, type GatewayNeeds } from "../../src/wechat/gateway.ts";
import { TEST_ACCOUNT, testCipher } from "./wechat-posts.ts";

export interface TestGateway {
  /** Of the webhook. */
  url: string;
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export interface GatewayOptions {
  db: Database;
  log: Log;
  receive: GatewayNeeds["receive"];
  mode?: "aes" | "plain";
  slotMs?: number;
  clock?: Clock;
}

/** The webhook in a web server of its own, over a real database: as one web process of several. */
export async function startGateway(options: GatewayOptions): Promise<TestGateway> {
  const { db, log, receive, mode = "aes", slotMs, clock = systemClock } = options;
  const gateway = createGateway({
    secrets: { token: TEST_ACCOUNT.token, ...(mode === "aes" && { cipher: testCipher }) },
    dedupe: createDedupe(db, createDayKeys(db)),
    receive,
    clock,
    log,
    ...(slotMs !== undefined && { slotMs }),
  });
  const app = createApp({
    routes: [],
    pages: [],
    webhooks: [{ path: "/wechat/callback", methods: ["GET", "POST"], serve: gateway.serve }],
    actors: {
      actorOfSession: async () => undefined,
      actorOfApiKey: async () => undefined,
      actorOfLearner: async () => undefined,
    },
    probes: [],
    log,
    clock,
    profile: "demo",
    trustProxy: false,
  });
  const { port } = await app.listen("127.0.0.1", 0);
  return {
    url: `http://127.0.0.1:${port}/wechat/callback`,
    idle: gateway.idle,
    stop: async () => {
      await app.close();
      await gateway.idle();
    },
  };
}
