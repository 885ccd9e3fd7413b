import type { Database } from "../src/kit/database.ts";

export interface Claim {
  id: string;
  /** course:<id>, base:<id>, occupation:<code> */
  key: string;
  attempts: number;
}

export const CLAIM_BATCH = 500;
const LEASE_SECONDS = 15;
const MAX_ATTEMPTS = 8;

// The lease makes a crash harmless: rows nobody finished are free again when it ends.
const CLAIM = `
  UPDATE outbox SET leased_until = $1::timestamptz + make_interval(secs => ${LEASE_SECONDS}), attempts = attempts + 1
  WHERE id IN (
    SELECT id FROM outbox
    WHERE topic = 'search' AND done_at IS NULL AND parked_at IS NULL AND available_at <= $1
      AND (leased_until IS NULL OR leased_until < $1)
    ORDER BY id LIMIT ${CLAIM_BATCH} FOR UPDATE SKIP LOCKED)
  RETURNING id, key, attempts`;

export const claim = async ({ sql }: Database, now: Date): Promise<Claim[]> =>
  (await sql.query<Claim>(CLAIM, [now])).rows;

const idsOf = (claims: readonly Claim[]): string[] => claims.map(({ id }) => id);

export async function markDone({ sql }: Database, claims: readonly Claim[], now: Date): Promise<void> {
  if (claims.length === 0) return;
  await sql.query("UPDATE outbox SET done_at = $2, leased_until = NULL WHERE id = ANY($1::uuid[])", [
    idsOf(claims),
    now,
  ]);
}

/** An outage is nobody's fault: the rows wait a little and the attempt does not count. */
export async function giveBack({ sql }: Database, claims: readonly Claim[], until: Date): Promise<void> {
  await sql.query(
    `UPDATE outbox SET leased_until = NULL, attempts = attempts - 1, available_at = $2
     WHERE id = ANY($1::uuid[]) AND done_at IS NULL AND parked_at IS NULL`,
    [idsOf(claims), until],
  );
}

/** Puts the row aside with the reason; it stays in the table until somebody has looked. */
export async function park({ sql }: Database, claims: readonly Claim[], reason: string, now: Date): Promise<void> {
  await sql.query(
    "UPDATE outbox SET parked_at = $2, parked_reason = left($3, 500), leased_until = NULL WHERE id = ANY($1::uuid[])",
    [idsOf(claims), now, reason],
  );
}

/** Tries again after 2, 4, 8 … seconds, and parks after the last attempt. */
export async function retryLater(db: Database, claims: readonly Claim[], reason: string, now: Date): Promise<void> {
  for (const each of claims) {
    if (each.attempts >= MAX_ATTEMPTS) await park(db, [each], reason, now);
    else
      await db.sql.query("UPDATE outbox SET leased_until = NULL, available_at = $2 WHERE id = $1::uuid", [
        each.id,
        new Date(now.getTime() + 1000 * 2 ** each.attempts),
      ]);
  }
}
