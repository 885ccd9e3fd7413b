import type { Config } from "../config.ts";
import type { WechatSettings } from "../wechat/wechat-settings.ts";

/** What the configuration says of WeChat; undefined where no account is set up. */
export function givenWechat(config: Config): WechatSettings | undefined {
  const { WECHAT_APPID, WECHAT_SECRET, WECHAT_TOKEN, WECHAT_AES_KEY, MINIPROGRAM_APPID, MINIPROGRAM_SECRET } = config;
  if (
    WECHAT_APPID === undefined ||
    WECHAT_SECRET === undefined ||
    WECHAT_TOKEN === undefined ||
    WECHAT_AES_KEY === undefined
  )
    return undefined;
  const { MINIPROGRAM_TOKEN, MINIPROGRAM_AES_KEY, MINIPROGRAM_NOTICE_TEMPLATE, WECHAT_NOTICE_TEMPLATE } = config;
  const push =
    MINIPROGRAM_TOKEN === undefined || MINIPROGRAM_AES_KEY === undefined
      ? {}
      : { push: { token: MINIPROGRAM_TOKEN, aesKey: MINIPROGRAM_AES_KEY } };
  const template = MINIPROGRAM_NOTICE_TEMPLATE === undefined ? {} : { noticeTemplate: MINIPROGRAM_NOTICE_TEMPLATE };
  return {
    account: {
      appid: WECHAT_APPID,
      secret: WECHAT_SECRET,
      token: WECHAT_TOKEN,
      aesKey: WECHAT_AES_KEY,
      mode: config.WECHAT_MODE,
      ...(WECHAT_NOTICE_TEMPLATE !== undefined && { noticeTemplate: WECHAT_NOTICE_TEMPLATE }),
    },
    ...(MINIPROGRAM_APPID !== undefined &&
      MINIPROGRAM_SECRET !== undefined && {
        miniprogram: { appid: MINIPROGRAM_APPID, secret: MINIPROGRAM_SECRET, ...push, ...template },
      }),
    apiUrl: config.WECHAT_API_URL.replace(/\/$/, ""),
    isLocal: false,
  };
}
