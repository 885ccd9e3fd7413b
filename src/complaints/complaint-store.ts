import { z } from "zod";
import type { LocalDate } from "../kit/clock.ts";
import type { Database, Tx } from "../kit/database.ts";
import { newId } from "../kit/ids.ts";
import { type Complaint, type ComplaintDraft, MAX_WORDS, ticketNoOf } from "./complaint.ts";

const COLUMNS = {
  id: true,
  ticketNo: true,
  category: true,
  divisionCode: true,
  words: true,
  createdAt: true,
  answeredAt: true,
  answer: true,
} as const;

const Counted = z.tuple([z.object({ count: z.number().int() })]);

/** The next number of the day. Held until the transaction ends, so that no number is given twice and none is left out. */
async function nextNumber(tx: Tx, day: LocalDate): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('complaint ticket'))`;
  const before = `${ticketNoOf(day, 0).slice(0, -4)}%`;
  const rows = await tx.$queryRaw`SELECT count(*)::int AS count FROM complaint WHERE ticket_no LIKE ${before}`;
  return Counted.parse(rows)[0].count + 1;
}

export async function insertComplaint(
  tx: Tx,
  personId: string,
  { category, divisionCode, words }: ComplaintDraft,
  day: LocalDate,
  now: Date,
): Promise<Complaint> {
  const ticketNo = ticketNoOf(day, await nextNumber(tx, day));
  return tx.complaint.create({
    data: {
      id: newId(now),
      ticketNo,
      personId,
      category,
      divisionCode: divisionCode ?? null,
      words: words.slice(0, MAX_WORDS),
      createdAt: now,
    },
    select: COLUMNS,
  });
}

export const updateComplaint = (
  tx: Tx,
  id: string,
  data: Pick<Complaint, "category" | "divisionCode" | "words">,
): Promise<Complaint> => tx.complaint.update({ where: { id }, data, select: COLUMNS });

/** Newest first. */
export const complaintsOf = (tx: Tx, personId: string, limit: number): Promise<Complaint[]> =>
  tx.complaint.findMany({ where: { personId }, orderBy: { createdAt: "desc" }, take: limit, select: COLUMNS });

/** Oldest first: who has waited longest is answered first. */
export const openComplaints = (db: Database, limit: number): Promise<Complaint[]> =>
  db.prisma.complaint.findMany({
    where: { answeredAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit,
    select: COLUMNS,
  });

export const countOpenComplaints = (db: Database): Promise<number> =>
  db.prisma.complaint.count({ where: { answeredAt: null } });

/** @returns the ticket that is answered now; undefined when there is none, or it had been answered */
export async function markAnswered(tx: Tx, id: string, answer: string | null, now: Date): Promise<string | undefined> {
  const { count } = await tx.complaint.updateMany({
    where: { id, answeredAt: null },
    data: { answeredAt: now, answer },
  });
  if (count === 0) return undefined;
  const { ticketNo } = await tx.complaint.findUniqueOrThrow({ where: { id }, select: { ticketNo: true } });
  return ticketNo;
}

/** Locks the person's row, so that two messages at the same moment make one case. @returns whether the person exists */
export async function lockComplainant(tx: Tx, personId: string): Promise<boolean> {
  const rows = await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
  return Array.isArray(rows) && rows.length === 1;
}
