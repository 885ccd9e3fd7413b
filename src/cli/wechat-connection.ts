import type { Config } from "../config.ts";
import { liveRun } from "../embedded/run-file.ts";
import { readSecrets } from "../embedded/secrets.ts";
import type { Services } from "../embedded/services.ts";
import { dataFolderOf } from "../embedded/use-services.ts";
import { AppError } from "../errors.ts";
import { systemClock } from "../kit/clock.ts";
import type { Database } from "../kit/database.ts";
import { createLog } from "../kit/log.ts";
import { createBudgets } from "../wechat/budgets.ts";
import { createWechatClient, type WechatClient } from "../wechat/client.ts";
import { openTokenStore } from "../wechat/token-store.ts";

/** Who calls whom, as the commands need it. */
export interface WechatAccount {
  appid: string;
  secret: string;
  /** Signs the platform's posts. */
  token: string;
  apiUrl: string;
  /** Where the platform reaches us, without a slash at the end. */
  publicUrl: string;
  noticeTemplate: string | undefined;
  miniprogram: { appid: string; secret: string } | undefined;
  /** The local WeChat of the demo. */
  isLocal: boolean;
}

const noSlash = (url: string): string => url.replace(/\/$/, "");

/** @returns undefined where the configuration names no account */
function givenAccount(config: Config): WechatAccount | undefined {
  const { WECHAT_APPID: appid, WECHAT_SECRET: secret, WECHAT_TOKEN: token } = config;
  if (appid === undefined || secret === undefined || token === undefined) return undefined;
  const { MINIPROGRAM_APPID, MINIPROGRAM_SECRET, PUBLIC_URL, HOST, PORT } = config;
  return {
    appid,
    secret,
    token,
    apiUrl: config.WECHAT_API_URL,
    publicUrl: noSlash(PUBLIC_URL ?? `http://${HOST}:${PORT}`),
    noticeTemplate: config.WECHAT_NOTICE_TEMPLATE,
    miniprogram:
      MINIPROGRAM_APPID === undefined || MINIPROGRAM_SECRET === undefined
        ? undefined
        : { appid: MINIPROGRAM_APPID, secret: MINIPROGRAM_SECRET },
    isLocal: false,
  };
}

/** The account at the local WeChat of a running demo. */
async function localAccount(config: Config): Promise<WechatAccount> {
  const folder = await dataFolderOf(config);
  const [run, secrets] = await Promise.all([liveRun(folder), readSecrets(folder)]);
  const { address, wechatUrl } = run ?? {};
  if (address === undefined || wechatUrl === undefined || secrets?.wechat === undefined)
    throw new AppError(
      "no_wechat",
      409,
      "没有可用的服务号。演示：请先在另一个终端运行 npm start；正式使用：请设置 WECHAT_APPID 等（见 docs/wechat.md）。",
    );
  const { appid, secret, token, miniprogramAppid, miniprogramSecret } = secrets.wechat;
  return {
    appid,
    secret,
    token,
    apiUrl: wechatUrl,
    publicUrl: noSlash(address),
    noticeTemplate: config.WECHAT_NOTICE_TEMPLATE,
    miniprogram: { appid: miniprogramAppid, secret: miniprogramSecret },
    isLocal: true,
  };
}

/** @throws AppError where there is neither an account nor a running demo */
export async function wechatAccountOf(config: Config): Promise<WechatAccount> {
  const given = givenAccount(config);
  if (given !== undefined) return given;
  if (config.PROFILE === "production")
    throw new AppError("no_wechat", 409, "没有设置服务号。请设置 WECHAT_APPID 等（见 docs/wechat.md）。");
  return localAccount(config);
}

/** What the commands call the platform with: the same tokens and budgets as the running program. */
export function clientsOf(
  account: WechatAccount,
  db: Database,
  { secret, redisUrl }: Pick<Services, "secret" | "redisUrl">,
): { official: WechatClient; miniprogram: WechatClient | undefined; close(): Promise<void> } {
  const log = createLog("silent"); // the command says itself what went wrong
  const tokens = openTokenStore({ db, redisUrl, secret, log });
  const common = { baseUrl: account.apiUrl, tokens, budgets: createBudgets(db), clock: systemClock, log };
  const { miniprogram } = account;
  return {
    official: createWechatClient({ ...common, appid: account.appid, secret: account.secret }),
    miniprogram: miniprogram && createWechatClient({ ...common, ...miniprogram }),
    close: tokens.close,
  };
}
