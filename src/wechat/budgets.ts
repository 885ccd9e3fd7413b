import { columnOfLocalDate, localDate } from "../kit/clock.ts";
import type { Database } from "../kit/database.ts";
import { DAILY_LIMITS } from "./limits.ts";

type BudgetState = "taken" | "used up" | "paused";

/** How often each API may still be called today, for all processes together. In PostgreSQL, so it survives a restart. */
export interface Budgets {
  /** Counts one call, unless none is left or the API rests until midnight. */
  take(appid: string, api: string, now: Date): Promise<BudgetState>;
  /** The platform says that today's calls are used up: nothing is asked before midnight in China. */
  pause(appid: string, api: string, now: Date): Promise<void>;
  /** The platform counts from nought again (清零). */
  reset(appid: string, now: Date): Promise<void>;
}

const DAY_MS = 86_400_000;
const CHINA_OFFSET_MS = 8 * 3_600_000;

/** The next midnight in China. */
const midnightAfter = (now: Date): Date =>
  new Date(columnOfLocalDate(localDate(now)).getTime() - CHINA_OFFSET_MS + DAY_MS);

// One statement counts and refuses, so that two processes never take the same last call.
const TAKE = `
  INSERT INTO wechat_budget AS b (appid, api, day, used) VALUES ($1, $2, $3, 1)
  ON CONFLICT (appid, api, day) DO UPDATE SET used = b.used + 1
    WHERE ($4::int IS NULL OR b.used < $4) AND (b.paused_until IS NULL OR b.paused_until <= $5)
  RETURNING used`;
const PAUSE = `
  INSERT INTO wechat_budget AS b (appid, api, day, used, paused_until) VALUES ($1, $2, $3, 0, $4)
  ON CONFLICT (appid, api, day) DO UPDATE SET paused_until = $4`;
const IS_PAUSED = "SELECT 1 FROM wechat_budget WHERE appid = $1 AND api = $2 AND day = $3 AND paused_until > $4";
const RESET = "UPDATE wechat_budget SET used = 0, paused_until = NULL WHERE appid = $1 AND day = $2";

/** @param limits calls a day by the API's path; one without a limit is counted and can be paused all the same */
export function createBudgets(
  { sql }: Pick<Database, "sql">,
  limits: Readonly<Record<string, number>> = DAILY_LIMITS,
): Budgets {
  return {
    take: async (appid, api, now) => {
      const day = localDate(now);
      const limit = limits[api] ?? null;
      if (limit !== null && limit < 1) return "used up";
      const { rowCount } = await sql.query(TAKE, [appid, api, day, limit, now]);
      if (rowCount === 1) return "taken";
      const paused = await sql.query(IS_PAUSED, [appid, api, day, now]);
      return paused.rowCount === 1 ? "paused" : "used up";
    },
    pause: async (appid, api, now) => {
      await sql.query(PAUSE, [appid, api, localDate(now), midnightAfter(now)]);
    },
    reset: async (appid, now) => {
      await sql.query(RESET, [appid, localDate(now)]);
    },
  };
}
