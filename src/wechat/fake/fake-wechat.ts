import { setMaxListeners } from "node:events";
import { createServer, type Server } from "node:http";
import Koa, { type Context } from "koa";
import type { Clock } from "../../kit/clock.ts";
import type { Log } from "../../kit/log.ts";
import type { AccountKind, FakeAccounts } from "./accounts.ts";
import { adminRoutes } from "./admin-routes.ts";
import { refuse } from "./answers.ts";
import { createApiServer } from "./api-server.ts";
import { allApis } from "./apis/all-apis.ts";
import { refuseStrangers, secureHeaders } from "./guard.ts";
import { linkPage } from "./link-page.ts";
import { pageFileAt } from "./page-files.ts";
import type { PushMode } from "./push/envelope.ts";
import { createPusher } from "./push/pusher.ts";
import { visitorRoutes } from "./visitor-routes.ts";
import { createWorld, type Settings, type World } from "./world.ts";

export interface FakeWechatParts {
  /** A loopback address: nobody else's machine has any business here. */
  host: string;
  /** 0 = any free one. */
  port: number;
  accounts: FakeAccounts;
  /** Where an account wants its messages, http://127.0.0.1:3000/wechat/callback; asked anew with each push. */
  webhookUrl(account: AccountKind): string;
  /** 安全模式 or 明文模式. */
  mode: PushMode;
  profile: "demo" | "production";
  clock: Clock;
  log: Log;
  /** Other than the usual, for tests. */
  settings?: Partial<Settings>;
}

export interface FakeWechat {
  port: number;
  url: string;
  stop(): Promise<void>;
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1"]);

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });

/** Pictures people and accounts sent, the page's own files, and where links to the mini-program lead. */
function serveFile(ctx: Context, world: World): boolean {
  const file = pageFileAt(ctx.path);
  const [, folder, name = ""] = ctx.path.split("/");
  if (file !== undefined) {
    ctx.type = file.type;
    ctx.body = file.text;
    return true;
  }
  const media = folder === "media" ? world.media.find(name, world.clock.now()) : undefined;
  if (media !== undefined) {
    ctx.type = media.type;
    ctx.body = media.bytes;
    return true;
  }
  const link = folder === "link" ? world.links.get(name) : undefined;
  if (link === undefined) return false;
  ctx.type = "text/html; charset=utf-8";
  ctx.body = linkPage(link);
  return true;
}

/**
 * A stand-in for the platform behind the official account and the mini-program: its server API by its rules, its pushes with their
 * signatures, encryption and repetitions, and a page with the conversation. Everything is in memory. No line of it is WeChat's.
 * @throws Error for a production profile, or an address others could reach
 */
export async function startFakeWechat(parts: FakeWechatParts): Promise<FakeWechat> {
  if (parts.profile === "production")
    throw new Error("the local platform is for demo and tests: production refuses it");
  if (!LOOPBACK.has(parts.host)) throw new Error(`the local platform listens on loopback only, not on ${parts.host}`);
  const { webhookUrl, mode } = parts;
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // everything under way listens to it
  const world = createWorld(parts);
  const pusher = createPusher(world, { webhookUrl, mode, stopping: stopping.signal });
  const apis = createApiServer(world, pusher, allApis, stopping.signal);
  const admin = adminRoutes(world, pusher);
  const visitors = visitorRoutes(world, pusher, stopping.signal);
  let port = 0;

  const koa = new Koa();
  koa.on("error", (error) => parts.log.debug({ err: error }, "connection"));
  koa.use(secureHeaders);
  koa.use(refuseStrangers(() => port));
  koa.use(admin.routes());
  koa.use(visitors.routes());
  koa.use(async (ctx) => {
    if (await apis.serve(ctx)) return;
    if (ctx.method === "GET" && serveFile(ctx, world)) return;
    if (ctx.path.startsWith("/__fake") || ctx.path.startsWith("/visitor")) return;
    ctx.type = "application/json; charset=utf-8";
    ctx.body = JSON.stringify(refuse(40066));
  });

  const server = createServer(koa.callback());
  port = await listen(server, parts.host, parts.port);
  world.origin = `http://${parts.host === "::1" ? "[::1]" : parts.host}:${port}`;
  return {
    port,
    url: world.origin,
    stop: async () => {
      stopping.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await pusher.settled();
    },
  };
}
