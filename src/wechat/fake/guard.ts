import type { Context, Next } from "koa";

/** Names of this machine as a browser on it writes them; whoever comes by another name was led here (DNS rebinding). */
const loopbackHosts = (port: number): ReadonlySet<string> =>
  new Set(["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${port}`));

const isReading = (method: string): boolean => method === "GET" || method === "HEAD";

/**
 * Pages of other sites may neither read nor change anything here: requests must name this machine, and those that change something
 * must come from our own page or from no page at all, as programs do.
 */
export const refuseStrangers = (port: () => number) => async (ctx: Context, next: Next) => {
  const origin = ctx.get("origin");
  const site = ctx.get("sec-fetch-site");
  const isOwnHost = loopbackHosts(port()).has(ctx.get("host"));
  const isOwnOrigin = origin === "" || origin === `http://${ctx.get("host")}`;
  const isOwnSite = site === "" || site === "same-origin" || site === "none";
  if (isOwnHost && isOwnOrigin && (isReading(ctx.method) || isOwnSite)) return next();
  ctx.status = 403;
  ctx.body = "本地模拟只接受来自本机、本页面的请求。";
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Pictures of articles come from the program next door.
  "img-src 'self' data: http://127.0.0.1:* http://localhost:*",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

export async function secureHeaders(ctx: Context, next: Next): Promise<void> {
  ctx.set({
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
  });
  await next();
}
