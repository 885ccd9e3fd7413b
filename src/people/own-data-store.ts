import { z } from "zod";
import type { Database } from "../kit/database.ts";

/** Everything that is stored about one learner, in the words of the export. */
export const OwnData = z.object({
  channel: z.string(),
  since: z.date(),
  /** What stands in the dialogue: conditions of the search, never sentences. */
  dialogue: z.record(z.string(), z.unknown()).nullable(),
  savedSearches: z.array(z.object({ label: z.string(), createdAt: z.date(), cancelledAt: z.date().nullable() })),
  inbox: z.array(z.object({ createdAt: z.date(), readAt: z.date().nullable() })),
  deliveries: z.array(z.object({ kind: z.string(), state: z.string(), createdAt: z.date() })),
  demands: z.array(
    z.object({
      occupationCode: z.string().nullable(),
      topic: z.string().nullable(),
      divisionCode: z.string().nullable(),
      createdAt: z.date(),
    }),
  ),
  complaints: z.array(z.object({ ticketNo: z.string(), words: z.string().nullable(), createdAt: z.date() })),
});
export type OwnData = z.infer<typeof OwnData>;

const oldestFirst = { orderBy: { createdAt: "asc" } } as const;

export async function readOwnData({ prisma }: Database, personId: string): Promise<OwnData | undefined> {
  const person = await prisma.person.findUnique({ where: { id: personId } });
  if (person === null) return undefined;
  const of = { where: { personId }, ...oldestFirst };
  const [dialogue, savedSearches, inbox, deliveries, demands, complaints] = await Promise.all([
    prisma.dialogueState.findUnique({ where: { personId } }),
    prisma.savedSearch.findMany(of),
    prisma.inboxMessage.findMany(of),
    prisma.delivery.findMany(of),
    prisma.demand.findMany(of),
    prisma.complaint.findMany(of),
  ]);
  return OwnData.parse({
    channel: person.channel,
    since: person.createdAt,
    dialogue: dialogue?.state ?? null,
    savedSearches,
    inbox,
    deliveries,
    demands,
    complaints,
  });
}

/**
 * Deletes a learner with all that hangs on them, in one transaction. Of a complaint the case stays (its number, kind and county), without
 * its words and without its author.
 */
export async function deletePerson({ prisma }: Database, personId: string): Promise<void> {
  await prisma.$transaction([
    prisma.complaint.updateMany({ where: { personId }, data: { words: null, personId: null } }),
    prisma.delivery.deleteMany({ where: { personId } }),
    prisma.dialogueState.deleteMany({ where: { personId } }),
    prisma.person.deleteMany({ where: { id: personId } }), // saved searches, inbox and demands go with it
  ]);
}
