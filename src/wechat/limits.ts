import { setTimeout as sleep } from "node:timers/promises";
import { elapsed } from "../kit/clock.ts";

/** Calls a day of a verified account (official page 接口调用频次限制); an account under test has much less, and says so itself. */
export const DAILY_LIMITS: Readonly<Record<string, number>> = {
  "/cgi-bin/stable_token": 500_000,
  "/cgi-bin/menu/create": 1_000,
  "/cgi-bin/menu/delete": 1_000,
  "/cgi-bin/menu/get": 10_000,
  "/cgi-bin/message/custom/send": 500_000,
  "/cgi-bin/message/template/send": 100_000,
  "/cgi-bin/message/subscribe/send": 10_000_000,
  "/cgi-bin/media/upload": 100_000,
  "/cgi-bin/qrcode/create": 100_000,
  "/wxa/generate_urllink": 500_000,
  "/wxa/msg_sec_check": 2_000_000,
};

interface Rate {
  calls: number;
  perMs: number;
}

/** Calls in a short time, of one process; where several processes exceed them together the platform says 44990 or 45011. */
const RATES: Readonly<Record<string, Rate>> = {
  "/cgi-bin/stable_token": { calls: 10_000, perMs: 60_000 },
  "/wxa/generate_urllink": { calls: 100, perMs: 1_000 },
  "/wxa/msg_sec_check": { calls: 4_000, perMs: 60_000 },
};

export interface RateLimits {
  /** Waits until the call may be made. @throws DOMException AbortError when `signal` ends the waiting */
  enter(api: string, signal: AbortSignal): Promise<void>;
}

/** In any window of `perMs` at most `calls` are let in: the one before last `calls` tells when the next may follow. */
export function createRateLimits(rates: Readonly<Record<string, Rate>> = RATES): RateLimits {
  const entries = new Map<string, number[]>();
  return {
    enter: async (api, signal) => {
      const rate = rates[api];
      if (rate === undefined) return;
      const known = entries.get(api) ?? [];
      entries.set(api, known);
      const now = elapsed();
      while (known.length > 0 && (known[0] ?? now) <= now - rate.perMs) known.shift();
      const before = known.at(-rate.calls);
      const at = known.length < rate.calls ? now : (before ?? now) + rate.perMs;
      known.push(at);
      if (at > now) await sleep(at - now, undefined, { signal });
    },
  };
}
