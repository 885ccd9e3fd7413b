import { z } from "zod";
import type { Database } from "../kit/database.ts";
import { ConsentRecord, consentsOf } from "./consent-store.ts";

const When = z.object({ createdAt: z.date() });
const Nullable = z.string().nullable();

/** Everything that is stored about one learner, in the words of the export. Sealed values are told of, not opened. */
export const OwnData = z.object({
  channel: z.string(),
  since: z.date(),
  isPersonalised: z.boolean(),
  /** What stands in the dialogue: conditions of the search, never sentences. */
  dialogue: z.record(z.string(), z.unknown()).nullable(),
  consents: z.array(ConsentRecord),
  savedSearches: z.array(When.extend({ label: z.string(), query: z.unknown(), cancelledAt: z.date().nullable() })),
  inbox: z.array(When.extend({ readAt: z.date().nullable() })),
  deliveries: z.array(When.extend({ kind: z.string(), state: z.string(), channel: z.string() })),
  demands: z.array(When.extend({ occupationCode: Nullable, topic: Nullable, divisionCode: Nullable })),
  complaints: z.array(When.extend({ ticketNo: z.string(), words: Nullable })),
  profile: z
    .object({
      divisionCode: Nullable,
      groups: z.array(z.string()),
      schooling: Nullable,
      birthYear: z.number().nullable(),
      updatedAt: z.date(),
    })
    .nullable(),
  /** The number itself is sealed; it is shown masked where it is set. */
  phone: When.nullable(),
  places: z.array(
    When.extend({
      label: z.string(),
      divisionCode: Nullable,
      lat: z.coerce.number().nullable(),
      lng: z.coerce.number().nullable(),
      expiresAt: z.date().nullable(),
    }),
  ),
  favourites: z.array(When.extend({ courseId: z.string() })),
  credits: z.array(z.object({ templateId: z.string(), credits: z.number(), isLongTerm: z.boolean() })),
  creditReports: z.array(
    z.object({ templateId: z.string(), reportedAt: z.date().nullable(), confirmedAt: z.date().nullable() }),
  ),
  sessions: z.array(When.extend({ lastSeenAt: z.date(), expiresAt: z.date() })),
  /** That WeChat reaches them, and by which QR code they came; the openid is sealed. */
  wechat: z.object({ isFollowing: z.boolean(), sceneId: Nullable, updatedAt: z.date() }).nullable(),
});
export type OwnData = z.infer<typeof OwnData>;

const oldestFirst = { orderBy: { createdAt: "asc" } } as const;

export async function readOwnData(db: Database, personId: string): Promise<OwnData | undefined> {
  const [person, dialogue, consents] = await Promise.all([
    db.prisma.person.findUnique({
      where: { id: personId },
      include: {
        savedSearches: oldestFirst,
        inbox: oldestFirst,
        deliveries: oldestFirst,
        demands: oldestFirst,
        complaints: oldestFirst,
        profile: true,
        phone: true,
        places: oldestFirst,
        favourites: oldestFirst,
        credits: true,
        creditReports: true,
        sessions: oldestFirst,
        address: true,
      },
    }),
    db.prisma.dialogueState.findUnique({ where: { personId } }),
    consentsOf(db, personId),
  ]);
  if (person === null) return undefined;
  const { createdAt: since, address: wechat, ...rest } = person;
  return OwnData.parse({ ...rest, since, wechat, dialogue: dialogue?.state ?? null, consents });
}

/** Their row first: whoever writes about them at this moment waits, and finds nobody. */
const LOCK = "SELECT 1 FROM person WHERE id = $1::uuid FOR UPDATE";

/**
 * Deletes a learner with all that hangs on them, in one transaction. What stays says nothing of whom it was about: of a complaint the case
 * (number, kind, county) without its words; of notices and consents that there was one. Notices that wait are cancelled.
 */
export async function deletePerson({ prisma }: Database, personId: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.$executeRawUnsafe(LOCK, personId);
    const of = { where: { personId } };
    const cut = { reason: "person deleted" };
    await tx.delivery.updateMany({ where: { personId, state: "pending" }, data: { state: "cancelled", ...cut } });
    await tx.delivery.updateMany({ where: { personId, state: "reserved" }, data: { state: "unknown", ...cut } });
    await tx.delivery.updateMany({
      ...of,
      data: { personId: null, savedSearchId: null, clientMsgId: null, messageId: null },
    });
    await tx.complaint.updateMany({ ...of, data: { words: null, personId: null } });
    await tx.dialogueState.deleteMany(of);
    await tx.person.deleteMany({ where: { id: personId } }); // all else goes with it; consents let go of it
  });
}
