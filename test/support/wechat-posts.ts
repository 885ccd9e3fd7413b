import { randomInt } from "node:crypto";
import { createMessageCipher, signatureOf } from "../../src/wechat/crypto.ts";
import { readXml, writeXml, type XmlFields } from "../../src/wechat/xml.ts";

/** Server configuration of an account that exists in tests only. */
export const TEST_ACCOUNT = {
  appid: "wx0123456789abcdef",
  token: "TokenOfTheTestAccount",
  aesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
  accountId: "gh_0123456789ab",
} as const;

export const testCipher = createMessageCipher(TEST_ACCOUNT);

export interface Post {
  query: Record<string, string>;
  body: string;
}

const secondsOf = (at: Date): string => `${Math.floor(at.getTime() / 1_000)}`;

/** A push as WeChat signs and seals it. */
export function sealedPost(fields: XmlFields, at: Date, cipher = testCipher): Post {
  const [timestamp, nonce] = [secondsOf(at), `${randomInt(1_000_000_000)}`];
  const Encrypt = cipher.encrypt(writeXml(fields));
  const { token, accountId } = TEST_ACCOUNT;
  return {
    query: {
      signature: signatureOf(token, timestamp, nonce),
      timestamp,
      nonce,
      openid: String(fields["FromUserName"] ?? ""),
      encrypt_type: "aes",
      msg_signature: signatureOf(token, timestamp, nonce, Encrypt),
    },
    body: writeXml({ ToUserName: accountId, Encrypt }),
  };
}

/** A push of 明文模式: only the query is signed. */
export function plainPost(fields: XmlFields, at: Date): Post {
  const [timestamp, nonce] = [secondsOf(at), `${randomInt(1_000_000_000)}`];
  const signature = signatureOf(TEST_ACCOUNT.token, timestamp, nonce);
  return { query: { signature, timestamp, nonce, openid: String(fields["FromUserName"]) }, body: writeXml(fields) };
}

/** @param messageId given = the very same message */
export const textMessage = (
  openid: string,
  text: string,
  at: Date,
  messageId = `${randomInt(2 ** 47)}`,
): XmlFields => ({
  ToUserName: TEST_ACCOUNT.accountId,
  FromUserName: openid,
  CreateTime: Number(secondsOf(at)),
  MsgType: "text",
  Content: text,
  MsgId: messageId,
});

export const anEvent = (openid: string, event: string, at: Date, more: XmlFields = {}): XmlFields => ({
  ToUserName: TEST_ACCOUNT.accountId,
  FromUserName: openid,
  CreateTime: Number(secondsOf(at)),
  MsgType: "event",
  Event: event,
  ...more,
});

export interface Answered {
  status: number;
  body: string;
  /** Fields of the reply, opened and its signature checked; undefined for success and empty answers. */
  reply: Record<string, unknown> | undefined;
}

const fieldsOf = (xml: string): Record<string, unknown> => {
  const read = readXml(xml);
  if (read.kind === "refused") throw new Error(`no XML: ${read.reason}`);
  return read.fields;
};

/** What the other side makes of an answer. @throws Error when it is sealed and does not carry our signature */
export function readAnswer(body: string): Record<string, unknown> | undefined {
  if (!body.startsWith("<")) return undefined;
  const fields = fieldsOf(body);
  const { Encrypt, MsgSignature, TimeStamp, Nonce } = fields;
  if (Encrypt === undefined) return fields;
  const signature = signatureOf(TEST_ACCOUNT.token, String(TimeStamp), String(Nonce), String(Encrypt));
  if (signature !== MsgSignature) throw new Error("the reply is not signed");
  const opened = testCipher.decrypt(String(Encrypt));
  if (opened.kind === "refused") throw new Error(`the reply does not open: ${opened.reason}`);
  return fieldsOf(opened.text);
}

/** Posts to a webhook as WeChat does. */
export async function post(url: string, { query, body }: Post): Promise<Answered> {
  const address = new URL(url);
  address.search = new URLSearchParams(query).toString();
  const answer = await fetch(address, { method: "POST", headers: { "content-type": "text/xml" }, body });
  const text = await answer.text();
  return { status: answer.status, body: text, reply: answer.status === 200 ? readAnswer(text) : undefined };
}
