import { createServer, type Server } from "node:http";
import Router from "@koa/router";
import Koa, { type Context, type Next } from "koa";
import helmet from "koa-helmet";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { type Clock, elapsed } from "../kit/clock.ts";
import { newId } from "../kit/ids.ts";
import type { Log } from "../kit/log.ts";
import { pageFile } from "../pages/files.ts";
import type { PageRoute } from "../pages/page.ts";
import { healthRoutes, type Probe } from "./health.ts";
import { createLimits } from "./limits.ts";
import { openApiOf } from "./openapi.ts";
import { renderFaults } from "./problem.ts";
import { defineRoute, everyone, ok, perMinute, type Route } from "./route.ts";
import { type Serving, servePage, serveRoute } from "./serve.ts";
import { type Actors, cookieRules } from "./session.ts";

/** An address whose protocol is another's (the webhook of WeChat): it reads its requests and writes its answers itself. */
export interface Webhook {
  path: string;
  methods: readonly string[];
  serve(ctx: Context): Promise<void>;
}

export interface AppParts {
  routes: readonly Route[];
  webhooks?: readonly Webhook[];
  pages: readonly PageRoute[];
  actors: Actors;
  probes: readonly Probe[];
  log: Log;
  clock: Clock;
  profile: "demo" | "production";
  /** Behind a proxy that sets X-Forwarded-*. */
  trustProxy: boolean;
  /** How long a request may take; 3 s unless told otherwise. */
  deadlineMs?: number;
  /** How long running requests may go on after a stop; 8 s unless told otherwise. */
  drainMs?: number;
}

export interface App {
  /** @throws the system's EADDRINUSE and the like */
  listen(host: string, port: number): Promise<{ port: number }>;
  /** Not ready at once, no new connections, running requests get their time to end. */
  close(): Promise<void>;
  /** Every route there is, our own included: what /openapi.json shows. */
  routes: readonly Route[];
}

const DEADLINE_MS = 3_000;
const DRAIN_MS = 8_000;
const SWEEP_MS = 50;
const YEAR_SECONDS = 31_536_000;

const securityHeaders = (isProduction: boolean) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        // On the demo's plain http it would turn every address into one that nobody answers.
        ...(isProduction ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: isProduction ? { maxAge: YEAR_SECONDS } : false,
    crossOriginOpenerPolicy: isProduction ? { policy: "same-origin" } : false,
    // no-referrer would make browsers send "Origin: null" with our own forms.
    referrerPolicy: { policy: "same-origin" },
  });

const PROBED = /^\/(livez|readyz|healthz|assets\/)/;

/** One line a request: the route's pattern, never the address itself, for addresses hold what people look for. */
const accessLog = (log: Log, clock: Clock) => async (ctx: Context, next: Next) => {
  const requestId = newId(clock.now());
  const startedAt = elapsed();
  ctx.state["requestId"] = requestId;
  ctx.set("X-Request-Id", requestId);
  await next();
  const line = {
    requestId,
    method: ctx.method,
    route: ctx.state["route"] ?? "none",
    status: ctx.status,
    ms: Math.round(elapsed() - startedAt),
  };
  log[PROBED.test(ctx.path) ? "debug" : "info"](line, "request");
};

function serveFile(ctx: Context, name: string): void {
  const file = pageFile(name);
  if (file === undefined) throw new AppError("not_found", 404, "没有这个文件。");
  ctx.type = file.type;
  ctx.vary("Accept-Encoding");
  ctx.set("ETag", file.etag);
  const isVersioned = `"${ctx.query["v"]}"` === file.etag;
  ctx.set("Cache-Control", isVersioned ? `public, max-age=${YEAR_SECONDS}, immutable` : "no-cache");
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  const isPacked = ctx.acceptsEncodings("gzip", "identity") === "gzip";
  if (isPacked) ctx.set("Content-Encoding", "gzip");
  ctx.body = isPacked ? file.packed : file.bytes;
}

const wrongMethod = (): AppError => new AppError("method_not_allowed", 405, "这个地址不支持这种请求方法。");

function routerOf({ webhooks = [], pages }: AppParts, routes: readonly Route[], serving: Serving): Router {
  const router = new Router();
  for (const { path, methods, serve } of webhooks)
    router.register(path, [...methods], async (ctx) => {
      ctx.state["route"] = path;
      await serve(ctx);
    });
  for (const route of routes)
    router.register(route.path, [route.method], async (ctx) => {
      ctx.state["route"] = route.path;
      await serveRoute(ctx, route, ctx.params, serving);
    });
  for (const page of pages)
    router.register(page.path, [page.method], async (ctx) => {
      ctx.state["route"] = page.path;
      await servePage(ctx, page, ctx.params, serving);
    });
  router.get("/assets/:name", (ctx) => serveFile(ctx, ctx.params["name"] ?? ""));
  return router;
}

const openApiRoute = (document: () => unknown): Route =>
  defineRoute({
    method: "GET",
    path: "/openapi.json",
    summary: "本接口的 OpenAPI 3.1 说明",
    tag: "运行状况",
    access: everyone,
    limit: perMinute(120),
    responses: { 200: z.record(z.string(), z.unknown()) },
    handle: async () => ok(document()),
  });

const startListening = (server: Server, host: string, port: number): Promise<{ port: number }> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve({ port: typeof address === "object" && address !== null ? address.port : port });
    });
  });

/** Running requests get their time to end; what is still open then is cut. */
async function drain(server: Server, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection whose request ends later becomes idle later (an open page's feed): look again and again.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}

/** The web server of the program: routes and pages in, one listener out. */
export function createApp(parts: AppParts): App {
  const { log, clock, profile } = parts;
  const stopping = new AbortController();
  const cookies = cookieRules(profile);
  const health = healthRoutes({ probes: parts.probes, isStopping: () => stopping.signal.aborted });
  let document: unknown;
  const describe = openApiRoute(() => (document ??= openApiOf(routes, cookies.name)));
  const routes = [...parts.routes, ...health, describe];

  const koa = new Koa({ proxy: parts.trustProxy, maxIpsCount: 1 });
  koa.on("error", (error) => log.debug({ err: error }, "connection")); // streams cut by the other side
  koa.use(accessLog(log, clock));
  koa.use(securityHeaders(profile === "production"));
  koa.use(async (ctx, next) => {
    await next();
    // After the work, so that requests that began before the stop say it too.
    if (stopping.signal.aborted) ctx.set("Connection", "close");
  });
  koa.use(renderFaults(log));
  koa.use(async (ctx, next) => {
    await next();
    if (ctx.body) return;
    if (ctx.status === 404) throw new AppError("not_found", 404, "没有这个地址，请检查后再试。");
    if (ctx.status === 405 || ctx.status === 501) throw wrongMethod();
  });
  const router = routerOf(parts, routes, {
    actors: parts.actors,
    cookies,
    limits: createLimits(),
    clock,
    stopping: stopping.signal,
    deadlineMs: parts.deadlineMs ?? DEADLINE_MS,
  });
  koa.use(router.routes());
  koa.use(router.allowedMethods());

  const server = createServer(koa.callback());
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  return {
    routes,
    listen: (host, port) => startListening(server, host, port),
    close: async () => {
      stopping.abort();
      await drain(server, parts.drainMs ?? DRAIN_MS);
    },
  };
}
