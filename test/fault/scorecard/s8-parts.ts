import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "../../../bot/turn.ts";
import { loadConfig } from "../../../src/config.ts";
import { createApp } from "../../../src/http/app.ts";
import { systemClock } from "../../../src/kit/clock.ts";
import { createLog } from "../../../src/kit/log.ts";
import { createCreditService } from "../../../src/people/credit-service.ts";
import { type FakeWechat, startFakeWechat } from "../../../src/wechat/fake/fake-wechat.ts";
import type { WechatSettings } from "../../../src/wechat/wechat-settings.ts";
import { type House, wire } from "../../../src/wire.ts";
import { WEBHOOK_PATH, wechatClients, wireWechat } from "../../../src/wire-wechat.ts";
import { TEST_ACCOUNT } from "../../support/wechat-posts.ts";
import type { Ground } from "./ground.ts";

export const APP_SECRET = "0123456789abcdef0123456789abcdef";
const MINIPROGRAM = { appid: "wxabcdefabcdefabcd", secret: APP_SECRET };

/** The platform that customer-service messages go to. @param webhook where its own pushes go; those of the row it knows nothing of */
export const aPlatform = (webhook: () => string = () => "http://127.0.0.1:9/nobody-listens"): Promise<FakeWechat> =>
  startFakeWechat({
    host: "127.0.0.1",
    port: 0,
    accounts: {
      official: { ...TEST_ACCOUNT, secret: APP_SECRET, ghId: TEST_ACCOUNT.accountId },
      miniprogram: MINIPROGRAM,
    },
    webhookUrl: webhook,
    mode: "aes",
    profile: "demo",
    clock: systemClock,
    log: createLog("silent"),
  });

export interface TestAccount {
  /** Webhook of the account in 安全模式, and of one in 明文模式. */
  urlOf(mode: "aes" | "plain"): string;
  /** How often `answer` was called. */
  answers(): number;
  /** Makes the back end slow from now on. */
  slowDown(ms: number): void;
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** The program itself, on the row's services. */
export const aHouse = ({ databaseUrl, meili, secret }: Ground): Promise<House> =>
  wire({
    config: loadConfig({ PUBLIC_URL: "https://jiangtu.example" }),
    services: { databaseUrl, meili, secret },
    clock: systemClock,
    log: createLog("silent"),
  });

/** The account as the program wires it, with a count of what reaches the bot and a back end that can be slowed. */
export async function anAccount(house: House, secret: string, platform: FakeWechat): Promise<TestAccount> {
  const log = createLog("silent");
  let calls = 0;
  let delayMs = 0;
  const answer: Answer = async (turn) => {
    calls += 1;
    if (delayMs > 0) await sleep(delayMs);
    return house.answer(turn);
  };
  const settingsOf = (mode: "aes" | "plain"): WechatSettings => ({
    account: { ...TEST_ACCOUNT, secret: APP_SECRET, mode },
    apiUrl: platform.url,
    isLocal: true,
  });
  const { db, people } = house;
  const ground = { db, secret, clock: systemClock, log };
  const clients = await wechatClients({ ...ground, settings: settingsOf("aes") });
  const credits = createCreditService({ db, templates: new Map() });
  const wechatOf = (mode: "aes" | "plain") =>
    wireWechat({
      ...ground,
      settings: settingsOf(mode),
      clients,
      people,
      credits,
      answer,
      publicUrl: "https://jiangtu.example",
      agentHours: undefined,
    });
  const parts = { aes: wechatOf("aes"), plain: wechatOf("plain") };
  parts.aes.warmUp();
  const app = createApp({
    routes: [],
    pages: [],
    webhooks: [
      ...parts.aes.webhooks,
      ...parts.plain.webhooks.map((webhook) => ({ ...webhook, path: `/plain${webhook.path}` })),
    ],
    actors: {
      actorOfSession: async () => undefined,
      actorOfApiKey: async () => undefined,
      actorOfLearner: async () => undefined,
    },
    probes: [],
    log,
    clock: systemClock,
    profile: "demo",
    trustProxy: false,
  });
  const { port } = await app.listen("127.0.0.1", 0);
  return {
    urlOf: (mode) => `http://127.0.0.1:${port}${mode === "plain" ? "/plain" : ""}${WEBHOOK_PATH}`,
    answers: () => calls,
    slowDown: (ms) => {
      delayMs = ms;
    },
    idle: parts.aes.idle,
    close: async () => {
      await app.close();
      await parts.aes.stop();
      await parts.plain.stop();
      await clients.close();
    },
  };
}
