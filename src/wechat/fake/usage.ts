import { localDate } from "../../kit/clock.ts";
import type { AccountKind } from "./accounts.ts";

interface Limit {
  daily: number;
  perMinute?: { count: number; errcode: number };
  perSecond?: { count: number; errcode: number };
  /** 45009 unless the API has a code of its own. */
  dailyErrcode?: number;
  /** Calls that count together. */
  sharedWith?: string;
}

/** Calls a day, a minute and a second (official page 接口调用额度 and those of each API). */
const LIMITS: Readonly<Record<string, Limit>> = {
  "/cgi-bin/token": { daily: 2_000 },
  "/cgi-bin/stable_token": { daily: 500_000, perMinute: { count: 10_000, errcode: 45011 } },
  "/cgi-bin/menu/create": { daily: 1_000 },
  "/cgi-bin/menu/get": { daily: 10_000 },
  "/cgi-bin/menu/delete": { daily: 1_000 },
  "/cgi-bin/message/custom/send": { daily: 500_000 },
  "/cgi-bin/message/template/send": { daily: 100_000 },
  "/cgi-bin/message/subscribe/send": { daily: 10_000_000 },
  "/cgi-bin/media/upload": { daily: 100_000 },
  "/cgi-bin/media/get": { daily: 200_000 },
  "/cgi-bin/qrcode/create": { daily: 100_000 },
  "/wxa/generate_urllink": { daily: 500_000, dailyErrcode: 44993, perSecond: { count: 100, errcode: 44990 } },
  "/wxa/generatescheme": { daily: 500_000, dailyErrcode: 44993, sharedWith: "/wxa/generate_urllink" },
  "/wxa/msg_sec_check": { daily: 2_000_000, perMinute: { count: 4_000, errcode: 44991 } },
};
/** For APIs whose page names no figure. */
const OTHERS: Limit = { daily: 1_000_000 };

export interface Usage {
  /** Counts a call. @returns the code it is refused with when that is one too many */
  count(account: AccountKind, path: string, now: Date): number | undefined;
  today(account: AccountKind, path: string, now: Date): { limit: number; used: number };
  /** For tests of what happens at the cap. */
  setDaily(path: string, daily: number): void;
  /** 清零: at most ten times a month. @returns false when that is used up */
  clear(account: AccountKind, now: Date): boolean;
}

const CLEARS_PER_MONTH = 10;

export function createUsage(): Usage {
  const counts = new Map<string, number>();
  const dailies = new Map<string, number>();
  const limitOf = (path: string): Limit => {
    const limit = LIMITS[path] ?? OTHERS;
    return { ...limit, daily: dailies.get(path) ?? limit.daily };
  };
  const raise = (key: string): number => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count;
  };
  /** The count of the running minute or second only; those before it are of no use to anybody. */
  const running = new Map<string, { slot: number; count: number }>();
  const raiseIn = (key: string, slot: number): number => {
    const known = running.get(key);
    const count = known?.slot === slot ? known.count + 1 : 1;
    running.set(key, { slot, count });
    return count;
  };
  const dayKey = (account: AccountKind, path: string, now: Date): string =>
    `${account} ${limitOf(path).sharedWith ?? path} ${localDate(now)}`;
  return {
    count: (account, path, now) => {
      const { daily, perMinute, perSecond, dailyErrcode = 45009 } = limitOf(path);
      const seconds = Math.floor(now.getTime() / 1000);
      const inSecond = raiseIn(`${account} ${path} s`, seconds);
      const inMinute = raiseIn(`${account} ${path} m`, Math.floor(seconds / 60));
      if (perSecond !== undefined && inSecond > perSecond.count) return perSecond.errcode;
      if (perMinute !== undefined && inMinute > perMinute.count) return perMinute.errcode;
      const key = dayKey(account, path, now);
      if ((counts.get(key) ?? 0) >= daily) return dailyErrcode;
      raise(key);
      return undefined;
    },
    today: (account, path, now) => ({
      limit: limitOf(path).daily,
      used: counts.get(dayKey(account, path, now)) ?? 0,
    }),
    setDaily: (path, daily) => void dailies.set(path, daily),
    clear: (account, now) => {
      if (raise(`${account} clear ${localDate(now).slice(0, 7)}`) > CLEARS_PER_MONTH) return false;
      const today = ` ${localDate(now)}`;
      for (const key of counts.keys()) if (key.startsWith(`${account} /`) && key.endsWith(today)) counts.delete(key);
      return true;
    },
  };
}
