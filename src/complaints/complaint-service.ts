import { writeAudit } from "../audit.ts";
import { conflict, notFound } from "../errors.ts";
import type { Actor } from "../http/route.ts";
import { auditNameOf, requireReviewer } from "../institutions/actor.ts";
import type { Database } from "../kit/database.ts";
import { maskPersonal } from "../kit/masking.ts";
import { amended, type Complaint, type ComplaintDraft, continues, ticketDay } from "./complaint.ts";
import {
  complaintsOf,
  countOpenComplaints,
  insertComplaint,
  lockComplainant,
  markAnswered,
  openComplaints,
  updateComplaint,
} from "./complaint-store.ts";

/** `opened` = a new ticket; `added` = it goes on with one of today; `full` = too many are open already. */
export type Filed = { kind: "opened" | "added"; complaint: Complaint } | { kind: "full"; complaint: Complaint };

/** 投诉: taken down with a number, read and answered by the authority. */
export interface ComplaintService {
  /** Numbers of persons are taken out of the words before they are kept. */
  file(personId: string, draft: ComplaintDraft, now: Date): Promise<Filed>;
  /** The person's own, newest first, at most ten. */
  ofPerson(personId: string): Promise<Complaint[]>;
  /** What waits for an answer, longest first; that it was read stands in the audit trail. @throws AppError for anyone but a reviewer */
  waiting(actor: Actor, now: Date): Promise<{ complaints: Complaint[]; total: number }>;
  /** @param answer what the person reads when they ask; null = answered elsewhere. @throws AppError not_found, conflict when answered already */
  answer(actor: Actor, id: string, answer: string | null, now: Date): Promise<void>;
}

/** More than anybody has at once; keeps one person from burying the others. */
const MAX_OPEN = 5;
const SHOWN_TO_PERSON = 10;
const SHOWN_TO_REVIEWER = 50;

export const createComplaintService = (db: Database): ComplaintService => ({
  file: (personId, draft, now) =>
    db.prisma.$transaction(async (tx): Promise<Filed> => {
      if (!(await lockComplainant(tx, personId))) throw notFound("用户");
      const masked = { ...draft, words: maskPersonal(draft.words) };
      const open = (await complaintsOf(tx, personId, SHOWN_TO_PERSON)).filter(({ answeredAt }) => answeredAt === null);
      const same = open.find((complaint) => continues(complaint, masked, now));
      if (same !== undefined)
        return { kind: "added", complaint: await updateComplaint(tx, same.id, amended(same, masked)) };
      const [latest] = open;
      if (latest !== undefined && open.length >= MAX_OPEN) return { kind: "full", complaint: latest };
      return { kind: "opened", complaint: await insertComplaint(tx, personId, masked, ticketDay(now), now) };
    }),

  ofPerson: (personId) => complaintsOf(db.prisma, personId, SHOWN_TO_PERSON),

  waiting: async (actor, now) => {
    requireReviewer(actor);
    const [complaints, total] = await Promise.all([openComplaints(db, SHOWN_TO_REVIEWER), countOpenComplaints(db)]);
    const ticketNos = complaints.map(({ ticketNo }) => ticketNo);
    const read = { actor: auditNameOf(actor), action: "read", subjectKind: "complaint", subjectId: "waiting" };
    if (ticketNos.length > 0) await writeAudit(db.prisma, { at: now, ...read, after: { ticketNos } });
    return { complaints, total };
  },

  answer: async (actor, id, answer, now) => {
    requireReviewer(actor);
    await db.prisma.$transaction(async (tx) => {
      const ticketNo = await markAnswered(tx, id, answer === null ? null : maskPersonal(answer), now);
      if (ticketNo === undefined) {
        const known = await tx.complaint.count({ where: { id } });
        throw known === 0 ? notFound("投诉") : conflict("这件投诉已经答复过了。");
      }
      await writeAudit(tx, {
        at: now,
        actor: auditNameOf(actor),
        action: "answer",
        subjectKind: "complaint",
        subjectId: id,
        after: { ticketNo },
      });
    });
  },
});
