import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { columnOfLocalDate, elapsed, localDate } from "../kit/clock.ts";
import { type Database, NOT_FLUSHED } from "../kit/database.ts";
import { hmac } from "../kit/ids.ts";
import { createSealer } from "../kit/sealed.ts";
import type { DayKeys } from "./day-keys.ts";
import { PassiveReply } from "./passive-reply.ts";

/** Sees to it that each push is worked on once, in whatever process it and its repetitions arrive. */
export interface Dedupe {
  /**
   * `claimed` = ours to answer; `answered` = was worked on, this was the answer (undefined = success); `pending` = another process or
   * post is at it.
   */
  claim(identity: string, createdAt: Date, now: Date): Promise<Claim>;
  /** Keeps the answer for the repetitions of the push. */
  settle(claim: Held, reply: PassiveReply | undefined, now: Date): Promise<void>;
  /**
   * Waits until the push that another is at has been answered, or may be taken over because the other has died.
   * @param ms how long to wait; then the claim is still `pending`
   */
  settled(identity: string, createdAt: Date, ms: number, now: () => Date): Promise<Claim>;
}

interface Held {
  kind: "claimed";
  keyHash: string;
  dayKey: string;
}
export type Claim = Held | { kind: "answered"; reply: PassiveReply | undefined } | { kind: "pending" };

/** Who has held a push for so long without an answer is dead: their own answer was due after 4.2 seconds. */
const DEAD_AFTER_MS = 10_000;
const POLL_MS = 100;

// Not waiting for the disk saves a millisecond each, and risks only this: after a crash of PostgreSQL one push may be worked on twice.
const CLAIM = {
  name: "wechat-claim",
  text: `
  WITH ${NOT_FLUSHED}
  INSERT INTO wechat_inbound (key_hash, day, claimed_at) SELECT $1, $2::date, $3::timestamptz FROM not_flushed
  ON CONFLICT (key_hash) DO UPDATE SET claimed_at = excluded.claimed_at
    WHERE wechat_inbound.answered_at IS NULL AND wechat_inbound.claimed_at < $4::timestamptz
  RETURNING 1`,
};
const READ = { name: "wechat-answered", text: "SELECT answered_at, reply FROM wechat_inbound WHERE key_hash = $1" };
const SETTLE = {
  name: "wechat-settle",
  text: `WITH ${NOT_FLUSHED}
  UPDATE wechat_inbound SET answered_at = $2, reply = $3 FROM not_flushed WHERE key_hash = $1`,
};
const Row = z.object({ answered_at: z.date().nullable(), reply: z.string().nullable() });

const PURPOSE = "wechat-reply";

export function createDedupe({ sql }: Pick<Database, "sql">, keys: DayKeys): Dedupe {
  const claim: Dedupe["claim"] = async (identity, createdAt, now) => {
    const day = localDate(createdAt);
    const dayKey = await keys.keyOf(day);
    const keyHash = hmac(dayKey, identity);
    const deadBefore = new Date(now.getTime() - DEAD_AFTER_MS);
    const made = await sql.query({ ...CLAIM, values: [keyHash, columnOfLocalDate(day), now, deadBefore] });
    if (made.rows.length > 0) return { kind: "claimed", keyHash, dayKey };
    const { rows } = await sql.query({ ...READ, values: [keyHash] });
    const row = rows[0] === undefined ? undefined : Row.parse(rows[0]);
    if (row?.answered_at == null) return { kind: "pending" };
    if (row.reply === null) return { kind: "answered", reply: undefined };
    return { kind: "answered", reply: PassiveReply.parse(JSON.parse(createSealer(dayKey, PURPOSE).open(row.reply))) };
  };
  return {
    claim,
    settle: async ({ keyHash, dayKey }, reply, now) => {
      const sealed = reply === undefined ? null : createSealer(dayKey, PURPOSE).seal(JSON.stringify(reply));
      await sql.query({ ...SETTLE, values: [keyHash, now, sealed] });
    },
    settled: async (identity, createdAt, ms, now) => {
      const until = elapsed() + ms;
      for (;;) {
        const left = until - elapsed();
        if (left <= 0) return { kind: "pending" };
        await sleep(Math.min(POLL_MS, left));
        const claimed = await claim(identity, createdAt, now());
        if (claimed.kind !== "pending") return claimed;
      }
    },
  };
}
