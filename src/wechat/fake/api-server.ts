import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "koa";
import { elapsed } from "../../kit/clock.ts";
import type { AccountKind } from "./accounts.ts";
import { type Answer, errcodeOf, refuse, withRid } from "./answers.ts";
import type { Api, Call } from "./api.ts";
import type { Pusher } from "./push/pusher.ts";
import { jsonOf, readBytes } from "./request-body.ts";
import type { World } from "./world.ts";

const BODY_BYTES = 256 * 1024;
const UPLOAD_BYTES = 11 * 1024 * 1024;

const HTML = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>";

export interface ApiServer {
  /** @returns false when there is no such API */
  serve(ctx: Context): Promise<boolean>;
}

/** Checks what every API checks: method, token, daily calls, one at a time; then injected faults have their way. */
export function createApiServer(world: World, pusher: Pusher, apis: readonly Api[], stopping: AbortSignal): ApiServer {
  const byPath = new Map(apis.map((api) => [api.path, api]));
  const busy = new Set<string>();

  const wait = (ms: number): Promise<unknown> => sleep(ms, undefined, { signal: stopping }).catch(() => undefined);

  const callerOf = (api: Api, ctx: Context): AccountKind | Answer => {
    if (api.isOpen) return "official";
    const { access_token: token } = ctx.query;
    if (typeof token !== "string") return refuse(41001);
    const holder = world.tokens.holderOf(token, world.clock.now());
    if (typeof holder === "number") return refuse(holder);
    return api.only === undefined || api.only === holder ? holder : refuse(48001);
  };

  const answered = async (api: Api, given: unknown, call: Call, delayMs: number): Promise<Answer> => {
    const refusal = world.usage.count(call.account, api.path, call.now);
    if (refusal !== undefined) return refuse(refusal);
    const key = api.exclusiveKey(given);
    if (key !== undefined && busy.has(key)) return refuse(43108);
    if (key !== undefined) busy.add(key);
    try {
      const answer = await api.answer(given, call);
      if (delayMs > 0) await wait(delayMs);
      return answer;
    } finally {
      if (key !== undefined) busy.delete(key);
    }
  };

  const answerOf = async (api: Api, ctx: Context, delayMs: number): Promise<Answer> => {
    const bytes = await readBytes(ctx.req, api.isUpload ? UPLOAD_BYTES : BODY_BYTES);
    if (bytes === undefined) return refuse(45002);
    const isPost = ctx.method === "POST";
    if (isPost ? !api.methods.includes("POST") : !(ctx.method === "GET" && api.methods.includes("GET")))
      return refuse(isPost ? 43001 : 43002);
    const account = callerOf(api, ctx);
    if (typeof account !== "string") return account;
    const given = isPost && !api.isUpload ? jsonOf(bytes) : { ...ctx.query };
    if (given === undefined) return refuse(47001);
    const contentType = ctx.get("content-type");
    return answered(api, given, { world, pusher, account, now: world.clock.now(), bytes, contentType }, delayMs);
  };

  const send = (ctx: Context, answer: Answer): void => {
    if ("bytes" in answer && Buffer.isBuffer(answer.bytes)) {
      ctx.type = String(answer["type"]);
      ctx.body = answer.bytes;
      return;
    }
    ctx.type = "application/json; charset=utf-8";
    ctx.body = JSON.stringify(withRid(answer, world.ids.opaque("rid").slice(0, 24)));
  };

  return {
    serve: async (ctx) => {
      const api = byPath.get(ctx.path);
      if (api === undefined) return false;
      const startedAt = elapsed();
      const fault = world.faults.take(api.path);
      if (fault !== undefined && "http500" in fault) {
        ctx.status = 500;
        ctx.body = "";
      } else if (fault !== undefined && "html" in fault) {
        ctx.type = "text/html; charset=utf-8";
        ctx.body = HTML;
      } else {
        const isRefused = fault !== undefined && "errcode" in fault;
        const delayMs = fault !== undefined && "delay" in fault ? fault.delay : 0;
        const answer = isRefused ? refuse(fault.errcode, "(injected)") : await answerOf(api, ctx, delayMs);
        send(ctx, answer);
        world.log.debug(
          { path: api.path, errcode: errcodeOf(answer), ms: Math.round(elapsed() - startedAt) },
          "local platform",
        );
      }
      if (fault !== undefined && "drop" in fault) {
        ctx.respond = false;
        ctx.req.socket.destroy();
      }
      return true;
    },
  };
}
