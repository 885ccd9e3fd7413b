import type { Clock } from "../../kit/clock.ts";
import type { Log } from "../../kit/log.ts";
import type { AccountKind, FakeAccounts } from "./accounts.ts";
import { type Codes, createCodes } from "./codes.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createFeed, type Feed } from "./feed.ts";
import { createIds, type Ids } from "./ids.ts";
import { createInjectedFaults, type InjectedFaults } from "./injected-faults.ts";
import { createMediaStore, type MediaStore } from "./media-store.ts";
import type { Menu } from "./menu-rules.ts";
import { createPeople, type People } from "./people.ts";
import { defaultTemplates, type Template } from "./templates.ts";
import { createTokens, type Tokens } from "./tokens.ts";
import { createUsage, type Usage } from "./usage.ts";

/** What of the platform can be set: by default everything is in order. */
export interface Settings {
  /** 认证: without it the account may send nothing. */
  isVerified: boolean;
  /** Whether the caller's address is on the IP whitelist. */
  isIpAllowed: boolean;
  isSecretFrozen: boolean;
  /** Whether the mini-program has an online release. */
  isReleased: boolean;
  /** How often a push is posted that nobody answers in time. */
  attempts: number;
  timeoutMs: number;
}

const usualSettings: Settings = {
  isVerified: true,
  isIpAllowed: true,
  isSecretFrozen: false,
  isReleased: true,
  attempts: 3,
  timeoutMs: 5_000,
};

interface QrCode {
  scene: string;
  ticket: string;
  expiresAt?: Date;
}

interface Login {
  openid: string;
  isHighRisk: boolean;
}

/** Everything the local platform remembers, in memory only. */
export interface World {
  readonly accounts: FakeAccounts;
  readonly clock: FakeClock;
  readonly log: Log;
  readonly ids: Ids;
  readonly feed: Feed;
  readonly people: People;
  readonly faults: InjectedFaults;
  readonly media: MediaStore;
  /** What a reset goes back to. */
  readonly initialSettings: Settings;
  usage: Usage;
  tokens: Tokens;
  logins: Codes<Login>;
  phones: Codes<string>;
  settings: Settings;
  templates: Template[];
  /** As the account sent it. */
  menu: Menu | undefined;
  qrCodes: QrCode[];
  links: Map<string, { path: string; query: string }>;
  /** client_msg_id by openid: sent once within ten minutes. */
  sentIds: Map<string, { at: Date; msgid: number }>;
  /** media_check_async requests, which may not be repeated. */
  checkedMedia: Set<string>;
  /** Where people's browsers find this program. */
  origin: string;
}

const fresh = (ids: Ids) => ({
  usage: createUsage(),
  tokens: createTokens(ids),
  logins: createCodes<Login>(ids, "login"),
  phones: createCodes<string>(ids, "phone"),
  templates: defaultTemplates(),
  menu: undefined,
  qrCodes: [],
  links: new Map(),
  sentIds: new Map(),
  checkedMedia: new Set<string>(),
});

export function createWorld(needs: {
  accounts: FakeAccounts;
  clock: Clock;
  log: Log;
  settings?: Partial<Settings>;
}): World {
  const clock = createFakeClock(needs.clock);
  const ids = createIds(`${needs.accounts.official.secret}:${clock.now().toISOString()}`);
  const feed = createFeed();
  const initialSettings = { ...usualSettings, ...needs.settings };
  return {
    accounts: needs.accounts,
    clock,
    log: needs.log,
    ids,
    feed,
    people: createPeople({ ids, clock, feed }),
    faults: createInjectedFaults(),
    media: createMediaStore(ids),
    initialSettings,
    settings: initialSettings,
    origin: "",
    ...fresh(ids),
  };
}

/** As after a start, but with the same clock; pages that are open begin anew. */
export function resetWorld(world: World): void {
  for (const person of world.people.all()) world.feed.publish(person.openid, "reset", {});
  world.people.clear();
  world.faults.clear();
  world.media.clear();
  world.settings = world.initialSettings;
  Object.assign(world, fresh(world.ids));
}

/** @returns the kind of account that has this appid */
export function accountOf(world: World, appid: string): AccountKind | undefined {
  if (appid === world.accounts.official.appid) return "official";
  return appid === world.accounts.miniprogram.appid ? "miniprogram" : undefined;
}
