import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** SHA-1 of the parts, sorted and joined: what the platform signs its posts and we our replies with (official page 消息推送). */
export const signatureOf = (...parts: string[]): string =>
  createHash("sha1").update(parts.sort().join("")).digest("hex");

/** In constant time, so that a signature cannot be found out letter by letter. */
export function isSameSignature(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}

type Decrypted = { kind: "message"; text: string } | { kind: "refused"; reason: string };

/** 安全模式: AES-256-CBC with the key's first half as IV. */
export interface MessageCipher {
  /** @param random 16 bytes before the message; given in tests only */
  encrypt(plain: string, random?: Buffer): string;
  /** Refuses what was not encrypted for this appid with this key; never throws. */
  decrypt(encrypted: string): Decrypted;
}

const BLOCK = 32; // the padding counts to 32, not to the 16 of AES
const RANDOM_BYTES = 16;
const HEAD = RANDOM_BYTES + 4;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

const refused = (reason: string): Decrypted => ({ kind: "refused", reason });

const pad = (plain: Buffer): Buffer => {
  const count = BLOCK - (plain.length % BLOCK);
  return Buffer.concat([plain, Buffer.alloc(count, count)]);
};

/** @returns undefined when the padding is not what `pad` makes */
function unpad(padded: Buffer): Buffer | undefined {
  const count = padded.at(-1) ?? 0;
  if (count < 1 || count > BLOCK || count > padded.length) return undefined;
  const end = padded.length - count;
  return padded.subarray(end).every((byte) => byte === count) ? padded.subarray(0, end) : undefined;
}

/** @param plain random(16) + length(4, big-endian) + message + appid */
function messageIn(plain: Buffer, appid: string): Decrypted {
  if (plain.length < HEAD) return refused("too short");
  const end = HEAD + plain.readUInt32BE(RANDOM_BYTES);
  if (end > plain.length) return refused("length does not fit");
  if (plain.subarray(end).toString("latin1") !== appid) return refused("another appid");
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain.subarray(HEAD, end));
    return { kind: "message", text };
  } catch {
    return refused("not UTF-8");
  }
}

/**
 * @param options.aesKey the EncodingAESKey of the account's server configuration, 43 characters
 * @throws Error when the key is not one
 */
export function createMessageCipher({ aesKey, appid }: { aesKey: string; appid: string }): MessageCipher {
  const key = Buffer.from(`${aesKey}=`, "base64");
  if (aesKey.length !== 43 || key.length !== 32) throw new Error("an EncodingAESKey has 43 characters of base64");
  const iv = key.subarray(0, 16);
  return {
    encrypt: (plain, random = randomBytes(RANDOM_BYTES)) => {
      const message = Buffer.from(plain);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(message.length);
      const cipher = createCipheriv("aes-256-cbc", key, iv).setAutoPadding(false);
      const padded = pad(Buffer.concat([random, length, message, Buffer.from(appid)]));
      return Buffer.concat([cipher.update(padded), cipher.final()]).toString("base64");
    },
    decrypt: (encrypted) => {
      const bytes = BASE64.test(encrypted) ? Buffer.from(encrypted, "base64") : Buffer.alloc(0);
      if (bytes.length === 0 || bytes.length % BLOCK !== 0) return refused("not whole blocks of base64");
      const decipher = createDecipheriv("aes-256-cbc", key, iv).setAutoPadding(false);
      const plain = unpad(Buffer.concat([decipher.update(bytes), decipher.final()]));
      return plain === undefined ? refused("bad padding") : messageIn(plain, appid);
    },
  };
}
