import { z } from "zod";
import { type Answer, refuse } from "../answers.ts";
import { type Api, type Call, defineApi } from "../api.ts";

const codeToSession = defineApi({
  path: "/sns/jscode2session",
  methods: ["GET"],
  isOpen: true,
  input: z.object({
    appid: z.string().default(""),
    secret: z.string().default(""),
    js_code: z.string().default(""),
    grant_type: z.string().default(""),
  }),
  answer: ({ appid, secret, js_code: code, grant_type: grant }, { world, now }) => {
    const { miniprogram } = world.accounts;
    if (grant !== "authorization_code") return refuse(40002);
    if (appid !== miniprogram.appid) return refuse(40013);
    if (secret !== miniprogram.secret) return refuse(40125);
    const redeemed = world.logins.redeem(code, now);
    if ("refusal" in redeemed) return refuse(redeemed.refusal);
    if (redeemed.value.isHighRisk) return refuse(40226);
    const sessionKey = Buffer.from(world.ids.opaque("session"), "base64url").subarray(0, 16).toString("base64");
    return { openid: redeemed.value.openid, session_key: sessionKey };
  },
});

const phoneNumber = defineApi({
  path: "/wxa/business/getuserphonenumber",
  methods: ["POST"],
  only: "miniprogram",
  input: z.object({ code: z.string(), openid: z.string().optional() }),
  answer: ({ code }, { world, now }) => {
    const redeemed = world.phones.redeem(code, now);
    if ("refusal" in redeemed) return refuse(redeemed.refusal);
    return {
      errcode: 0,
      errmsg: "ok",
      phone_info: {
        phoneNumber: redeemed.value,
        purePhoneNumber: redeemed.value,
        countryCode: "86",
        watermark: { timestamp: Math.floor(now.getTime() / 1000), appid: world.accounts.miniprogram.appid },
      },
    };
  },
});

const MAX_QUERY = 1024;
const MAX_DAYS = 30;
const MAX_MS = MAX_DAYS * 86_400_000;
const expiry = {
  expire_type: z.union([z.literal(0), z.literal(1)]).default(0),
  expire_time: z.number().int().optional(),
  expire_interval: z.number().int().optional(),
};
const Page = z.object({
  path: z.string().default(""),
  query: z.string().default(""),
  env_version: z.string().optional(),
});

type LinkInput = z.infer<typeof Page> & z.infer<z.ZodObject<typeof expiry>>;

/** @returns the code a link is refused with (official pages 获取 URL Link and 获取 URL Scheme) */
function refusalOfLink(link: LinkInput, { world, now }: Call): number | undefined {
  if (!world.settings.isReleased) return 85079;
  if (link.path.startsWith("/") || link.path.includes("?")) return 40165;
  if (link.query.length > MAX_QUERY) return 40212;
  if (!["release", "trial", "develop", undefined].includes(link.env_version)) return 85402;
  if (link.expire_type === 1) {
    const days = link.expire_interval ?? 0;
    return days >= 1 && days <= MAX_DAYS ? undefined : 85401;
  }
  if (link.expire_time === undefined) return undefined;
  const ms = link.expire_time * 1000 - now.getTime();
  return ms >= 60_000 && ms <= MAX_MS ? undefined : 85401;
}

function linkAnswer(link: LinkInput, field: string, call: Call): Answer {
  const refusal = refusalOfLink(link, call);
  if (refusal !== undefined) return refuse(refusal);
  const { world } = call;
  const id = world.ids.opaque("link").slice(0, 11);
  world.links.set(id, { path: link.path, query: link.query });
  return { errcode: 0, errmsg: "ok", [field]: `${world.origin}/link/${id}` };
}

const urlLink = defineApi({
  path: "/wxa/generate_urllink",
  methods: ["POST"],
  only: "miniprogram",
  input: Page.extend(expiry),
  answer: (given, call) => linkAnswer(given, "url_link", call),
});

const scheme = defineApi({
  path: "/wxa/generatescheme",
  methods: ["POST"],
  only: "miniprogram",
  input: z.object({ jump_wxa: Page.default({ path: "", query: "" }), ...expiry }),
  answer: ({ jump_wxa: page, ...rest }, call) => linkAnswer({ ...page, ...rest }, "openlink", call),
});

export const miniprogramApis: readonly Api[] = [codeToSession, phoneNumber, urlLink, scheme];
