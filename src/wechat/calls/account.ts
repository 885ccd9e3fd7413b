import { z } from "zod";
import { always, defineCall, never } from "./definition.ts";

const MOST_SECONDS = 7_200;

/** The access token, in the mode that leaves earlier tokens valid. */
export const stableToken = defineCall({
  method: "POST",
  path: "/cgi-bin/stable_token",
  needsToken: false,
  input: z.strictObject({}),
  sent: (_checked, { appid, secret }) => ({ body: { grant_type: "client_credential", appid, secret } }),
  output: z
    .object({ access_token: z.string().min(1).max(4_096), expires_in: z.number().int().positive().max(MOST_SECONDS) })
    .transform(({ access_token, expires_in }) => ({ token: access_token, expiresInSeconds: expires_in })),
  mayRepeat: always,
});

const Count = z.number().int();

/** How many calls of one API are left today. @param apiPath as the calls are named here: `/cgi-bin/menu/get` */
export const quotaOf = defineCall({
  method: "POST",
  path: "/cgi-bin/openapi/quota/get",
  needsToken: true,
  input: z.strictObject({ apiPath: z.string().regex(/^\/[\w/-]{1,128}$/, "not a path of the API") }),
  sent: ({ apiPath }) => ({ body: { cgi_path: apiPath } }),
  output: z
    .object({ quota: z.object({ daily_limit: Count, used: Count, remain: Count }) })
    .transform(({ quota }) => ({ limit: quota.daily_limit, used: quota.used, remaining: quota.remain })),
  mayRepeat: always,
});

/** 清零: sets the day's counts back, ten times a month. */
export const clearQuota = defineCall({
  method: "POST",
  path: "/cgi-bin/clear_quota",
  needsToken: true,
  input: z.strictObject({}),
  sent: (_checked, { appid }) => ({ body: { appid } }),
  output: z.object({}).transform((): undefined => undefined),
  mayRepeat: never,
});

/** Addresses from which the platform posts to us. */
export const callbackIps = defineCall({
  method: "GET",
  path: "/cgi-bin/getcallbackip",
  needsToken: true,
  input: z.strictObject({}),
  sent: () => ({}),
  output: z.object({ ip_list: z.array(z.string()) }).transform(({ ip_list }) => ip_list),
  mayRepeat: always,
});

const Lookup = z.object({ ip: z.string(), real_operator: z.string().default("") });
const Ping = z.object({ ip: z.string(), package_loss: z.string().default(""), time: z.string().default("") });

/** Asks the platform to look up and ping the address it posts to. */
export const checkCallback = defineCall({
  method: "POST",
  path: "/cgi-bin/callback/check",
  needsToken: true,
  input: z.strictObject({}),
  sent: () => ({ body: { action: "all", check_operator: "DEFAULT" } }),
  output: z
    .object({ dns: z.array(Lookup).default([]), ping: z.array(Ping).default([]) })
    .transform(({ dns, ping }) => ({
      dns: dns.map(({ ip, real_operator }) => ({ ip, operator: real_operator })),
      ping: ping.map(({ ip, package_loss, time }) => ({ ip, loss: package_loss, time })),
    })),
  mayRepeat: always,
});
