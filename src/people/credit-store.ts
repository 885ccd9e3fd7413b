import { z } from "zod";
import type { Database, Tx } from "../kit/database.ts";
import { newId } from "../kit/ids.ts";
import type { Credit } from "./credit.ts";

export interface CreditKey {
  personId: string;
  templateId: string;
}

export async function creditsOf({ prisma }: Database, personId: string): Promise<Credit[]> {
  return prisma.subscribeCredit.findMany({
    where: { personId },
    select: { templateId: true, credits: true, isLongTerm: true },
    orderBy: { templateId: "asc" },
  });
}

const oldestFirst = { orderBy: { id: "asc" } } as const;

/** The client's word: it joins an event that came before it, or waits for one. Hold the person before. */
export async function recordReport(tx: Tx, key: CreditKey, now: Date, maxUnconfirmed: number): Promise<void> {
  const unreported = await tx.creditReport.findFirst({ where: { ...key, reportedAt: null }, ...oldestFirst });
  if (unreported !== null) {
    await tx.creditReport.update({ where: { id: unreported.id }, data: { reportedAt: now } });
    return;
  }
  const waiting = await tx.creditReport.count({ where: { ...key, confirmedAt: null } });
  if (waiting < maxUnconfirmed) await tx.creditReport.create({ data: { id: newId(now), ...key, reportedAt: now } });
}

/** WeChat's word. Hold the person before. @returns whether this event is told for the first time */
export async function recordEvent(tx: Tx, key: CreditKey, at: Date): Promise<boolean> {
  const same = await tx.creditReport.count({ where: { ...key, confirmedAt: at } });
  if (same > 0) return false;
  const waiting = await tx.creditReport.findFirst({ where: { ...key, confirmedAt: null }, ...oldestFirst });
  if (waiting === null) await tx.creditReport.create({ data: { id: newId(at), ...key, confirmedAt: at } });
  else await tx.creditReport.update({ where: { id: waiting.id }, data: { confirmedAt: at } });
  return true;
}

export async function addCredit(tx: Tx, key: CreditKey, isLongTerm: boolean, at: Date): Promise<void> {
  const credits = isLongTerm ? 0 : 1;
  await tx.subscribeCredit.upsert({
    where: { personId_templateId: key },
    create: { ...key, credits, isLongTerm, updatedAt: at },
    update: { credits: { increment: credits }, isLongTerm, updatedAt: at },
  });
}

/** Takes away what was accepted until then; what was accepted later stays. */
export async function dropCredits(tx: Tx, { personId, templateId }: CreditKey, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE subscribe_credit SET updated_at = ${at},
      is_long_term = is_long_term AND later.count > 0, credits = least(credits, later.count)
    FROM (SELECT count(*)::int AS count FROM credit_report
          WHERE person_id = ${personId}::uuid AND template_id = ${templateId} AND confirmed_at > ${at}) AS later
    WHERE person_id = ${personId}::uuid AND template_id = ${templateId}`;
}

const SPEND = `
  UPDATE subscribe_credit SET credits = CASE WHEN is_long_term THEN credits ELSE credits - 1 END, updated_at = $3
  WHERE person_id = $1 AND template_id = $2 AND (is_long_term OR credits > 0) RETURNING is_long_term AS "isLongTerm"`;
const Spent = z.object({ isLongTerm: z.boolean() });

/** One statement, so that of many at the same moment each takes another credit. */
export async function takeCredit(
  { sql }: Database,
  { personId, templateId }: CreditKey,
  now: Date,
): Promise<{ isLongTerm: boolean } | undefined> {
  const { rows } = await sql.query(SPEND, [personId, templateId, now]);
  return rows[0] === undefined ? undefined : Spent.parse(rows[0]);
}

export async function giveBack({ prisma }: Database, key: CreditKey, now: Date): Promise<void> {
  await prisma.subscribeCredit.updateMany({
    where: { ...key, isLongTerm: false },
    data: { credits: { increment: 1 }, updatedAt: now },
  });
}

export async function clearCredits({ prisma }: Database, key: CreditKey, now: Date): Promise<void> {
  await prisma.subscribeCredit.updateMany({
    where: key,
    data: { credits: 0, isLongTerm: false, updatedAt: now },
  });
}
