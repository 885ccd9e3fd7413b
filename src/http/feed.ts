import { PassThrough } from "node:stream";
import type { Context } from "koa";
import type { Feed } from "./route.ts";

const HEARTBEAT_MS = 15_000; // proxies cut connections that are silent for a minute

/**
 * Answers with server-sent events until the page goes away or the program stops. The browser reconnects by itself.
 * @param stopping aborted when the program stops
 */
export function openFeed(ctx: Context, feed: Feed, stopping: AbortSignal): void {
  const stream = new PassThrough();
  const closing = new AbortController();
  const heartbeat = setInterval(() => stream.write(": alive\n\n"), HEARTBEAT_MS);
  const close = (): void => {
    if (closing.signal.aborted) return;
    clearInterval(heartbeat);
    stopping.removeEventListener("abort", close);
    closing.abort();
    stream.end();
  };
  stopping.addEventListener("abort", close);
  ctx.res.once("close", close);
  ctx.type = "text/event-stream; charset=utf-8";
  ctx.set("X-Accel-Buffering", "no"); // nginx would hold events back
  ctx.body = stream;
  stream.write("retry: 3000\n\n");
  feed(({ event, data }) => {
    if (!closing.signal.aborted) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }, closing.signal);
}
