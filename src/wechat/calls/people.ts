import { z } from "zod";
import { always, defineCall, never } from "./definition.ts";
import { Openid } from "./fields.ts";

/** Of a follower only whether they follow: the platform tells no more, and we want no more. */
export const userInfo = defineCall({
  method: "GET",
  path: "/cgi-bin/user/info",
  needsToken: true,
  input: z.strictObject({ openid: Openid }),
  sent: ({ openid }) => ({ query: { openid, lang: "zh_CN" } }),
  output: z.object({ subscribe: z.number() }).transform(({ subscribe }) => ({ isFollowing: subscribe === 1 })),
  mayRepeat: always,
});

/** Codes of wx.login and of the phone button: each works once, within five minutes. */
const Code = z.string().regex(/^[\w-]{1,256}$/, "not a code");

/** 小程序登录. The session key never leaves the server; it is not even passed on, for nothing here needs it. */
export const codeToSession = defineCall({
  method: "GET",
  path: "/sns/jscode2session",
  needsToken: false,
  input: z.strictObject({ code: Code }),
  sent: ({ code }, { appid, secret }) => ({
    query: { appid, secret, js_code: code, grant_type: "authorization_code" },
  }),
  output: z.object({ openid: z.string().min(1), session_key: z.string() }).transform(({ openid }) => ({ openid })),
  mayRepeat: never,
});

/** The telephone number a person chose to give. Costs the account money unless it is a public body's. */
export const phoneOf = defineCall({
  method: "POST",
  path: "/wxa/business/getuserphonenumber",
  needsToken: true,
  input: z.strictObject({ code: Code, openid: Openid.optional() }),
  sent: ({ code, openid }) => ({ body: { code, openid } }),
  output: z
    .object({
      phone_info: z.object({
        purePhoneNumber: z.string().regex(/^\d{5,15}$/),
        countryCode: z.union([z.string(), z.number().transform(String)]),
      }),
    })
    .transform(({ phone_info }) => ({ phone: phone_info.purePhoneNumber, countryCode: phone_info.countryCode })),
  mayRepeat: never,
});
