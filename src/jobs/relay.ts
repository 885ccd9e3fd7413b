import type { Clock } from "../kit/clock.ts";
import type { Database } from "../kit/database.ts";
import { startListening } from "../kit/listen.ts";
import type { Log } from "../kit/log.ts";
import type { JobQueue } from "./queue.ts";

interface OutboxRow {
  id: string;
  topic: string;
  key: string;
  payload: Record<string, unknown>;
}

const LEASE_SECONDS = 15;
const BATCH = 100;

// The lease makes a crash harmless: rows nobody finished are free again when it ends.
const CLAIM = `
  UPDATE outbox SET leased_until = $1::timestamptz + make_interval(secs => ${LEASE_SECONDS}), attempts = attempts + 1
  WHERE id IN (
    SELECT id FROM outbox
    WHERE topic <> 'search' AND done_at IS NULL AND parked_at IS NULL AND available_at <= $1
      AND (leased_until IS NULL OR leased_until < $1)
    ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
  RETURNING id, topic, key, payload`;

const claim = async (sql: Database["sql"], now: Date): Promise<OutboxRow[]> => {
  const { rows } = await sql.query<OutboxRow>(CLAIM, [now]);
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
};

/**
 * Hands every open outbox row to the queue as a job of its topic's name (topic `search` has its own consumer). A row is done when the
 * queue has acknowledged it; a crash in between enqueues twice, which the same jobId and the job's own guard make harmless.
 * @returns how many rows were handed over
 */
export async function relayOnce(db: Database, queue: JobQueue, now: Date): Promise<number> {
  const rows = await claim(db.sql, now);
  for (const row of rows) {
    await queue.add(row.topic, { ...row.payload, key: row.key }, row.id);
    await db.sql.query("UPDATE outbox SET done_at = $2, leased_until = NULL WHERE id = $1", [row.id, now]);
  }
  return rows.length;
}

/** Relays until stopped: woken by LISTEN, and every two seconds in case a signal was lost. */
export function startRelay(
  db: Database,
  databaseUrl: string,
  queue: JobQueue,
  clock: Clock,
  log: Log,
): { stop(): Promise<void> } {
  return startListening({
    databaseUrl,
    channel: "outbox",
    pollMs: 2_000,
    log,
    wake: async () => {
      while ((await relayOnce(db, queue, clock.now())) === BATCH);
    },
  });
}
