import type { Ids } from "./ids.ts";

const LIFE_MS = 300_000;

type Redeemed<Value> = { value: Value } | { refusal: 40029 | 40163 };

/** Codes a mini-program's client gets and hands to its server: good once, for five minutes. */
export interface Codes<Value> {
  mint(value: Value, now: Date): string;
  redeem(code: string, now: Date): Redeemed<Value>;
}

export function createCodes<Value>(ids: Ids, kind: string): Codes<Value> {
  const codes = new Map<string, { value: Value; goodUntil: Date; isUsed: boolean }>();
  return {
    mint: (value, now) => {
      const code = ids.opaque(kind).slice(0, 32);
      codes.set(code, { value, goodUntil: new Date(now.getTime() + LIFE_MS), isUsed: false });
      return code;
    },
    redeem: (code, now) => {
      const known = codes.get(code);
      if (known === undefined || now >= known.goodUntil) return { refusal: 40029 };
      if (known.isUsed) return { refusal: 40163 };
      known.isUsed = true;
      return { value: known.value };
    },
  };
}
