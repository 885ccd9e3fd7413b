import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { bodyParser } from "@koa/bodyparser";
import type { Context } from "koa";
import { z } from "zod";
import { AppError, invalid } from "../errors.ts";
import { check } from "../kit/check.ts";
import type { Clock } from "../kit/clock.ts";
import { type PageRoute, SIGN_IN_PATH } from "../pages/page.ts";
import { openFeed } from "./feed.ts";
import { addressKey, type Limits } from "./limits.ts";
import { unavailable } from "./problem.ts";
import type { Actor, Route } from "./route.ts";
import {
  type Actors,
  actorOf,
  authorise,
  type CookieRules,
  refuseCrossSite,
  sessionToken,
  setSession,
} from "./session.ts";

export interface Serving {
  actors: Actors;
  cookies: CookieRules;
  limits: Limits;
  clock: Clock;
  /** Aborted when the program stops: open feeds end. */
  stopping: AbortSignal;
  deadlineMs: number;
}

type Params = Readonly<Record<string, string>>;

const callerKey = (actor: Actor, address: string): string => {
  if (actor.kind === "anonymous") return `address:${addressKey(address)}`;
  if (actor.kind === "learner") return `learner:${actor.personId}`;
  return actor.kind === "api_key" ? `key:${actor.keyId}` : `staff:${actor.staffId}`;
};

async function countRequest(ctx: Context, limits: Limits, path: string, perMinute: number, actor: Actor) {
  const allowance = await limits.count(`${ctx.method} ${path}`, callerKey(actor, ctx.ip), perMinute);
  ctx.set("RateLimit-Limit", String(allowance.limit));
  ctx.set("RateLimit-Remaining", String(allowance.remaining));
  ctx.set("RateLimit-Reset", String(allowance.resetSeconds));
}

const BODY_LIMIT = "256kb";
// Not strict: a bare string or number is well-formed JSON, and the schema says better what is wrong with it.
const readBody = bodyParser({ jsonLimit: BODY_LIMIT, formLimit: BODY_LIMIT, jsonStrict: false });
const done = async (): Promise<void> => undefined;

async function readJson(ctx: Context): Promise<void> {
  if (!ctx.request.is("json")) throw new AppError("unsupported_media_type", 415, "请用 application/json 提交内容。");
  await readBody(ctx, done);
}

const NOTHING = z.strictObject({});

/** Params, query and body by the schemas of the route; the faults of all three are told at once. */
function checkedInput(ctx: Context, route: Route, given: Params) {
  const params = check(route.params ?? z.unknown(), given);
  const query = check(route.query ?? NOTHING, { ...ctx.query });
  const body = check(route.body ?? z.unknown(), route.body === undefined ? undefined : ctx.request.body);
  const faults = [params, query, body].flatMap((input) => input.faults ?? []);
  if (faults.length > 0) throw invalid(faults);
  return { params: params.value, query: query.value, body: body.value };
}

/** Aborted at the deadline or when the caller hangs up, whichever comes first. */
function callSignal(response: ServerResponse, deadlineMs: number): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort(unavailable());
  const timer = setTimeout(abort, deadlineMs);
  response.once("close", abort);
  const release = (): void => {
    clearTimeout(timer);
    response.off("close", abort);
  };
  return { signal: controller.signal, release };
}

/** Work that does not heed its signal still lets go of the caller in time. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}

/** The answer cut down to what the route declares. One that breaks its own declaration is our fault and is not sent. */
function declaredBody(route: Route, status: number, body: unknown): unknown {
  const schema = route.responses[status];
  if (schema === undefined) return undefined;
  const checked = check(schema, body);
  if (checked.faults === undefined) return checked.value;
  const paths = checked.faults.map((fault) => fault.path).join(", ");
  throw new Error(`the answer of ${route.method} ${route.path} breaks its declaration at ${paths}`);
}

/** Answers one call of a declared route: who, how often, may they, is it well-formed; then the work, then the filter. */
export async function serveRoute(ctx: Context, route: Route, params: Params, serving: Serving): Promise<void> {
  const { actors, cookies, limits, clock, stopping, deadlineMs } = serving;
  const now = clock.now();
  const actor = await actorOf(ctx, actors, cookies, now);
  await countRequest(ctx, limits, route.path, route.limit.perMinute, actor);
  const isByCookie = actor.kind === "staff" || actor.kind === "reviewer";
  if (isByCookie && route.method !== "GET") refuseCrossSite(ctx);
  authorise(route.access, actor, params);
  if (route.body !== undefined) await readJson(ctx);
  const input = checkedInput(ctx, route, params);
  const { signal, release } = callSignal(ctx.res, deadlineMs);
  const call = { ...input, actor, now, requestId: String(ctx.state["requestId"]), signal };
  const result = await orAborted(route.handle(call), signal).finally(release);
  for (const [name, value] of Object.entries(result.headers ?? {})) ctx.set(name, value);
  if (result.feed !== undefined) return openFeed(ctx, result.feed, stopping);
  ctx.body = declaredBody(route, result.status, result.body) ?? null;
  ctx.status = result.status; // after the body: an empty one would make it 204
}

const textFields = (fields: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof fields === "object" && fields !== null ? fields : {}).map(([name, value]) => [
      name,
      String(Array.isArray(value) ? value.at(-1) : value),
    ]),
  );

/** Answers one call of a page. Whoever is not signed in is sent to sign in first and comes back afterwards. */
export async function servePage(ctx: Context, page: PageRoute, params: Params, serving: Serving): Promise<void> {
  const { actors, cookies, limits, clock, deadlineMs } = serving;
  const now = clock.now();
  const actor = await actorOf(ctx, actors, cookies, now);
  await countRequest(ctx, limits, page.path, page.perMinute, actor);
  if (page.method === "POST") refuseCrossSite(ctx);
  if (page.access.kind !== "public" && actor.kind === "anonymous")
    return ctx.redirect(`${SIGN_IN_PATH}?next=${encodeURIComponent(ctx.path)}`);
  authorise(page.access, actor, params);
  if (page.method === "POST") await readBody(ctx, done);
  const { signal, release } = callSignal(ctx.res, deadlineMs);
  const result = await orAborted(
    page.render({
      params,
      query: textFields(ctx.query),
      form: textFields(ctx.request.body),
      actor,
      sessionToken: sessionToken(ctx, cookies),
      address: addressKey(ctx.ip),
      now,
    }),
    signal,
  ).finally(release);
  if (result.session !== undefined)
    setSession(ctx, cookies, result.session === "end" ? undefined : result.session.token);
  ctx.set("Cache-Control", page.isPrivate ? "no-store" : "no-cache");
  if ("redirect" in result) {
    ctx.redirect(result.redirect);
    ctx.status = 303;
    return;
  }
  ctx.status = result.status ?? 200;
  ctx.type = "text/html; charset=utf-8";
  ctx.body = result.html.markup;
  if (page.isPrivate) return;
  ctx.set("ETag", `W/"${createHash("sha256").update(result.html.markup).digest("base64url").slice(0, 16)}"`);
  if (ctx.fresh) ctx.status = 304;
}
