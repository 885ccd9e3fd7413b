import { z } from "zod";
import { created, defineRoute, everyone, learner, noContent, ok, perMinute, type Route } from "../http/route.ts";
import { learnerOf } from "./learner.ts";
import type { LearnerLogin } from "./learner-login.ts";
import type { IssuedToken, LearnerSessionService } from "./learner-session-service.ts";
import { WechatCode } from "./mini-program.ts";

export interface SessionRouteNeeds {
  login: LearnerLogin;
  sessions: LearnerSessionService;
}

const Token = z.object({ token: z.string(), expiresAt: z.iso.datetime() });
const bodyOf = ({ token, expiresAt }: IssuedToken): z.infer<typeof Token> => ({
  token,
  expiresAt: expiresAt.toISOString(),
});

const tag = "小程序";

/** Signing in and out of the mini-program. */
export const sessionRoutes = ({ login, sessions }: SessionRouteNeeds): Route[] => [
  defineRoute({
    method: "POST",
    path: "/v1/miniprogram/sessions",
    summary: "用 wx.login 的 code 登录；令牌 30 天有效，只在这一次显示",
    tag,
    access: everyone,
    limit: perMinute(300), // phones of one provider, or of a classroom, come from one address
    body: z.strictObject({
      code: WechatCode.describe("wx.login 得到的 code"),
      scene: z
        .string()
        .regex(/^[\w-]{1,64}$/, "scene 格式不对")
        .optional()
        .describe("打开小程序的二维码或链接里的 scene"),
    }),
    example: { code: "0a3B1c2D3e4F5g6H" },
    responses: { 201: Token.extend({ isNew: z.boolean() }) },
    handle: async ({ body, now, signal }) => {
      const signedIn = await login.signIn({ code: body.code, sceneId: body.scene }, now, signal);
      return created({ ...bodyOf(signedIn), isNew: signedIn.isNew });
    },
  }),
  defineRoute({
    method: "POST",
    path: "/v1/miniprogram/sessions/rotate",
    summary: "换一个新令牌；旧的还能用 60 秒，之后再用会让这次登录作废",
    tag,
    access: learner,
    limit: perMinute(10),
    responses: { 200: Token },
    handle: async ({ actor, now }) => ok(bodyOf(await sessions.rotate(learnerOf(actor), now))),
  }),
  defineRoute({
    method: "DELETE",
    path: "/v1/miniprogram/session",
    summary: "退出登录（这部手机）",
    tag,
    access: learner,
    limit: perMinute(30),
    responses: {},
    handle: async ({ actor }) => {
      await sessions.close(learnerOf(actor));
      return noContent();
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/v1/me/sessions",
    summary: "退出所有手机上的登录",
    tag,
    access: learner,
    limit: perMinute(30),
    responses: {},
    handle: async ({ actor }) => {
      await sessions.closeAll(learnerOf(actor));
      return noContent();
    },
  }),
];
