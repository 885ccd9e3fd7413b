import { z } from "zod";
import { localSettings } from "../../src/cli/local-wechat.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";
import { type FakeWechat, startFakeWechat } from "../../src/wechat/fake/fake-wechat.ts";
import { MINIPROGRAM_WEBHOOK_PATH, WEBHOOK_PATH } from "../../src/wire-wechat.ts";
import { startHouse, type TestHouse } from "../support/house.ts";

const LOCAL = {
  appid: "wx00000000000000a1",
  secret: "secret-of-the-account-for-tests",
  token: "token-for-tests",
  aesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
  miniprogramAppid: "wx00000000000000b2",
  miniprogramSecret: "secret-of-the-mini-program-tests",
};

const Login = z.object({ code: z.string(), openid: z.string() });

export interface MiniHouse extends TestHouse {
  platform: FakeWechat;
  /** What wx.login would give this visitor. */
  loginCode(visitor: string): Promise<string>;
  /** The visitor's openid at the mini-program. */
  openidOf(visitor: string): Promise<string>;
}

/** The whole program with a local WeChat that knows its mini-program. */
export async function startMiniHouse(options: { courses?: number } = {}): Promise<MiniHouse> {
  const ours = { url: "" };
  const platform = await startFakeWechat({
    host: "127.0.0.1",
    port: 0,
    accounts: {
      official: { ...LOCAL, ghId: "gh_0000000000ab" },
      miniprogram: { appid: LOCAL.miniprogramAppid, secret: LOCAL.miniprogramSecret },
    },
    webhookUrl: (account) => `${ours.url}${account === "official" ? WEBHOOK_PATH : MINIPROGRAM_WEBHOOK_PATH}`,
    mode: "aes",
    profile: "demo",
    clock: systemClock,
    log: createLog("silent"),
  });
  const house = await startHouse({ ...options, wechat: localSettings(LOCAL, platform.url, "aes") });
  ours.url = house.url;
  const login = async (visitor: string): Promise<z.infer<typeof Login>> => {
    const response = await fetch(`${platform.url}/__fake/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ visitor }),
    });
    return Login.parse(await response.json());
  };
  return {
    ...house,
    platform,
    loginCode: async (visitor) => (await login(visitor)).code,
    openidOf: async (visitor) => (await login(visitor)).openid,
    stop: async () => {
      await house.stop();
      await platform.stop();
    },
  };
}
