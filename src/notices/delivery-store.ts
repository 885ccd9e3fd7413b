import type { Database, Tx } from "../kit/database.ts";
import { newId } from "../kit/ids.ts";
import type { SavedSearch } from "./saved-search-store.ts";

/** The kinds of notice there are; with subject, version and channel they name one delivery to one person. */
export type NoticeKind = "new_course";

/** "New course" is told once, whatever happens to the course later. */
const NEW_COURSE_VERSION = 0;

/** The first matching subscription of each person is the one they are told by. */
export const firstOfEachPerson = (searches: readonly SavedSearch[]): SavedSearch[] => [
  ...new Map([...searches].reverse().map((search) => [search.personId, search])).values(),
];

/** Makes one pending delivery per person and channel; those that exist already stay as they are. */
export async function plan(
  db: Database,
  { kind, courseId, channel }: { kind: NoticeKind; courseId: string; channel: string },
  searches: readonly SavedSearch[],
  now: Date,
): Promise<void> {
  await db.prisma.delivery.createMany({
    data: searches.map((search) => ({
      id: newId(now),
      personId: search.personId,
      kind,
      subjectId: courseId,
      subjectVersion: NEW_COURSE_VERSION,
      channel,
      savedSearchId: search.id,
      state: "pending" as const,
      createdAt: now,
    })),
    skipDuplicates: true,
  });
}

export async function pendingDeliveryIds(db: Database, kind: NoticeKind, courseId: string): Promise<string[]> {
  const rows = await db.prisma.delivery.findMany({
    where: { kind, subjectId: courseId, state: "pending" },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** A delivery that is not done. `reservedAt` = it was begun then, and nobody has said how it ended. */
export interface OpenDelivery {
  personId: string;
  courseId: string;
  channel: string;
  reservedAt: Date | null;
}

/** Undefined when it is done, or its person has gone. */
export async function readOpen(db: Database, id: string): Promise<OpenDelivery | undefined> {
  const row = await db.prisma.delivery.findFirst({ where: { id, state: { in: ["pending", "reserved"] } } });
  if (row === null || row.personId === null) return undefined;
  return { personId: row.personId, courseId: row.subjectId, channel: row.channel, reservedAt: row.reservedAt };
}

/** Locks the delivery until the transaction ends. @returns whether it is still pending */
export async function lockPending(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw`SELECT 1 FROM delivery WHERE id = ${id}::uuid AND state = 'pending' FOR UPDATE`;
  return Array.isArray(rows) && rows.length === 1;
}

export async function markSent(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.delivery.update({ where: { id }, data: { state: "sent", sentAt: now } });
}

export async function markCancelled(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.delivery.update({ where: { id }, data: { state: "cancelled", reason } });
}

/** Says before it is handed over that it is being handed over, so that a crash in between is seen. */
export async function markReserved(tx: Tx, id: string, clientMsgId: string, now: Date): Promise<void> {
  await tx.delivery.update({ where: { id }, data: { state: "reserved", reservedAt: now, clientMsgId } });
}

/** Nothing was sent: as if it had not been begun. */
export async function markPending(db: Database, id: string): Promise<void> {
  await db.prisma.delivery.updateMany({
    where: { id, state: "reserved" },
    data: { state: "pending", reservedAt: null },
  });
}

/** How a delivery that was handed over ended. A person who has gone meanwhile keeps no handle of the message. */
export async function markOutcome(
  db: Database,
  id: string,
  outcome: { state: "sent" | "unknown" | "failed" | "cancelled"; reason?: string; messageId?: string },
  now: Date,
): Promise<void> {
  const { state, reason, messageId } = outcome;
  await db.prisma.delivery.updateMany({
    where: { id, state: "reserved", personId: { not: null } },
    data: {
      state,
      ...(reason !== undefined && { reason }),
      ...(messageId !== undefined && { messageId }),
      ...(state === "sent" && { sentAt: now }),
    },
  });
}

/** What the other side told later of a message it took. */
export async function markArrived(
  db: Database,
  messageId: string,
  arrived: { isDelivered: boolean; reason: string },
): Promise<void> {
  await db.prisma.delivery.updateMany({
    where: { messageId, state: "sent" },
    data: arrived.isDelivered ? { state: "delivered" } : { state: "failed", reason: arrived.reason.slice(0, 100) },
  });
}
