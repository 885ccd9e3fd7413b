import { type Config, publicUrlOf } from "../config.ts";
import { liveRun } from "../embedded/run-file.ts";
import { readSecrets } from "../embedded/secrets.ts";
import { dataFolderOf } from "../embedded/use-services.ts";
import { AppError } from "../errors.ts";
import type { WechatSettings } from "../wechat/wechat-settings.ts";
import { givenWechat } from "./given-wechat.ts";

/** Whose account the commands look after, and where the platform reaches us. */
export interface WechatConnection {
  settings: WechatSettings;
  /** Without a slash at the end. */
  publicUrl: string;
}

/** The account at the local WeChat of a running demo. */
async function localConnection(config: Config): Promise<WechatConnection> {
  const folder = await dataFolderOf(config);
  const [run, secrets] = await Promise.all([liveRun(folder), readSecrets(folder)]);
  const { address, wechatUrl } = run ?? {};
  if (address === undefined || wechatUrl === undefined || secrets?.wechat === undefined)
    throw new AppError(
      "no_wechat",
      409,
      "没有可用的服务号。演示：请先在另一个终端运行 npm start；正式使用：请设置 WECHAT_APPID 等（见 docs/wechat.md）。",
    );
  const { localSettings } = await import("./local-wechat.ts");
  return {
    settings: localSettings(secrets.wechat, wechatUrl, config.WECHAT_MODE),
    publicUrl: address.replace(/\/$/, ""),
  };
}

/** @throws AppError where there is neither an account nor a running demo */
export async function wechatConnectionOf(config: Config): Promise<WechatConnection> {
  const settings = givenWechat(config);
  if (settings !== undefined) return { settings, publicUrl: publicUrlOf(config) };
  if (config.PROFILE === "production")
    throw new AppError("no_wechat", 409, "没有设置服务号。请设置 WECHAT_APPID 等（见 docs/wechat.md）。");
  return localConnection(config);
}
