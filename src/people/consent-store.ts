import { z } from "zod";
import type { Database, Tx } from "../kit/database.ts";
import { newId } from "../kit/ids.ts";

/** What personal data is used for. Each is agreed to by itself, but for `service`, of which people are told. */
export const Purpose = z.enum(["service", "location", "notices", "phone", "profile"]);
export type Purpose = z.infer<typeof Purpose>;

/** `asked` = told or asked, and nothing said to it. */
const ConsentState = z.enum(["asked", "given", "refused", "withdrawn"]);

export const ConsentRecord = z.object({
  purpose: Purpose,
  version: z.string(),
  channel: z.string(),
  state: ConsentState,
  /** Agreed to and not taken back. */
  isGiven: z.boolean(),
  askedAt: z.date(),
  answeredAt: z.date().nullable(),
  withdrawnAt: z.date().nullable(),
});
export type ConsentRecord = z.infer<typeof ConsentRecord>;

interface ConsentKey {
  personId: string;
  purpose: Purpose;
  version: string;
  channel: string;
}

/** How a row reads; `c` is the consent. */
export const STATE_OF_CONSENT = `CASE WHEN c.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN c.is_given THEN 'given'
  WHEN c.answered_at IS NOT NULL THEN 'refused' ELSE 'asked' END`;

const LIST = `
  SELECT c.purpose, c.version, c.channel, ${STATE_OF_CONSENT} AS state,
    c.is_given AND c.withdrawn_at IS NULL AS "isGiven", c.asked_at AS "askedAt",
    c.answered_at AS "answeredAt", c.withdrawn_at AS "withdrawnAt"
  FROM consent c WHERE c.person_id = $1 ORDER BY c.asked_at, c.id`;

export async function consentsOf({ sql }: Pick<Database, "sql">, personId: string): Promise<ConsentRecord[]> {
  return z.array(ConsentRecord).parse((await sql.query(LIST, [personId])).rows);
}

const ASK = `
  INSERT INTO consent (id, person_id, purpose, version, channel, is_given, asked_at)
  SELECT $1, p.id, $3, $4, $5, false, $6 FROM person p WHERE p.id = $2
  ON CONFLICT (person_id, purpose, version) DO NOTHING`;

/** @returns whether this is the first time; false for a person who is gone */
export async function insertAsked({ sql }: Pick<Database, "sql">, key: ConsentKey, now: Date): Promise<boolean> {
  const { personId, purpose, version, channel } = key;
  const { rowCount } = await sql.query(ASK, [newId(now), personId, purpose, version, channel, now]);
  return rowCount === 1;
}

/** Writes a yes or a no over whatever was said before. @returns false when there is no such person */
export async function writeAnswer(tx: Tx, key: ConsentKey, isGiven: boolean, now: Date): Promise<boolean> {
  const { personId, purpose, version, channel } = key;
  const count = await tx.$executeRaw`
    INSERT INTO consent (id, person_id, purpose, version, channel, is_given, asked_at, answered_at)
    SELECT ${newId(now)}::uuid, p.id, ${purpose}, ${version}, ${channel}, ${isGiven}, ${now}, ${now}
    FROM person p WHERE p.id = ${personId}::uuid
    ON CONFLICT (person_id, purpose, version) DO UPDATE
    SET is_given = EXCLUDED.is_given, channel = EXCLUDED.channel, answered_at = EXCLUDED.answered_at, withdrawn_at = NULL`;
  return count === 1;
}

/** Marks what was given for the purpose, in any version, as taken back. @returns how many records */
export const withdrawConsents = async (tx: Tx, personId: string, purpose: Purpose, now: Date): Promise<number> =>
  (
    await tx.consent.updateMany({
      where: { personId, purpose, isGiven: true, withdrawnAt: null },
      data: { withdrawnAt: now },
    })
  ).count;
