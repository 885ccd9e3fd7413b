import type { Clock } from "../kit/clock.ts";
import type { TokenSource } from "./calls/caller.ts";

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Where all processes keep the one access token of an appid. It is sealed there. */
export interface TokenStore {
  /** @returns undefined when there is none that is still valid at `now` */
  read(appid: string, now: Date): Promise<AccessToken | undefined>;
  write(appid: string, token: AccessToken, now: Date): Promise<void>;
  /** Deletes the stored token only if it is still this one: another process may have fetched a new one meanwhile. */
  deleteIfSame(appid: string, token: string): Promise<void>;
  /**
   * Runs `work` in one process at a time; the lock of a process that died falls within 10 seconds.
   * @throws Error when it cannot be had within 10 seconds
   */
  alone<Result>(appid: string, work: () => Promise<Result>): Promise<Result>;
}

/** What stable_token answers. */
interface FetchedToken {
  token: string;
  expiresInSeconds: number;
}

/** Five minutes before a token ends the platform begins to hand out the next. */
const EARLY_MS = 300_000;

interface TokenNeeds {
  appid: string;
  store: TokenStore;
  fetchToken: () => Promise<FetchedToken>;
  clock: Clock;
}

/**
 * The access token, fetched once however many ask: callers of this process share one flight, processes take turns, and whoever had to
 * wait finds the token the first one fetched.
 */
export function createTokens({ appid, store, fetchToken, clock }: TokenNeeds): TokenSource {
  let held: AccessToken | undefined;
  let flight: Promise<AccessToken> | undefined;

  const fetchAlone = (): Promise<AccessToken> =>
    store.alone(appid, async () => {
      const meanwhile = await store.read(appid, clock.now());
      if (meanwhile !== undefined) return meanwhile;
      const { token, expiresInSeconds } = await fetchToken();
      const now = clock.now();
      // The platform may hand out a token in its last minutes: it is used, and asked for again soon.
      const validMs = Math.max(expiresInSeconds * 1_000 - EARLY_MS, 1_000);
      const fresh = { token, expiresAt: new Date(now.getTime() + validMs) };
      await store.write(appid, fresh, now);
      return fresh;
    });

  const obtain = async (): Promise<AccessToken> => (await store.read(appid, clock.now())) ?? fetchAlone();

  return {
    current: async () => {
      if (held !== undefined && held.expiresAt > clock.now()) return held.token;
      flight ??= obtain().finally(() => {
        flight = undefined;
      });
      held = await flight;
      return held.token;
    },
    discard: async (token) => {
      if (held?.token === token) held = undefined;
      await store.deleteIfSame(appid, token);
    },
  };
}
