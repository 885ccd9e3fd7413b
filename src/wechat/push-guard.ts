import type { Clock } from "../kit/clock.ts";
import { isSameSignature, type MessageCipher, signatureOf } from "./crypto.ts";
import { readXml } from "./xml.ts";

/** The server configuration of the account: what pushes are signed and sealed with. */
export interface PushSecrets {
  token: string;
  /** 安全模式; undefined = 明文模式, where only the query is signed (development). */
  cipher?: MessageCipher;
}

/** A push that is WeChat's, or why it is not. The reason is for the log and names no value. */
type Guarded = { kind: "push"; fields: Record<string, unknown> } | { kind: "refused"; reason: string };

export type PushQuery = Readonly<Record<string, string | undefined>>;

/**
 * How old or how far ahead a signed timestamp may be. Our own choice: WeChat publishes none, and its repetitions carry new timestamps.
 */
const FRESH_SECONDS = 300;

const refused = (reason: string): Guarded => ({ kind: "refused", reason });

const isFresh = (timestamp: string, now: Date): boolean =>
  /^\d{1,12}$/.test(timestamp) && Math.abs(now.getTime() / 1_000 - Number(timestamp)) <= FRESH_SECONDS;

/** @param more what is signed besides token, time and nonce: the sealed text in 安全模式 */
function isSigned(signature: string | undefined, { token }: PushSecrets, query: PushQuery, ...more: string[]): boolean {
  const { timestamp, nonce } = query;
  if (signature === undefined || timestamp === undefined || nonce === undefined) return false;
  return isSameSignature(signature, signatureOf(token, timestamp, nonce, ...more));
}

/** 验证服务器地址: whether the question comes from WeChat, and may be given back its `echostr`. */
export function mayEcho(secrets: PushSecrets, query: PushQuery, now: Date): boolean {
  return isSigned(query["signature"], secrets, query) && isFresh(query["timestamp"] ?? "", now);
}

/** Signature, age, seal, appid and form of a push, in that order: nothing of it is read before it is known to be WeChat's. */
export function guardPush(secrets: PushSecrets, query: PushQuery, body: string, clock: Clock): Guarded {
  const outer = readXml(body);
  if (outer.kind === "refused") return refused(`XML: ${outer.reason}`);
  const { cipher } = secrets;
  if (cipher === undefined) {
    if (!isSigned(query["signature"], secrets, query)) return refused("signature");
    if (!isFresh(query["timestamp"] ?? "", clock.now())) return refused("timestamp");
    return { kind: "push", fields: outer.fields };
  }
  const sealed = outer.fields["Encrypt"];
  if (typeof sealed !== "string") return refused("not sealed");
  // `signature` is there as well, but says nothing of the body: the official page forbids its use in this mode
  if (!isSigned(query["msg_signature"], secrets, query, sealed)) return refused("msg_signature");
  if (!isFresh(query["timestamp"] ?? "", clock.now())) return refused("timestamp");
  const opened = cipher.decrypt(sealed);
  if (opened.kind === "refused") return refused(`seal: ${opened.reason}`);
  const inner = readXml(opened.text);
  return inner.kind === "refused" ? refused(`inner XML: ${inner.reason}`) : { kind: "push", fields: inner.fields };
}
