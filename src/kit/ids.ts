import { createHash, createHmac, randomBytes } from "node:crypto";

/**
 * A UUID of version 7 (RFC 9562): time-ordered, so that index pages fill one after the other and outbox rows sort by age.
 * @param at the instant to encode; its milliseconds become the first 48 bits
 */
export function newId(at: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** An opaque bearer secret of 256 bits, URL-safe. */
export const newToken = (): string => randomBytes(32).toString("base64url");

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Keyed hash for identifiers of people: cannot be guessed back without the installation's secret. */
export const hmac = (secret: string, text: string): string => createHmac("sha256", secret).update(text).digest("hex");
