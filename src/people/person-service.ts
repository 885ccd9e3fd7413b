import { z } from "zod";
import { writeAudit } from "../audit.ts";
import type { Database } from "../kit/database.ts";
import type { Point } from "../kit/geo.ts";
import { hmac, newId } from "../kit/ids.ts";
import { createConsentService } from "./consent.ts";
import { keepHome } from "./home-place.ts";
import { deletePerson, type OwnData, readOwnData } from "./own-data-store.ts";
import { pseudonymOf } from "./pseudonym.ts";
import { purposesRevoked } from "./revoked.ts";

/** Learners. The channel's own id (openid, session) is hashed on entry and never stored. */
export interface PersonService {
  /** The person behind a channel's id, made on first sight. */
  personOf(channel: string, channelKey: string, now: Date): Promise<{ id: string }>;
  /** The same where there is one; nobody is made by being asked for. */
  known(channel: string, channelKey: string): Promise<{ id: string } | undefined>;
  /** All that is stored about the person; undefined when nothing is. */
  ownData(personId: string): Promise<OwnData | undefined>;
  /** The same to take away; who took it is in the audit trail, by pseudonym. */
  exportOwnData(personId: string, now: Date): Promise<OwnData | undefined>;
  /** A shared position for 附近 later on. @returns false where there is no consent to keep it */
  keepHome(personId: string, point: Point, now: Date): Promise<boolean>;
  /** Whether matching may use more than what is asked for in the message (PIPL art. 24). */
  setPersonalised(personId: string, isPersonalised: boolean): Promise<void>;
  /** What logs call the person; undefined when they are gone, and then nobody knows any more. */
  pseudonym(personId: string): Promise<string | undefined>;
  /** Deletes what was given under an authorisation that is revoked in WeChat's settings; codes as WeChat numbers them. */
  forgetRevoked(personId: string, codes: readonly number[], now: Date): Promise<void>;
  /** Deletes the person and all that hangs on them, for good. Whoever writes again is somebody new. */
  forget(personId: string): Promise<void>;
}

const Row = z.object({ id: z.uuid() });

// One statement for both cases; the second SELECT covers two first messages at the same moment.
const FIND_OR_MAKE = {
  name: "person-of",
  text: `
  WITH made AS (
    INSERT INTO person (id, channel, key_hash, created_at)
    SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT 1 FROM person WHERE channel = $2 AND key_hash = $3)
    ON CONFLICT (channel, key_hash) DO NOTHING RETURNING id)
  SELECT id FROM made UNION ALL SELECT id FROM person WHERE channel = $2 AND key_hash = $3`,
};
const FIND = { name: "person-find", text: "SELECT id FROM person WHERE channel = $1 AND key_hash = $2" };

async function pseudonymIn({ prisma }: Database, id: string): Promise<string | undefined> {
  const person = await prisma.person.findUnique({ where: { id }, select: { id: true, logKey: true } });
  return person === null ? undefined : pseudonymOf(person);
}

/** @param secret keys the hash, so that a stolen table does not tell who is in it */
export const createPersonService = (db: Database, secret: string): PersonService => ({
  personOf: async (channel, channelKey, now) => {
    const keyHash = hmac(secret, `${channel}:${channelKey}`);
    const made = await db.sql.query({ ...FIND_OR_MAKE, values: [newId(now), channel, keyHash, now] });
    const row = made.rows[0] ?? (await db.sql.query({ ...FIND, values: [channel, keyHash] })).rows[0];
    return Row.parse(row);
  },
  known: async (channel, channelKey) => {
    const { rows } = await db.sql.query({ ...FIND, values: [channel, hmac(secret, `${channel}:${channelKey}`)] });
    return rows[0] === undefined ? undefined : Row.parse(rows[0]);
  },
  ownData: (personId) => readOwnData(db, personId),
  exportOwnData: async (personId, now) => {
    const [data, pseudonym] = await Promise.all([readOwnData(db, personId), pseudonymIn(db, personId)]);
    if (data === undefined || pseudonym === undefined) return undefined;
    const entry = { at: now, actor: `person:${pseudonym}`, action: "export", subjectKind: "person" } as const;
    await writeAudit(db.prisma, { ...entry, subjectId: pseudonym });
    return data;
  },
  keepHome: (personId, point, now) => keepHome(db, personId, point, now),
  setPersonalised: async (personId, isPersonalised) => {
    await db.prisma.person.updateMany({ where: { id: personId }, data: { isPersonalised } });
  },
  pseudonym: (personId) => pseudonymIn(db, personId),
  forgetRevoked: async (personId, codes, now) => {
    for (const purpose of purposesRevoked(codes))
      await createConsentService(db).withdraw(personId, purpose, now, "wechat");
  },
  forget: (personId) => deletePerson(db, personId),
});
