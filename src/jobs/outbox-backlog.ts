import { z } from "zod";
import type { Database } from "../kit/database.ts";

/** What the outbox still holds, over all consumers. */
export interface Backlog {
  /** Changes that their consumer has not come to. */
  waiting: number;
  /** Age of the oldest of them; 0 when none waits. */
  oldestSeconds: number;
  /** Put aside with a reason, for a person to look at. */
  parked: number;
}

export interface ParkedRow {
  id: string;
  topic: string;
  key: string;
  parkedAt: Date;
  reason: string;
}

type Sql = Pick<Database["sql"], "query">;

const WAITING = "done_at IS NULL AND parked_at IS NULL";
const PARKED = "done_at IS NULL AND parked_at IS NOT NULL";

const BacklogRow = z.object({ waiting: z.number(), oldestSeconds: z.number(), parked: z.number() });

/** @param now ages are counted to it */
export async function readBacklog(sql: Sql, now: Date): Promise<Backlog> {
  const { rows } = await sql.query(
    `SELECT (SELECT count(*)::int FROM outbox WHERE ${WAITING}) AS waiting,
       (SELECT coalesce(greatest(extract(epoch FROM $1::timestamptz - min(created_at)), 0), 0)::float8
          FROM outbox WHERE ${WAITING}) AS "oldestSeconds",
       (SELECT count(*)::int FROM outbox WHERE ${PARKED}) AS parked`,
    [now],
  );
  return BacklogRow.parse(rows[0]);
}

const Parked = z.object({ id: z.string(), topic: z.string(), key: z.string(), parkedAt: z.date(), reason: z.string() });

/** The oldest first. */
export async function parkedRows(sql: Sql, limit: number): Promise<ParkedRow[]> {
  const { rows } = await sql.query(
    `SELECT id, topic, key, parked_at AS "parkedAt", coalesce(parked_reason, '') AS reason FROM outbox
     WHERE ${PARKED} ORDER BY parked_at, id LIMIT $1`,
    [limit],
  );
  return z.array(Parked).parse(rows);
}

/** @param ids all that are parked when left out. @returns how many wait again */
export async function retryParked(sql: Sql, now: Date, ids?: readonly string[]): Promise<number> {
  const { rowCount } = await sql.query(
    `UPDATE outbox SET parked_at = NULL, parked_reason = NULL, attempts = 0, available_at = $1
     WHERE ${PARKED} AND ($2::uuid[] IS NULL OR id = ANY($2))`,
    [now, ids ?? null],
  );
  return rowCount ?? 0;
}

/** Opens again what was done since then: consumers must be repeatable, and after the loss of a queue or an index they have to. */
export async function replaySince(sql: Sql, since: Date, now: Date): Promise<number> {
  const { rowCount } = await sql.query(
    `UPDATE outbox SET done_at = NULL, parked_at = NULL, parked_reason = NULL, attempts = 0, available_at = $2
     WHERE done_at IS NOT NULL AND created_at >= $1`,
    [since, now],
  );
  return rowCount ?? 0;
}
