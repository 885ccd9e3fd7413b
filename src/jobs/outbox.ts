import type { Prisma } from "../../prisma/generated/client.ts";
import type { Tx } from "../kit/database.ts";
import { newId } from "../kit/ids.ts";

/** Who consumes the row. `search` is claimed by search/sync; every other topic is relayed to the queue as a job of that name. */
export type OutboxTopic = "search" | "course-published";

export interface OutboxEntry {
  topic: OutboxTopic;
  /** What changed, "<kind>:<id>", e.g. course:0197… — consumers read the current row, never a payload of facts. */
  key: string;
  payload?: Prisma.InputJsonObject;
}

/** Writes one row per consumer; call it inside the transaction of the change (docs/architecture.md, "The outbox"). */
export async function writeOutbox(tx: Tx, now: Date, entries: readonly OutboxEntry[]): Promise<void> {
  await tx.outbox.createMany({
    data: entries.map(({ topic, key, payload }) => ({
      id: newId(now),
      topic,
      key,
      payload: payload ?? {},
      availableAt: now,
      createdAt: now,
    })),
  });
}
