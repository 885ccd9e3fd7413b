import type { Database } from "../src/kit/database.ts";
import { newId } from "../src/kit/ids.ts";

/** A row of the outbox that waits for the index. */
export interface Claim {
  id: string;
  /** course:<id>, base:<id>, occupation:<code> */
  key: string;
  attempts: number;
}

/** Why a change cannot be made, by its key. */
export type Reasons = ReadonlyMap<string, string>;

export const CLAIM_BATCH = 500;
const MAX_ATTEMPTS = 8;

// No lease: whoever holds SYNC_LOCK is the only consumer, for as long as its connection lives. So rows that a dead worker left open
// are free at once, and work that takes minutes stays its own.
const CLAIM = `
  SELECT id, key, attempts FROM outbox
  WHERE topic = 'search' AND done_at IS NULL AND parked_at IS NULL AND available_at <= $1
  ORDER BY id LIMIT ${CLAIM_BATCH}`;

/** The oldest open rows; call it under SYNC_LOCK only. */
export const claim = async ({ sql }: Database, now: Date): Promise<Claim[]> =>
  (await sql.query<Claim>(CLAIM, [now])).rows;

const idsOf = (claims: readonly Claim[]): string[] => claims.map(({ id }) => id);
const keysOf = (claims: readonly Claim[]): string[] => [...new Set(claims.map(({ key }) => key))];

const CLOSE = "UPDATE outbox SET done_at = $2 WHERE id = ANY($1::uuid[])";
const CLOSE_PARKED =
  "UPDATE outbox SET done_at = $2 WHERE topic = 'search' AND done_at IS NULL AND parked_at IS NOT NULL AND key = ANY($1)";
const PARK = `
  INSERT INTO outbox (id, topic, key, payload, available_at, created_at, parked_at, parked_reason)
  VALUES ($1, 'search', $2, '{}', $3, $3, $3, left($4, 500))`;

/** The index holds them as they are now; so what was parked of the same keys is mended too. */
export async function markDone({ sql }: Database, claims: readonly Claim[], now: Date): Promise<void> {
  if (claims.length === 0) return;
  await sql.query(CLOSE, [idsOf(claims), now]);
  await sql.query(CLOSE_PARKED, [keysOf(claims), now]);
}

/** Puts keys aside, each in one row with the reason that stays in the table until somebody has looked. */
export async function parkKeys({ sql }: Database, reasons: Reasons, now: Date): Promise<void> {
  if (reasons.size === 0) return;
  await sql.query(CLOSE_PARKED, [[...reasons.keys()], now]);
  for (const [key, reason] of reasons) await sql.query(PARK, [newId(now), key, now, reason]);
}

/** Puts aside what these reasons name, in place of the rows that asked for it. */
export async function parkClaims(db: Database, claims: readonly Claim[], reasons: Reasons, now: Date): Promise<void> {
  await parkKeys(db, reasons, now);
  await db.sql.query(CLOSE, [idsOf(claims.filter(({ key }) => reasons.has(key))), now]);
}

/** Forgets what was put aside except these: everything else has just been indexed anew. */
export async function unparkAllBut({ sql }: Database, keys: readonly string[], now: Date): Promise<void> {
  await sql.query(
    `UPDATE outbox SET done_at = $2
     WHERE topic = 'search' AND done_at IS NULL AND parked_at IS NOT NULL AND key <> ALL($1) AND parked_at < $2`,
    [keys, now],
  );
}

/** Tries again after 2, 4, 8 … seconds, and parks after the last attempt. */
export async function retryLater(db: Database, claims: readonly Claim[], reasons: Reasons, now: Date): Promise<void> {
  const suspects = claims.filter(({ key }) => reasons.has(key));
  const isSpent = ({ attempts }: Claim): boolean => attempts + 1 >= MAX_ATTEMPTS;
  const spent = new Map([...reasons].filter(([key]) => suspects.some((each) => each.key === key && isSpent(each))));
  await parkClaims(db, suspects, spent, now);
  for (const { id, attempts } of suspects.filter(({ key }) => !spent.has(key)))
    await db.sql.query("UPDATE outbox SET attempts = attempts + 1, available_at = $2 WHERE id = $1", [
      id,
      new Date(now.getTime() + 1000 * 2 ** (attempts + 1)),
    ]);
}

// Clocks of several machines may differ by a little.
const TOUCHED = `
  SELECT DISTINCT key FROM outbox WHERE topic = 'search'
    AND (done_at IS NULL OR done_at >= $1::timestamptz - interval '1 minute')`;

/** Keys of the changes that came, or were written to the index, since then. */
export const keysTouchedSince = async ({ sql }: Database, since: Date): Promise<string[]> =>
  (await sql.query<{ key: string }>(TOUCHED, [since])).rows.map(({ key }) => key);
