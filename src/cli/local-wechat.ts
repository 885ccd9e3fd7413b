import { type Config, publicUrlOf } from "../config.ts";
import { type LocalWechat, readSecrets } from "../embedded/secrets.ts";
import { AppError } from "../errors.ts";
import { systemClock } from "../kit/clock.ts";
import { createLog, type Log } from "../kit/log.ts";
import { startFakeWechat } from "../wechat/fake/fake-wechat.ts";
import { MINIPROGRAM_NOTICE_TEMPLATE, OFFICIAL_NOTICE_TEMPLATE } from "../wechat/fake/templates.ts";
import type { AppCredentials, PushCredentials, WechatSettings } from "../wechat/wechat-settings.ts";
import { MINIPROGRAM_WEBHOOK_PATH, WEBHOOK_PATH } from "../wire-wechat.ts";
import { say } from "./command.ts";
import { givenWechat } from "./given-wechat.ts";

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

const pick = ({ appid, secret, token, aesKey }: AppCredentials & PushCredentials) => ({ appid, secret, token, aesKey });

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

/** The account the configuration gives, or the one made up for this data folder. @throws AppError when there is neither */
async function knownAccount(config: Config): Promise<{ local: LocalWechat; isMadeUp: boolean }> {
  const given = givenWechat(config);
  if (given !== undefined) {
    const { account, miniprogram } = given;
    const miniprogramSecret = miniprogram?.secret ?? account.secret;
    const local = { ...pick(account), miniprogramAppid: miniprogram?.appid ?? account.appid, miniprogramSecret };
    return { local, isMadeUp: false };
  }
  const secrets = await readSecrets(config.DATA_DIR);
  if (secrets?.wechat === undefined)
    throw new AppError(
      "no_account",
      409,
      "还没有可模拟的账号：先运行一次 npm start（会生成一个），或设置 WECHAT_APPID、WECHAT_SECRET、WECHAT_TOKEN、WECHAT_AES_KEY。",
    );
  return { local: secrets.wechat, isMadeUp: true };
}

/** What the program in the other process has to be started with. */
const environmentOf = (local: LocalWechat, url: string): string[] => [
  `WECHAT_API_URL=${url}`,
  `WECHAT_APPID=${local.appid}`,
  `WECHAT_SECRET=${local.secret}`,
  `WECHAT_TOKEN=${local.token}`,
  `WECHAT_AES_KEY=${local.aesKey}`,
  `MINIPROGRAM_APPID=${local.miniprogramAppid}`,
  `MINIPROGRAM_SECRET=${local.miniprogramSecret}`,
  `MINIPROGRAM_TOKEN=${local.token}`,
  `MINIPROGRAM_AES_KEY=${local.aesKey}`,
];

/** `npm start -- --role fake-wechat`: the local WeChat alone, for a program that runs in another process. */
export async function runLocalWechat(config: Config, stopSignal: Promise<void>): Promise<number> {
  const { local, isMadeUp } = await knownAccount(config);
  const log = createLog(config.LOG_LEVEL);
  const fake = await startLocalWechat({ config, local, ourUrl: () => publicUrlOf(config), log, tell: say });
  say(`\n  公众号（本地模拟，非微信）：${fake.url}/\n  消息发往 ${publicUrlOf(config)}${WEBHOOK_PATH}\n`);
  if (isMadeUp) say(`  匠途在另一个进程里用这些设置启动：\n    ${environmentOf(local, fake.url).join("\n    ")}\n`);
  await stopSignal;
  await fake.stop();
  return 0;
}
