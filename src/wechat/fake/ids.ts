import { createHash } from "node:crypto";
import type { AccountKind } from "./accounts.ts";

const hashed = (text: string): string => createHash("sha256").update(text).digest("base64url");

export interface Ids {
  /** The same for a visitor as long as their browser keeps its key, also after a restart. */
  openid(account: AccountKind, visitor: string): string;
  /** 64 bits, more than a JavaScript number holds; never given twice, whenever the program was started. */
  messageId(now: Date): string;
  serial(): number;
  /** A new opaque name: tokens, tickets, media, codes. */
  opaque(kind: string): string;
}

/**
 * Names that follow from the seed and the order of asking, so that a run can be repeated.
 * @param seed must differ from start to start where programs remember names longer than this one runs
 */
export function createIds(seed: string): Ids {
  let count = 0;
  const next = (): number => {
    count += 1;
    return count;
  };
  return {
    openid: (account, visitor) => `o${hashed(`${account}:${visitor}`).slice(0, 27)}`,
    messageId: (now) => String(BigInt(now.getTime()) * 1_000_000n + BigInt(next() % 1_000_000)),
    serial: next,
    opaque: (kind) => hashed(`${seed}:${kind}:${next()}`),
  };
}
