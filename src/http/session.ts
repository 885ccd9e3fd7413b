import type { Context } from "koa";
import { AppError, forbidden, notSignedIn } from "../errors.ts";
import type { Access, Actor } from "./route.ts";

/** Finds out who is behind a token; all check expiry. */
export interface Actors {
  actorOfSession(token: string, now: Date): Promise<Actor | undefined>;
  actorOfApiKey(key: string, now: Date): Promise<Actor | undefined>;
  actorOfLearner(token: string, now: Date): Promise<Actor | undefined>;
}

export interface CookieRules {
  name: string;
  isSecure: boolean;
}

/** Over plain http (a phone on the demo's network) a browser refuses both the prefix and the Secure flag. */
export const cookieRules = (profile: "demo" | "production"): CookieRules =>
  profile === "production" ? { name: "__Host-jiangtu", isSecure: true } : { name: "jiangtu_session", isSecure: false };

export const sessionToken = (ctx: Context, rules: CookieRules): string | undefined => ctx.cookies.get(rules.name);

/** @param token undefined signs out */
export function setSession(ctx: Context, rules: CookieRules, token: string | undefined): void {
  // The proxy in front ends TLS, so the connection to us is plain: say that Secure is meant.
  if (rules.isSecure) ctx.cookies.secure = true;
  const flags = { httpOnly: true, sameSite: "lax", secure: rules.isSecure, path: "/", overwrite: true } as const;
  if (token === undefined) ctx.cookies.set(rules.name, "", { ...flags, maxAge: 0, expires: new Date(0) });
  else ctx.cookies.set(rules.name, token, flags);
}

const BEARER = /^Bearer ((jt|jl)_[A-Za-z0-9_-]{8,200})$/;

const badKey = (): AppError => new AppError("bad_key", 401, "API 密钥无效或已过期，请在机构后台重新生成。");
const sessionExpired = (): AppError => new AppError("session_expired", 401, "登录已过期，请重新打开小程序再试。");

/** jt_ = an institution's program, jl_ = a learner's mini-program. */
async function actorOfBearer(authorization: string, actors: Actors, now: Date): Promise<Actor> {
  const [, token = "", kind] = BEARER.exec(authorization) ?? [];
  const isLearner = kind === "jl";
  const actor = await (isLearner ? actors.actorOfLearner(token, now) : actors.actorOfApiKey(token, now));
  if (actor === undefined) throw isLearner ? sessionExpired() : badKey();
  return actor;
}

/** @throws AppError bad_key or session_expired when a token was sent and is not valid: a program must notice */
export async function actorOf(ctx: Context, actors: Actors, rules: CookieRules, now: Date): Promise<Actor> {
  const authorization = ctx.get("authorization");
  if (authorization !== "") return actorOfBearer(authorization, actors, now);
  const token = sessionToken(ctx, rules);
  return (token === undefined ? undefined : await actors.actorOfSession(token, now)) ?? { kind: "anonymous" };
}

/** @throws AppError not_signed_in or forbidden */
export function authorise(access: Access, actor: Actor, params: Readonly<Record<string, string>>): void {
  if (access.kind === "public") return;
  if (actor.kind === "anonymous") throw notSignedIn();
  if ((access.kind === "learner") !== (actor.kind === "learner")) throw forbidden();
  if (access.kind === "reviewer" && actor.kind !== "reviewer") throw forbidden();
  if (access.kind !== "staffOf") return;
  const isOwn = "institutionId" in actor && actor.institutionId === params[access.param];
  if (!isOwn) throw forbidden();
}

/**
 * A change asked for with a cookie must come from our own pages (CSRF). Browsers say where a request comes from in Sec-Fetch-Site, or,
 * over plain http and in older WeChat kernels, in Origin; one that says neither is refused.
 * @throws AppError cross_site
 */
export function refuseCrossSite(ctx: Context): void {
  const site = ctx.get("sec-fetch-site");
  const origin = ctx.get("origin");
  const isOwn =
    site !== "" ? site === "same-origin" || site === "none" : URL.canParse(origin) && new URL(origin).host === ctx.host;
  if (!isOwn) throw new AppError("cross_site", 403, "这个请求不是从本站页面发出的，请回到页面刷新后再试。");
}
