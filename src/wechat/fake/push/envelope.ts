import { createMessageCipher, type MessageCipher, signatureOf } from "../../crypto.ts";
import { writeXml } from "../../xml.ts";
import type { AccountKind, FakeAccounts } from "../accounts.ts";

export type PushMode = "aes" | "plain";

/** What signs and encrypts the pushes of an account. */
export interface Seal {
  token: string;
  /** Undefined in 明文模式. */
  cipher?: MessageCipher;
}

export function sealOf(accounts: FakeAccounts, account: AccountKind, mode: PushMode): Seal {
  const { token, aesKey } = accounts.official;
  const { appid } = accounts[account];
  return mode === "plain" ? { token } : { token, cipher: createMessageCipher({ aesKey, appid }) };
}

export interface Envelope {
  query: URLSearchParams;
  body: string;
}

/** The post of a message: signed in its query, encrypted in its body (official page 消息推送). */
export function envelopeOf(
  xml: string,
  { token, cipher }: Seal,
  { to, openid, timestamp, nonce }: { to: string; openid: string; timestamp: string; nonce: string },
): Envelope {
  const query = new URLSearchParams({ signature: signatureOf(token, timestamp, nonce), timestamp, nonce, openid });
  if (cipher === undefined) return { query, body: xml };
  const encrypted = cipher.encrypt(xml);
  query.set("encrypt_type", "aes");
  query.set("msg_signature", signatureOf(token, timestamp, nonce, encrypted));
  return { query, body: writeXml({ ToUserName: to, Encrypt: encrypted }) };
}
