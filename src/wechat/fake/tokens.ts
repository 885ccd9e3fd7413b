import type { AccountKind } from "./accounts.ts";
import type { Ids } from "./ids.ts";

const LIFE_MS = 7_200_000;
/** A token is replaced so long before its end, and both are good meanwhile; a legacy one lives on so long after the next was asked for. */
const OVERLAP_MS = 300_000;
const FORCE_GAP_MS = 30_000;
const FORCED_PER_DAY = 20;

interface Token {
  account: AccountKind;
  text: string;
  goodUntil: Date;
  isKilled: boolean;
}

export type Issued = { token: string; expiresInSeconds: number } | { refusal: 45009 | 45011 };

/** access_token, by the rules of stable_token and of the older token call, which know nothing of each other. */
export interface Tokens {
  stable(account: AccountKind, now: Date): Issued;
  forced(account: AccountKind, now: Date): Issued;
  /** Each call ends the token before it after five minutes. */
  legacy(account: AccountKind, now: Date): Issued;
  /** @returns whose it is, or the code it is refused with */
  holderOf(token: string, now: Date): AccountKind | 40001 | 40014 | 42001;
  /** As if the platform had withdrawn them. */
  killAll(): void;
}

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
const secondsLeft = (token: Token, now: Date): number => Math.floor((token.goodUntil.getTime() - now.getTime()) / 1000);

export function createTokens(ids: Ids): Tokens {
  const all = new Map<string, Token>();
  const current = new Map<string, Token>();
  const forcedAt = new Map<AccountKind, Date[]>();

  const issue = (family: string, account: AccountKind, now: Date): Issued => {
    const text = `${ids.opaque("token")}${ids.opaque("token")}${ids.opaque("token")}`;
    const token: Token = { account, text, goodUntil: later(now, LIFE_MS), isKilled: false };
    all.set(text, token);
    current.set(`${family}:${account}`, token);
    return { token: text, expiresInSeconds: LIFE_MS / 1000 };
  };
  const stable: Tokens["stable"] = (account, now) => {
    const known = current.get(`stable:${account}`);
    const isFresh = known !== undefined && !known.isKilled && secondsLeft(known, now) * 1000 > OVERLAP_MS;
    return isFresh ? { token: known.text, expiresInSeconds: secondsLeft(known, now) } : issue("stable", account, now);
  };
  return {
    stable,
    forced: (account, now) => {
      const today = (forcedAt.get(account) ?? []).filter((at) => now.getTime() - at.getTime() < 86_400_000);
      const last = today.at(-1);
      if (last !== undefined && now.getTime() - last.getTime() < FORCE_GAP_MS) return { refusal: 45011 };
      if (today.length >= FORCED_PER_DAY) return { refusal: 45009 };
      forcedAt.set(account, [...today, now]);
      const before = current.get(`stable:${account}`);
      if (before !== undefined) before.isKilled = true;
      return issue("stable", account, now);
    },
    legacy: (account, now) => {
      const before = current.get(`legacy:${account}`);
      const end = later(now, OVERLAP_MS);
      if (before !== undefined && before.goodUntil > end) before.goodUntil = end;
      return issue("legacy", account, now);
    },
    holderOf: (text, now) => {
      const token = all.get(text);
      if (token === undefined) return /^[\w-]{20,}$/.test(text) ? 40001 : 40014;
      if (token.isKilled) return 40001;
      return now >= token.goodUntil ? 42001 : token.account;
    },
    killAll: () => {
      for (const token of all.values()) token.isKilled = true;
    },
  };
}
