import { z } from "zod";
import { refuse } from "../answers.ts";
import { type Api, type Call, defineApi } from "../api.ts";
import type { Person } from "../people.ts";
import { mediaCheckEvent } from "../push/events.ts";
import { judgeText } from "../word-lists.ts";

const VISIT_MS = 2 * 3_600_000;
const MAX_TEXT = 2_500;

/** @returns the person, or the code: known to the mini-program, and there within the last two hours */
function recentVisitor(openid: string, { world, now }: Call): Person | 43104 | 61010 {
  const person = world.people.find("miniprogram", openid);
  if (person === undefined) return 43104;
  const visitedAt = person.visitedAt?.getTime();
  return visitedAt !== undefined && now.getTime() - visitedAt < VISIT_MS ? person : 61010;
}

const checked = { version: z.literal(2), scene: z.number().int(), openid: z.string() };
const isScene = (scene: number): boolean => scene >= 1 && scene <= 4;

const textCheck = defineApi({
  path: "/wxa/msg_sec_check",
  methods: ["POST"],
  only: "miniprogram",
  input: z.object({
    ...checked,
    content: z.string().min(1),
    title: z.string().optional(),
    nickname: z.string().optional(),
    signature: z.string().optional(),
  }),
  answer: ({ content, scene, openid, title = "" }, call) => {
    if (!isScene(scene)) return refuse(40129);
    const person = recentVisitor(openid, call);
    if (typeof person === "number") return refuse(person);
    if (Array.from(content).length > MAX_TEXT) return refuse(45002);
    const { suggest, label, keyword } = judgeText(`${title}\n${content}`);
    const detail = { strategy: keyword === undefined ? "content_model" : "keyword", errcode: 0, suggest, label };
    return {
      errcode: 0,
      errmsg: "ok",
      trace_id: call.world.ids.opaque("trace").slice(0, 32),
      result: { suggest, label },
      detail: [keyword === undefined ? { ...detail, prob: 90 } : { ...detail, keyword, level: 90 }],
    };
  },
});

const mediaCheck = defineApi({
  path: "/wxa/media_check_async",
  methods: ["POST"],
  only: "miniprogram",
  input: z.object({
    ...checked,
    media_url: z.url(),
    media_type: z.union([z.literal(1), z.literal(2)]),
  }),
  answer: ({ media_url: url, scene, openid }, call) => {
    const { world, pusher } = call;
    if (!isScene(scene)) return refuse(40129);
    const person = recentVisitor(openid, call);
    if (typeof person === "number") return refuse(person);
    if (world.checkedMedia.has(`${openid} ${url}`)) return refuse(87020);
    world.checkedMedia.add(`${openid} ${url}`);
    const traceId = world.ids.opaque("trace").slice(0, 32);
    // Nothing is fetched: the address says how it shall turn out.
    const isGone = url.includes("gone");
    const isRisky = url.includes("risky");
    const verdict = {
      appid: world.accounts.miniprogram.appid,
      traceId,
      errcode: isGone ? -1008 : 0,
      suggest: isRisky ? "risky" : "pass",
      label: isRisky ? 20002 : 100,
    };
    pusher.start(person, mediaCheckEvent(verdict), { isFromPlatform: true });
    return { errcode: 0, errmsg: "ok", trace_id: traceId };
  },
});

export const contentApis: readonly Api[] = [textCheck, mediaCheck];
