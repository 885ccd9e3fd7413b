import { PassThrough } from "node:stream";
import Router from "@koa/router";
import type { Context } from "koa";
import { z } from "zod";
import { type City, readCities } from "./counties.ts";
import { answerJson, readInput } from "./json-routes.ts";
import { imageTypeOf } from "./media-store.ts";
import type { Person } from "./people.ts";
import { act, mayAct, PersonAction } from "./person-actions.ts";
import type { Pusher } from "./push/pusher.ts";
import { readBytes } from "./request-body.ts";
import type { World } from "./world.ts";

/** Who a browser is: a random key it made and keeps, of 128 bits. */
const VISITOR = /^[A-Za-z0-9_-]{22}$/;
const MAX_IMAGE_BYTES = 5 * 1024 * 1024;
const HEARTBEAT_MS = 15_000;
const KEPT_SHOWN = 200;

interface Visitor {
  official: Person;
  miniprogram: Person;
}

const viewOf = (world: World, { official, miniprogram }: Visitor): unknown => ({
  isFollowing: official.isFollowing,
  isRefusing: official.isRefusing,
  menu: world.menu?.button ?? [],
  templates: world.templates.map(({ id, title, type, account }) => ({ id, title, type, account })),
  scenes: world.qrCodes.map(({ scene }) => scene),
  credits: Object.fromEntries([...official.credits, ...miniprogram.credits]),
});

const historyOf = ({ official, miniprogram }: Visitor): unknown => ({
  entries: [...official.transcript, ...miniprogram.transcript].sort((a, b) => a.id - b.id).slice(-KEPT_SHOWN),
  exchanges: [...official.exchanges, ...miniprogram.exchanges].sort((a, b) => a.id - b.id),
});

/** What the page of the conversation asks for. What a person does there goes to the account through its webhook. */
export function visitorRoutes(world: World, pusher: Pusher, stopping: AbortSignal): Router {
  const router = new Router({ prefix: "/visitor" });
  let cities: City[] | undefined;

  const visitorOf = (ctx: Context, key: unknown): Visitor | undefined => {
    if (typeof key !== "string" || !VISITOR.test(key)) {
      answerJson(ctx, { error: "缺少本浏览器的标识，请刷新页面" }, 400);
      return undefined;
    }
    return {
      official: world.people.ofVisitor("official", key),
      miniprogram: world.people.ofVisitor("miniprogram", key),
    };
  };
  const ofHeader = (ctx: Context): Visitor | undefined => visitorOf(ctx, ctx.get("x-visitor"));

  router.get("/feed", (ctx) => {
    const visitor = visitorOf(ctx, ctx.query["visitor"]);
    if (visitor === undefined) return;
    const stream = new PassThrough();
    const send = (event: string, data: unknown): void => {
      stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const heartbeat = setInterval(() => stream.write(": alive\n\n"), HEARTBEAT_MS);
    const openids = [visitor.official.openid, visitor.miniprogram.openid];
    const unlisten = world.feed.listen(openids, (event, data) =>
      event === "changed" ? send("view", viewOf(world, visitor)) : send(event, data),
    );
    const close = (): void => {
      clearInterval(heartbeat);
      unlisten();
      stopping.removeEventListener("abort", close);
      stream.end();
    };
    stopping.addEventListener("abort", close);
    ctx.res.once("close", close);
    ctx.type = "text/event-stream; charset=utf-8";
    ctx.body = stream;
    stream.write("retry: 2000\n\n");
    send("view", viewOf(world, visitor));
    send("history", historyOf(visitor));
  });

  router.post("/acts", async (ctx) => {
    const visitor = ofHeader(ctx);
    if (visitor === undefined) return;
    const action = await readInput(ctx, PersonAction);
    if (action === undefined) return;
    const person = visitor.official;
    if (!mayAct(person, action)) return answerJson(ctx, { error: "请先关注" }, 409);
    const { inbound, options } = act(action, person, world);
    answerJson(ctx, {}, 202);
    // One after the other, as they happened; the page is told of replies by its feed.
    void inbound
      .reduce<Promise<unknown>>(
        (before, one) => before.then(() => pusher.push(person, one, options)),
        Promise.resolve(),
      )
      .catch((error: unknown) => world.log.error({ err: error }, "push"));
  });

  router.post("/settings", async (ctx) => {
    const visitor = ofHeader(ctx);
    if (visitor === undefined) return;
    const input = await readInput(ctx, z.strictObject({ isRefusing: z.boolean() }));
    if (input === undefined) return;
    visitor.official.isRefusing = input.isRefusing;
    world.feed.publish(visitor.official.openid, "changed", {});
    answerJson(ctx, {});
  });

  router.post("/images", async (ctx) => {
    if (ofHeader(ctx) === undefined) return;
    const bytes = await readBytes(ctx.req, MAX_IMAGE_BYTES);
    const type = bytes && imageTypeOf(bytes);
    if (bytes === undefined || type === undefined)
      return answerJson(ctx, { error: "只能发 5 MB 以内的 PNG、JPEG 或 GIF 图片" }, 400);
    answerJson(ctx, { mediaId: world.media.add(bytes, type, world.clock.now()) });
  });

  router.get("/cities", (ctx) => {
    cities ??= readCities();
    answerJson(ctx, cities);
  });
  return router;
}
