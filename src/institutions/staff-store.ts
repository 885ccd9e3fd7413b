import type { Database, Tx } from "../kit/database.ts";

export interface StaffRow {
  id: string;
  account: string;
  displayName: string;
  role: "staff" | "reviewer";
  institutionId: string | null;
  passwordHash: string;
}

export interface SessionRow {
  tokenHash: string;
  createdAt: Date;
  lastSeenAt: Date;
  staff: StaffRow;
}

export const findStaffByAccount = async ({ prisma }: Database, account: string): Promise<StaffRow | undefined> =>
  (await prisma.staff.findUnique({ where: { account } })) ?? undefined;

/** Adds a session and clears away those of this person that are older than `before`. */
export async function insertSession(
  { prisma }: Database,
  session: { tokenHash: string; staffId: string },
  now: Date,
  before: Date,
): Promise<void> {
  await prisma.$transaction([
    prisma.staffSession.deleteMany({ where: { staffId: session.staffId, createdAt: { lt: before } } }),
    prisma.staffSession.create({ data: { ...session, createdAt: now, lastSeenAt: now } }),
  ]);
}

export const findSession = async ({ prisma }: Database, tokenHash: string): Promise<SessionRow | undefined> =>
  (await prisma.staffSession.findUnique({ where: { tokenHash }, include: { staff: true } })) ?? undefined;

export async function touchSession({ prisma }: Database, tokenHash: string, now: Date): Promise<void> {
  await prisma.staffSession.updateMany({ where: { tokenHash }, data: { lastSeenAt: now } });
}

export async function deleteSession({ prisma }: Database, tokenHash: string): Promise<void> {
  await prisma.staffSession.deleteMany({ where: { tokenHash } });
}

/** After a change of password nobody stays signed in with the old one. */
export async function changePassword(tx: Tx, staffId: string, passwordHash: string): Promise<void> {
  await tx.staff.update({ where: { id: staffId }, data: { passwordHash } });
  await tx.staffSession.deleteMany({ where: { staffId } });
}
