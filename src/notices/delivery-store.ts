import { z } from "zod";
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

const Pending = z.object({ id: z.string(), person_id: z.string(), subject_id: z.string() });

/** The delivery, locked until the transaction ends; undefined when it is no longer pending (another worker had it). */
export async function lockPending(tx: Tx, id: string): Promise<z.infer<typeof Pending> | undefined> {
  const rows = await tx.$queryRaw`
    SELECT id, person_id, subject_id FROM delivery WHERE id = ${id}::uuid AND state = 'pending' FOR UPDATE`;
  return z.array(Pending).parse(rows)[0];
}

export async function markSent(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.delivery.update({ where: { id }, data: { state: "sent", sentAt: now } });
}

export async function markCancelled(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.delivery.update({ where: { id }, data: { state: "cancelled", reason } });
}
