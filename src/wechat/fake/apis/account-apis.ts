import { z } from "zod";
import { type Answer, done, refuse } from "../answers.ts";
import { type Api, type Call, defineApi } from "../api.ts";

const MAX_QR_SECONDS = 2_592_000;
const scene = z.object({
  scene_id: z.number().int().min(1).optional(),
  scene_str: z.string().min(1).max(64).optional(),
});

const createQr = defineApi({
  path: "/cgi-bin/qrcode/create",
  methods: ["POST"],
  only: "official",
  input: z.object({
    expire_seconds: z.number().int().min(60).max(MAX_QR_SECONDS).default(60),
    action_name: z.enum(["QR_SCENE", "QR_STR_SCENE", "QR_LIMIT_SCENE", "QR_LIMIT_STR_SCENE"]),
    action_info: z.object({ scene }),
  }),
  faultyInput: 40053,
  answer: ({ expire_seconds: seconds, action_name: action, action_info: { scene } }, { world, now }) => {
    const named = action.endsWith("STR_SCENE") ? scene.scene_str : scene.scene_id?.toString();
    if (named === undefined) return refuse(40053);
    const ticket = world.ids.opaque("ticket");
    const isForGood = action.startsWith("QR_LIMIT");
    const expiresAt = new Date(now.getTime() + seconds * 1000);
    world.qrCodes = [...world.qrCodes, { scene: named, ticket, ...(isForGood ? {} : { expiresAt }) }];
    const url = `${world.origin}/?scene=${encodeURIComponent(named)}`;
    return { ticket, url, ...(isForGood ? {} : { expire_seconds: seconds }) };
  },
});

const userInfo = defineApi({
  path: "/cgi-bin/user/info",
  methods: ["GET"],
  only: "official",
  input: z.object({ openid: z.string().default("") }),
  answer: ({ openid }, { world }) => {
    const person = world.people.find("official", openid);
    if (person === undefined) return refuse(40003);
    if (!person.isFollowing) return { subscribe: 0, openid };
    return {
      subscribe: 1,
      openid,
      language: "zh_CN",
      subscribe_time: Math.floor((person.followedAt?.getTime() ?? 0) / 1000),
      subscribe_scene: person.scene === undefined ? "ADD_SCENE_OTHERS" : "ADD_SCENE_QR_CODE",
      qr_scene_str: person.scene ?? "",
    };
  },
});

const getQuota = (paths: () => ReadonlySet<string>): Api =>
  defineApi({
    path: "/cgi-bin/openapi/quota/get",
    methods: ["POST"],
    input: z.object({ cgi_path: z.string() }),
    answer: ({ cgi_path: path }, { world, account, now }): Answer => {
      if (!paths().has(path)) return refuse(76021);
      const { limit, used } = world.usage.today(account, path, now);
      return {
        errcode: 0,
        errmsg: "ok",
        quota: { daily_limit: limit, used, remain: Math.max(0, limit - used) },
        rate_limit: { call_count: limit, refresh_second: 86_400 },
      };
    },
  });

const clearQuota = defineApi({
  path: "/cgi-bin/clear_quota",
  methods: ["POST"],
  input: z.object({ appid: z.string() }),
  answer: ({ appid }, { world, account, now }: Call) => {
    if (appid !== world.accounts[account].appid) return refuse(40013);
    return world.usage.clear(account, now) ? done : refuse(48006);
  },
});

const callbackIps = defineApi({
  path: "/cgi-bin/getcallbackip",
  methods: ["GET"],
  input: z.unknown(),
  answer: () => ({ ip_list: ["127.0.0.1"] }),
});

const checkCallback = defineApi({
  path: "/cgi-bin/callback/check",
  methods: ["POST"],
  input: z.object({
    action: z.enum(["dns", "ping", "all"]),
    check_operator: z.enum(["CHINANET", "UNICOM", "CAP", "DEFAULT"]),
  }),
  answer: ({ action }) => ({
    ...(action === "ping" ? {} : { dns: [{ ip: "127.0.0.1", real_operator: "DEFAULT" }] }),
    ...(action === "dns"
      ? {}
      : { ping: [{ ip: "127.0.0.1", from_operator: "DEFAULT", package_loss: "0%", time: "0.1ms" }] }),
  }),
});

/** @param paths every path there is, which quota/get can be asked about */
export const accountApis = (paths: () => ReadonlySet<string>): readonly Api[] => [
  createQr,
  userInfo,
  getQuota(paths),
  clearQuota,
  callbackIps,
  checkCallback,
];
