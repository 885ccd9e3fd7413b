import type { Context } from "koa";
import { AppError, forbidden, notSignedIn } from "../errors.ts";
import type { Access, Actor } from "./route.ts";

/** Finds out who is behind a token; both check expiry. */
export interface Actors {
  actorOfSession(token: string, now: Date): Promise<Actor | undefined>;
  actorOfApiKey(key: string, now: Date): Promise<Actor | undefined>;
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

const BEARER = /^Bearer (jt_[A-Za-z0-9_-]{8,200})$/;

/** @throws AppError not_signed_in when a key was sent and is not valid: a program must notice */
export async function actorOf(ctx: Context, actors: Actors, rules: CookieRules, now: Date): Promise<Actor> {
  const authorization = ctx.get("authorization");
  if (authorization !== "") {
    const key = BEARER.exec(authorization)?.[1];
    const actor = key === undefined ? undefined : await actors.actorOfApiKey(key, now);
    if (actor === undefined) throw new AppError("bad_key", 401, "API 密钥无效或已过期，请在机构后台重新生成。");
    return actor;
  }
  const token = sessionToken(ctx, rules);
  return (token === undefined ? undefined : await actors.actorOfSession(token, now)) ?? { kind: "anonymous" };
}

/** @throws AppError not_signed_in or forbidden */
export function authorise(access: Access, actor: Actor, params: Readonly<Record<string, string>>): void {
  if (access.kind === "public") return;
  if (actor.kind === "anonymous") throw notSignedIn();
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
