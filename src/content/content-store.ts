import { z } from "zod";
import type { Database, Tx } from "../kit/database.ts";
import { newId } from "../kit/ids.ts";
import { maskPersonal } from "../kit/masking.ts";
import { ContentReview, type ReviewReason, type SubjectKind } from "./content.ts";

export interface ContentSubject {
  subjectKind: SubjectKind;
  subjectId: string;
  text: string;
}

/** Puts a text on the reviewers' list, without numbers of persons. */
export async function insertReview(
  { prisma }: Database,
  { subjectKind, subjectId, text }: ContentSubject,
  reason: ReviewReason,
  now: Date,
): Promise<void> {
  const words = maskPersonal(text);
  await prisma.contentReview.create({
    data: { id: newId(now), subjectKind, subjectId, reason, words, createdAt: now },
  });
}

/** What waits, longest first. */
export async function pendingReviews(
  { prisma }: Database,
  limit: number,
): Promise<{ items: ContentReview[]; total: number }> {
  const where = { verdict: "pending" } as const;
  const [rows, total] = await Promise.all([
    prisma.contentReview.findMany({ where, orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: limit }),
    prisma.contentReview.count({ where }),
  ]);
  return { items: z.array(ContentReview).parse(rows), total };
}

/** Decides a text that still waits; its words go. @returns whether it did */
export async function markDecided(tx: Tx, id: string, verdict: "accepted" | "rejected", now: Date): Promise<boolean> {
  const where = { id, verdict: "pending" } as const;
  const { count } = await tx.contentReview.updateMany({ where, data: { verdict, words: null, decidedAt: now } });
  return count === 1;
}
