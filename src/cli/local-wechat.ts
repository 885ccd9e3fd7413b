import type { Config } from "../config.ts";
import type { LocalWechat } from "../embedded/secrets.ts";
import { systemClock } from "../kit/clock.ts";
import type { Log } from "../kit/log.ts";
import { startFakeWechat } from "../wechat/fake/fake-wechat.ts";
import { MINIPROGRAM_NOTICE_TEMPLATE, OFFICIAL_NOTICE_TEMPLATE } from "../wechat/fake/templates.ts";
import type { WechatSettings } from "../wechat/wechat-settings.ts";
import { MINIPROGRAM_WEBHOOK_PATH, WEBHOOK_PATH } from "../wire-wechat.ts";

/** The account that the local WeChat of the demo knows: made up at the first start, good on this machine only. */
export const localSettings = (local: LocalWechat, apiUrl: string, mode: "aes" | "plain"): WechatSettings => ({
  account: { ...pick(local), mode, noticeTemplate: OFFICIAL_NOTICE_TEMPLATE },
  miniprogram: {
    appid: local.miniprogramAppid,
    secret: local.miniprogramSecret,
    push: { token: local.token, aesKey: local.aesKey },
    noticeTemplate: MINIPROGRAM_NOTICE_TEMPLATE,
  },
  apiUrl,
  isLocal: true,
});

const pick = ({ appid, secret, token, aesKey }: LocalWechat) => ({ appid, secret, token, aesKey });

/** 原始 ID of the made-up account. */
const GH_ID = "gh_0000000000ab";

interface LocalWechatGround {
  config: Config;
  local: LocalWechat;
  /** Where our webhook is; asked for with each push, for the port may not be known yet. */
  ourUrl(): string;
  log: Log;
  tell(line: string): void;
}

/** Starts the local WeChat beside the program, on the port asked for or, where that is taken, on any free one. */
export async function startLocalWechat({ config, local, ourUrl, log, tell }: LocalWechatGround) {
  const { WECHAT_FAKE_PORT, PORT, PROFILE, WECHAT_MODE } = config;
  const asked = WECHAT_FAKE_PORT ?? (PORT === 0 ? 0 : PORT + 1);
  const start = (port: number) =>
    startFakeWechat({
      host: "127.0.0.1",
      port,
      accounts: {
        official: { ...pick(local), ghId: GH_ID },
        miniprogram: { appid: local.miniprogramAppid, secret: local.miniprogramSecret },
      },
      webhookUrl: (account) => `${ourUrl()}${account === "official" ? WEBHOOK_PATH : MINIPROGRAM_WEBHOOK_PATH}`,
      mode: WECHAT_MODE,
      profile: PROFILE,
      clock: systemClock,
      log,
    });
  return start(asked).catch((error: unknown) => {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!isTaken || WECHAT_FAKE_PORT !== undefined) throw error;
    tell(`端口 ${asked} 已被占用，本地模拟改用别的端口（可用 WECHAT_FAKE_PORT 指定）。`);
    return start(0);
  });
}
