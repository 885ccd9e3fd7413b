import type { AccountKind } from "./accounts.ts";
import type { FakeClock } from "./fake-clock.ts";
import type { Feed } from "./feed.ts";
import type { Ids } from "./ids.ts";
import type { Entry, EntryContent, Exchange } from "./transcript.ts";
import type { ServiceWindow } from "./windows.ts";

interface Credit {
  count: number;
  isLongTerm: boolean;
  /** Switched off in the person's settings: nothing goes, whatever was accepted. */
  isOff: boolean;
}

/** A person as one account knows them: the same visitor has another openid at the mini-program. */
export interface Person {
  readonly openid: string;
  readonly account: AccountKind;
  isFollowing: boolean;
  /** 拒收 in the account's settings. */
  isRefusing: boolean;
  followedAt?: Date;
  scene?: string;
  /** Last use of the mini-program. */
  visitedAt?: Date;
  window?: ServiceWindow;
  lastExchangeAt?: Date;
  typingUntil?: Date;
  credits: Map<string, Credit>;
  transcript: Entry[];
  exchanges: Exchange[];
}

const KEPT_ENTRIES = 500;
const KEPT_EXCHANGES = 100;

export interface People {
  /** @returns undefined for an openid this account never met */
  find(account: AccountKind, openid: string): Person | undefined;
  /** Meets them if need be. */
  ofVisitor(account: AccountKind, visitor: string): Person;
  all(): Person[];
  say(person: Person, side: Entry["side"], content: EntryContent): void;
  record(person: Person, exchange: Omit<Exchange, "id" | "at">): Exchange;
  clear(): void;
}

export function createPeople({ ids, clock, feed }: { ids: Ids; clock: FakeClock; feed: Feed }): People {
  const byOpenid = new Map<string, Person>();
  const stamp = () => ({ id: ids.serial(), at: clock.outer.now().toISOString() });
  return {
    find: (account, openid) => {
      const person = byOpenid.get(openid);
      return person?.account === account ? person : undefined;
    },
    ofVisitor: (account, visitor) => {
      const openid = ids.openid(account, visitor);
      const known = byOpenid.get(openid);
      if (known !== undefined) return known;
      const met: Person = {
        openid,
        account,
        isFollowing: false,
        isRefusing: false,
        credits: new Map(),
        transcript: [],
        exchanges: [],
      };
      byOpenid.set(openid, met);
      return met;
    },
    all: () => [...byOpenid.values()],
    say: (person, side, content) => {
      const entry: Entry = { ...content, ...stamp(), side };
      person.transcript = [...person.transcript.slice(1 - KEPT_ENTRIES), entry];
      feed.publish(person.openid, "entry", entry);
    },
    record: (person, made) => {
      const exchange: Exchange = { ...made, ...stamp() };
      person.exchanges = [...person.exchanges.slice(1 - KEPT_EXCHANGES), exchange];
      feed.publish(person.openid, "exchange", exchange);
      return exchange;
    },
    clear: () => byOpenid.clear(),
  };
}
