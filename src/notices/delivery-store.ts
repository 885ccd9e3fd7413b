import type { Database, Tx } from "../kit/database.ts";
import { newId } from "../kit/ids.ts";
import type { SavedSearch } from "./saved-search-store.ts";

/** The kinds of notice there are; with subject, version and channel they name one delivery to one person. */
export type NoticeKind = "new_course";

/** "New course" is told once, whatever happens to the course later. */
const NEW_COURSE_VERSION = 0;

/** Makes one pending delivery per person; those that exist already stay as they are. */
export async function plan(
  db: Database,
  kind: NoticeKind,
  courseId: string,
  searches: readonly SavedSearch[],
  now: Date,
): Promise<void> {
  const firstOfPerson = [...new Map([...searches].reverse().map((search) => [search.personId, search])).values()];
  await db.prisma.delivery.createMany({
    data: firstOfPerson.map((search) => ({
      id: newId(now),
      personId: search.personId,
      kind,
      subjectId: courseId,
      subjectVersion: NEW_COURSE_VERSION,
      channel: "inbox",
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

/** Whom a pending delivery is for and which course it tells of; undefined when it is no longer pending. */
export async function readPending(
  db: Database,
  id: string,
): Promise<{ personId: string; courseId: string } | undefined> {
  const row = await db.prisma.delivery.findFirst({ where: { id, state: "pending" } });
  return row === null || row.personId === null ? undefined : { personId: row.personId, courseId: row.subjectId };
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
