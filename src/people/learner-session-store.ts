import { z } from "zod";
import type { Database, Tx } from "../kit/database.ts";
import { newId } from "../kit/ids.ts";
import { expiryFrom, type LearnerSession, MAX_SESSIONS } from "./learner-session.ts";

const Row = z.object({
  id: z.string(),
  personId: z.string(),
  tokenHash: z.string(),
  rotatedAt: z.date(),
  lastSeenAt: z.date(),
  expiresAt: z.date(),
});

// Every request of the mini-program comes through here: one round trip, both columns are unique indexes.
const FIND = {
  name: "learner-session",
  text: `SELECT id, person_id AS "personId", token_hash AS "tokenHash", rotated_at AS "rotatedAt",
    last_seen_at AS "lastSeenAt", expires_at AS "expiresAt"
  FROM learner_session WHERE token_hash = $1 OR previous_hash = $1`,
};

/** The session whose token this is, or was until it was last rotated. */
export async function findSession({ sql }: Database, tokenHash: string): Promise<LearnerSession | undefined> {
  const { rows } = await sql.query({ ...FIND, values: [tokenHash] });
  return rows[0] === undefined ? undefined : Row.parse(rows[0]);
}

/** Adds a session and lets go of the person's expired and oldest ones. Hold the person before. */
export async function insertSession(tx: Tx, personId: string, tokenHash: string, now: Date): Promise<void> {
  await tx.learnerSession.deleteMany({ where: { personId, expiresAt: { lte: now } } });
  const kept = await tx.learnerSession.findMany({
    where: { personId },
    orderBy: [{ rotatedAt: "desc" }, { id: "desc" }],
    skip: MAX_SESSIONS - 1,
    select: { id: true },
  });
  await tx.learnerSession.deleteMany({ where: { id: { in: kept.map(({ id }) => id) } } });
  const times = { createdAt: now, rotatedAt: now, lastSeenAt: now, expiresAt: expiryFrom(now) };
  await tx.learnerSession.create({ data: { id: newId(now), personId, tokenHash, ...times } });
}

/** Puts the new token in the place of the one presented, if that still is the current one. @returns whether it was */
export async function rotateSession(
  { prisma }: Database,
  { id, tokenHash }: { id: string; tokenHash: string },
  newHash: string,
  now: Date,
): Promise<boolean> {
  const { count } = await prisma.learnerSession.updateMany({
    where: { id, tokenHash },
    data: { tokenHash: newHash, previousHash: tokenHash, rotatedAt: now, lastSeenAt: now, expiresAt: expiryFrom(now) },
  });
  return count === 1;
}

export async function touchSession({ prisma }: Database, id: string, now: Date): Promise<void> {
  await prisma.learnerSession.updateMany({ where: { id }, data: { lastSeenAt: now } });
}

/** One session, or all of the person's when no id is given. */
export async function deleteSessions({ prisma }: Database, personId: string, id?: string): Promise<void> {
  await prisma.learnerSession.deleteMany({ where: { personId, ...(id !== undefined && { id }) } });
}
