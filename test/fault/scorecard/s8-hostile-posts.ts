import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { systemClock } from "../../../src/kit/clock.ts";
import { createMessageCipher, signatureOf } from "../../../src/wechat/crypto.ts";
import { readXml, writeXml, type XmlFields } from "../../../src/wechat/xml.ts";
import { type Post, plainPost, sealedPost, TEST_ACCOUNT, textMessage } from "../../support/wechat-posts.ts";

/** A post that nobody but WeChat could have made, changed or made up by somebody else. Every one has a message and a sender of its own. */
export interface HostilePost {
  attack: string;
  mode: "aes" | "plain";
  post: Post;
}

const now = (): Date => systemClock.now();
export const anOpenid = (): string => `o${randomUUID().replaceAll("-", "").slice(0, 27)}`;
const aMessage = (): XmlFields => textMessage(anOpenid(), "双流的电焊班", now());

/** One character changed into another of the same kind, at a random place. */
function flipped(text: string, alphabet: string): string {
  const at = randomInt(text.length);
  const others = [...alphabet].filter((sign) => sign !== text[at]);
  return text.slice(0, at) + (others[randomInt(others.length)] ?? "") + text.slice(at + 1);
}

const DIGITS = "0123456789";
const HEX = "0123456789abcdef";
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const withQuery = (post: Post, name: string, alphabet: string): Post => ({
  ...post,
  query: { ...post.query, [name]: flipped(post.query[name] ?? "", alphabet) },
});

const sealedOf = ({ body }: Post): string => {
  const read = readXml(body);
  if (read.kind === "refused") throw new Error(read.reason);
  return String(read.fields["Encrypt"]);
};

/** The sealed text is changed, and the signature that was made for it stays. */
function withSealFlipped(post: Post): Post {
  return { ...post, body: writeXml({ ToUserName: TEST_ACCOUNT.accountId, Encrypt: flipped(sealedOf(post), BASE64) }) };
}

const stranger = { ...TEST_ACCOUNT, appid: "wxfedcba9876543210" };
const thief = {
  ...TEST_ACCOUNT,
  aesKey: randomBytes(48)
    .toString("base64")
    .replace(/[^A-Za-z0-9]/g, "a")
    .slice(0, 43),
};

/** Signed with a token that was guessed. */
function forged(): Post {
  const post = sealedPost(aMessage(), now());
  const { timestamp = "", nonce = "" } = post.query;
  const msg_signature = signatureOf(randomBytes(12).toString("hex"), timestamp, nonce, sealedOf(post));
  return { ...post, query: { ...post.query, msg_signature } };
}

const seconds = (count: number): Date => new Date(now().getTime() + count * 1_000);

const ATTACKS: Record<string, { mode: "aes" | "plain"; make(): Post }> = {
  "timestamp changed": { mode: "aes", make: () => withQuery(sealedPost(aMessage(), now()), "timestamp", DIGITS) },
  "nonce changed": { mode: "aes", make: () => withQuery(sealedPost(aMessage(), now()), "nonce", DIGITS) },
  "msg_signature changed": { mode: "aes", make: () => withQuery(sealedPost(aMessage(), now()), "msg_signature", HEX) },
  "sealed text changed": { mode: "aes", make: () => withSealFlipped(sealedPost(aMessage(), now())) },
  forged: { mode: "aes", make: forged },
  "sealed for another appid": { mode: "aes", make: () => sealedPost(aMessage(), now(), createMessageCipher(stranger)) },
  "sealed with another key": { mode: "aes", make: () => sealedPost(aMessage(), now(), createMessageCipher(thief)) },
  "older than 300 s": { mode: "aes", make: () => sealedPost(aMessage(), seconds(-301 - randomInt(86_400))) },
  "not sealed": { mode: "aes", make: () => plainPost(aMessage(), now()) },
  "plain: timestamp changed": {
    mode: "plain",
    make: () => withQuery(plainPost(aMessage(), now()), "timestamp", DIGITS),
  },
  "plain: nonce changed": { mode: "plain", make: () => withQuery(plainPost(aMessage(), now()), "nonce", DIGITS) },
  "plain: signature changed": { mode: "plain", make: () => withQuery(plainPost(aMessage(), now()), "signature", HEX) },
  "plain: older than 300 s": { mode: "plain", make: () => plainPost(aMessage(), seconds(-301 - randomInt(86_400))) },
};

/** The attacks in turn, until there are `count`. */
export function* hostilePosts(count: number): Generator<HostilePost> {
  const attacks = Object.entries(ATTACKS);
  for (let at = 0; at < count; at++) {
    const [attack, { mode, make }] = attacks[at % attacks.length] ?? ["", { mode: "aes", make: forged }];
    yield { attack, mode, post: make() };
  }
}
