import { randomInt } from "node:crypto";
import type { Context } from "koa";
import { type Clock, elapsed } from "../kit/clock.ts";
import type { Log } from "../kit/log.ts";
import { signatureOf } from "./crypto.ts";
import type { Claim, Dedupe } from "./dedupe.ts";
import { type Inbound, identityOf, readInbound } from "./inbound.ts";
import { type PassiveReply, replyFields } from "./passive-reply.ts";
import { guardPush, mayEcho, type PushQuery, type PushSecrets } from "./push-guard.ts";
import { readRawBody } from "./raw-body.ts";
import { openSlot, whileInSlot } from "./reply-slot.ts";
import { writeXml } from "./xml.ts";

/** The webhook of an account: WeChat's pushes in, passive replies out. */
export interface Gateway {
  /** GET = 验证服务器地址, POST = a push. */
  serve(ctx: Context): Promise<void>;
  /** Resolves when the work of all pushes is done, answered or not. */
  idle(): Promise<void>;
}

export interface GatewayNeeds {
  secrets: PushSecrets;
  dedupe: Dedupe;
  /**
   * Works on a push, once. The first thing it says in the reply slot is the answer; what it says later, or after 4.2 seconds, it has to
   * send by itself.
   */
  receive(inbound: Inbound): Promise<void>;
  /** Called while a push is being claimed: may look things up for `receive`, and changes nothing, for the push may be a copy. */
  lookAhead?(inbound: Inbound): void;
  /** Called when WeChat asks whether we are there: pushes will follow. */
  onVerified?(): void;
  clock: Clock;
  log: Log;
  /** How long an answer is waited for; 4.2 s unless told otherwise. */
  slotMs?: number;
}

/** WeChat hangs up after five seconds and asks again; the rest is for the way. */
const SLOT_MS = 4_200;
/** Pushes come within seconds. One that is older was answered long ago, and the key that would tell is gone soon. */
const TOO_OLD_MS = 10 * 60_000;
const MAX_ECHO = 128;

const APOLOGY: PassiveReply = { kind: "text", text: "抱歉，系统正在恢复，请过几分钟再发一次。急事请拨打 12333。" };

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
const queryOf = (ctx: Context): PushQuery =>
  Object.fromEntries(Object.entries(ctx.query).map(([name, value]) => [name, one(value)]));

/** Whose the answer is and how it has to look: sealed when the push was. */
function writeReply(
  reply: PassiveReply,
  to: Inbound,
  { token, cipher }: PushSecrets,
  nonce: string,
  now: Date,
): string {
  const xml = writeXml(replyFields(reply, { openid: to.openid, accountId: to.accountId, now }));
  if (cipher === undefined) return xml;
  const Encrypt = cipher.encrypt(xml);
  const TimeStamp = Math.floor(now.getTime() / 1_000);
  return writeXml({
    Encrypt,
    MsgSignature: signatureOf(token, `${TimeStamp}`, nonce, Encrypt),
    TimeStamp,
    Nonce: nonce,
  });
}

const mayTransfer = (inbound: Inbound): boolean =>
  inbound.kind === "text" || inbound.kind === "media" || inbound.kind === "location";

/** A hand-over is refused where nothing was written; the person gets no error for that, but silence. */
const allowed = (reply: PassiveReply | undefined, inbound: Inbound): PassiveReply | undefined =>
  reply?.kind === "transfer" && !mayTransfer(inbound) ? undefined : reply;

export function createGateway(needs: GatewayNeeds): Gateway {
  const { secrets, dedupe, receive, clock, log, slotMs = SLOT_MS } = needs;
  const working = new Set<Promise<void>>();

  const track = (work: Promise<void>): void => {
    const tracked = work.finally(() => working.delete(tracked));
    working.add(tracked);
  };

  /** Works on a push of ours. Late work goes on behind the answer. */
  const work = async (inbound: Inbound, leftMs: number): Promise<PassiveReply | undefined> => {
    const slot = openSlot();
    const timer = setTimeout(slot.close, leftMs);
    track(
      whileInSlot(slot, () => receive(inbound))
        .catch((error: unknown) => log.error({ err: error, kind: inbound.kind }, "push not worked on"))
        .finally(slot.close),
    );
    return slot.said.finally(() => clearTimeout(timer));
  };

  /** @returns the answer of whoever works on this push: us, or another post or process with the same one */
  const answerOf = async (inbound: Inbound, identity: string, since: number): Promise<PassiveReply | undefined> => {
    const left = (): number => Math.max(0, slotMs - (elapsed() - since));
    needs.lookAhead?.(inbound);
    let claim: Claim = await dedupe.claim(identity, inbound.createdAt, clock.now());
    if (claim.kind === "pending") claim = await dedupe.settled(identity, inbound.createdAt, left(), () => clock.now());
    if (claim.kind === "answered") return claim.reply;
    if (claim.kind === "pending") return undefined;
    const reply = allowed(await work(inbound, left()), inbound);
    // WeChat is not kept waiting for it: a copy comes after five seconds at the earliest, and would wait for this row
    track(
      dedupe
        .settle(claim, reply, clock.now())
        .catch((error: unknown) => log.error({ err: error }, "answer not kept for repetitions")),
    );
    return reply;
  };

  const refuse = (ctx: Context, status: number, reason: string): void => {
    log.warn({ reason }, "push refused");
    ctx.status = status;
    ctx.type = "text/plain";
    ctx.body = "";
  };

  const answer = (ctx: Context, body: string): void => {
    ctx.status = 200;
    ctx.type = body.startsWith("<") ? "text/xml; charset=utf-8" : "text/plain; charset=utf-8";
    ctx.body = body;
  };

  const echo = (ctx: Context): void => {
    const query = queryOf(ctx);
    const text = query["echostr"] ?? "";
    if (!mayEcho(secrets, query, clock.now())) refuse(ctx, 403, "signature of the echo");
    else if (text.length > MAX_ECHO || !/^[\w-]+$/.test(text)) refuse(ctx, 400, "echostr");
    else {
      needs.onVerified?.();
      answer(ctx, text);
    }
  };

  const receivePush = async (ctx: Context): Promise<void> => {
    const since = elapsed();
    const body = await readRawBody(ctx.req);
    if (body === undefined) return refuse(ctx, 413, "body too large");
    const guarded = guardPush(secrets, queryOf(ctx), body, clock);
    if (guarded.kind === "refused") return refuse(ctx, 403, guarded.reason);
    const inbound = readInbound(guarded.fields);
    if (inbound.kind === "unreadable" || inbound.kind === "ignored") {
      log.info(
        inbound.kind === "ignored" ? { push: inbound.name } : { push: "unreadable", fields: inbound.reason },
        "push ignored",
      );
      return answer(ctx, "success");
    }
    if (Math.abs(clock.now().getTime() - inbound.createdAt.getTime()) > TOO_OLD_MS) {
      log.info({ kind: inbound.kind }, "push too old");
      return answer(ctx, "success");
    }
    const reply = await answerOf(inbound, identityOf(guarded.fields), since).catch((error: unknown) => {
      log.error({ err: error, kind: inbound.kind }, "push not claimed");
      return APOLOGY;
    });
    const nonce = queryOf(ctx)["nonce"] ?? `${randomInt(1_000_000_000)}`;
    answer(ctx, reply === undefined ? "success" : writeReply(reply, inbound, secrets, nonce, clock.now()));
  };

  return {
    serve: async (ctx) => {
      ctx.set("Cache-Control", "no-store");
      await (ctx.method === "GET" ? echo(ctx) : receivePush(ctx));
    },
    idle: async () => {
      while (working.size > 0) await Promise.all(working);
    },
  };
}
