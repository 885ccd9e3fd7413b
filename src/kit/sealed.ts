import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/** Seals short texts (openids, telephone numbers, tokens), so that a stolen table says nothing. */
export interface Sealer {
  seal(plain: string): string;
  /** @throws Error when it was sealed with another key, or changed since */
  open(sealed: string): string;
}

const VERSION = "v1";

/**
 * AES-256-GCM with a key of its own for each purpose, derived from the installation's secret (HKDF-SHA-256). The envelope names its
 * version and key, so that a key may be replaced: `v1.<key id>.<nonce>.<tag>.<text>`.
 * @param purpose what is sealed; a text sealed for one purpose does not open for another
 */
export function createSealer(secret: string, purpose: string): Sealer {
  const key = Buffer.from(hkdfSync("sha256", secret, "jiangtu-sealed", purpose, 32));
  const keyId = createHash("sha256").update(key).digest("hex").slice(0, 8);
  return {
    seal: (plain) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return [VERSION, keyId, ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString("base64url"))].join(
        ".",
      );
    },
    open: (sealed) => {
      const [version, id, ...parts] = sealed.split(".");
      const [nonce, tag, text] = parts.map((part) => Buffer.from(part, "base64url"));
      if (version !== VERSION || id !== keyId || nonce === undefined || tag === undefined || text === undefined)
        throw new Error(`not sealed with the key in use (${purpose})`);
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 });
      decipher.setAuthTag(tag);
      return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
    },
  };
}
