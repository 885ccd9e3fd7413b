import { randomBytes } from "node:crypto";
import { z } from "zod";
import { columnOfLocalDate, type LocalDate } from "../kit/clock.ts";
import type { Database } from "../kit/database.ts";

/**
 * Keys of the dedupe rows, one a day (China), the same in all processes. When the key of a day is deleted its rows say nothing any more:
 * neither which message they stood for nor what was answered.
 */
export interface DayKeys {
  keyOf(day: LocalDate): Promise<string>;
}

const MAKE = `INSERT INTO wechat_day_key (day, key) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING`;
const READ = "SELECT key FROM wechat_day_key WHERE day = $1";
const Row = z.object({ key: z.string().min(32) });
/** Around midnight messages of two days arrive. */
const HELD = 2;

export function createDayKeys({ sql }: Pick<Database, "sql">): DayKeys {
  const held = new Map<LocalDate, Promise<string>>();
  const fetch = async (day: LocalDate): Promise<string> => {
    const column = columnOfLocalDate(day);
    const known = await sql.query(READ, [column]);
    if (known.rows[0] === undefined) await sql.query(MAKE, [column, randomBytes(32).toString("hex")]);
    const { rows } = known.rows[0] === undefined ? await sql.query(READ, [column]) : known;
    return Row.parse(rows[0]).key;
  };
  return {
    keyOf: (day) => {
      const known = held.get(day);
      if (known !== undefined) return known;
      const fetched = fetch(day);
      held.set(day, fetched);
      fetched.catch(() => held.delete(day)); // whoever waits for it is told; the next one asks again
      for (const other of [...held.keys()].sort().slice(0, -HELD)) held.delete(other);
      return fetched;
    },
  };
}

/** Deletes the keys of the days before `today` with their rows. */
export async function forgetDaysBefore({ sql }: Pick<Database, "sql">, today: LocalDate): Promise<void> {
  const column = columnOfLocalDate(today);
  await sql.query("DELETE FROM wechat_day_key WHERE day < $1", [column]);
  await sql.query("DELETE FROM wechat_inbound WHERE day < $1", [column]);
}
