import type { Prisma } from "../../prisma/generated/client.ts";
import type { Database, Tx } from "../kit/database.ts";
import { newId } from "../kit/ids.ts";

/** Messages not shown yet, oldest first; a person who was long away gets the newest twenty. */
export async function unreadInbox(
  db: Database,
  personId: string,
): Promise<{ id: string; reply: unknown; createdAt: Date }[]> {
  const rows = await db.prisma.inboxMessage.findMany({
    where: { personId, readAt: null },
    select: { id: true, reply: true, createdAt: true },
    orderBy: { createdAt: "desc" },
    take: 20,
  });
  return rows.reverse();
}

/** The newest first, shown or not. */
export const latestInbox = (
  { prisma }: Database,
  personId: string,
  limit: number,
): Promise<{ id: string; reply: unknown; createdAt: Date; readAt: Date | null }[]> =>
  prisma.inboxMessage.findMany({
    where: { personId },
    select: { id: true, reply: true, createdAt: true, readAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });

export async function markInboxRead(db: Database, personId: string, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await db.prisma.inboxMessage.updateMany({
    where: { personId, id: { in: [...ids] }, readAt: null },
    data: { readAt: now },
  });
}

/** One message per delivery: the unique delivery id refuses a second one. */
export async function insertInboxMessage(
  tx: Tx,
  message: { personId: string; deliveryId: string; reply: object },
  now: Date,
): Promise<void> {
  const { personId, deliveryId } = message;
  const reply = message.reply as Prisma.InputJsonObject; // a Reply is strings, numbers and arrays of such
  await tx.inboxMessage.create({ data: { id: newId(now), personId, deliveryId, reply, createdAt: now } });
}
