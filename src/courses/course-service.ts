import { conflict, forbidden, invalid } from "../errors.ts";
import type { Actor } from "../http/route.ts";
import { auditNameOf, isOfInstitution, requireInstitution, requireReviewer } from "../institutions/actor.ts";
import { localDate } from "../kit/clock.ts";
import type { Database } from "../kit/database.ts";
import type { Course, CourseDraft } from "./course.ts";
import { courseForStep, expireBatch, publishingInstitution, recordChange } from "./course-changes.ts";
import { readCourse, readPublishedCourses } from "./course-rows.ts";
import { draftFaults } from "./course-rules.ts";
import { changeStatus, insertCourse, readDraftContext, readSearchTokens } from "./course-store.ts";
import { type CourseSummary, listCoursesAwaitingReview, listCoursesOf } from "./course-summaries.ts";

export type { CourseSummary } from "./course-summaries.ts";

/** Use cases of courses. Each change is one transaction: row + audit + outbox. Faults are AppErrors. */
export interface CourseService {
  /** Published courses by id, in one read; ids that are gone or not published are absent from the map. */
  publishedByIds(ids: readonly string[], now: Date): Promise<Map<string, Course>>;
  /** A course in any state, for its page and for the console. */
  byId(id: string, now: Date): Promise<Course | undefined>;
  ofInstitution(institutionId: string, now: Date): Promise<CourseSummary[]>;
  awaitingReview(now: Date): Promise<CourseSummary[]>;
  /** Institution hands a course in; it waits for review. */
  submit(actor: Actor, institutionId: string, draft: CourseDraft, now: Date): Promise<{ id: string }>;
  /** Reviewer's one click: published, searchable, and told to those who asked for it. */
  approve(actor: Actor, courseId: string, now: Date): Promise<void>;
  reject(actor: Actor, courseId: string, reason: string, now: Date): Promise<void>;
  withdraw(actor: Actor, courseId: string, now: Date): Promise<void>;
  /** Marks published courses without an open session as expired. @returns how many */
  expire(now: Date): Promise<number>;
}

/** Lets a machine look at a text that waits for review, and note its doubts for the reviewer (src/content). Never throws. */
export type TextCheck = (course: { id: string; text: string }, now: Date) => Promise<void>;

/** What people will read of a course in its institution's own words. */
const wordsOf = ({ title, description, requirements, howToEnrol, certificates }: CourseDraft): string =>
  [title, description, requirements ?? "", howToEnrol, ...certificates].filter((words) => words !== "").join("\n");

const EXPIRY_BATCH = 200; // keeps each transaction, and the locks it holds, short

/** The use cases that change a course, apart from reading. */
const courseChanges = (
  { prisma }: Database,
  textCheck: TextCheck,
): Pick<CourseService, "submit" | "approve" | "reject" | "withdraw"> => ({
  submit: async (actor, institutionId, draft, now) => {
    requireInstitution(actor, institutionId);
    const tokens = await readSearchTokens(prisma, draft);
    const submitted = await prisma.$transaction(async (tx) => {
      const institution = await publishingInstitution(tx, institutionId);
      const faults = draftFaults(draft, await readDraftContext(tx, institution, draft, localDate(now)));
      if (faults.length > 0) throw invalid(faults);
      const id = await insertCourse(tx, institution, draft, tokens, now);
      const after = { status: "submitted" };
      await recordChange(tx, { courseId: id, actor: auditNameOf(actor), action: "submit", after, topics: [] }, now);
      return { id };
    });
    await textCheck({ id: submitted.id, text: wordsOf(draft) }, now);
    return submitted;
  },

  approve: async (actor, courseId, now) => {
    requireReviewer(actor);
    return prisma.$transaction(async (tx) => {
      const course = await courseForStep(tx, courseId, "approve", now);
      if (!course.hasSessionAhead) throw conflict("这门课程没有还未开班的班次，请退回机构补充班次。");
      await publishingInstitution(tx, course.institutionId);
      await changeStatus(tx, courseId, { status: "published", publishedAt: now });
      const change = {
        courseId,
        actor: auditNameOf(actor),
        action: "approve",
        before: { status: course.status },
        after: { status: "published" },
        topics: ["search", "course-published"],
      } as const;
      await recordChange(tx, change, now);
    });
  },

  reject: async (actor, courseId, reason, now) => {
    requireReviewer(actor);
    return prisma.$transaction(async (tx) => {
      const course = await courseForStep(tx, courseId, "reject", now);
      await changeStatus(tx, courseId, { status: "rejected", rejectedReason: reason });
      const change = {
        courseId,
        actor: auditNameOf(actor),
        action: "reject",
        before: { status: course.status },
        after: { status: "rejected", reason },
        topics: [],
      } as const;
      await recordChange(tx, change, now);
    });
  },

  withdraw: (actor, courseId, now) =>
    prisma.$transaction(async (tx) => {
      const name = auditNameOf(actor);
      const course = await courseForStep(tx, courseId, "withdraw", now, ({ institutionId }) => {
        if (actor.kind !== "reviewer" && !isOfInstitution(actor, institutionId)) throw forbidden();
      });
      await changeStatus(tx, courseId, { status: "withdrawn" });
      const change = {
        courseId,
        actor: name,
        action: "withdraw",
        before: { status: course.status },
        after: { status: "withdrawn" },
        topics: ["search"],
      } as const;
      await recordChange(tx, change, now);
    }),
});

export const createCourseService = (db: Database, textCheck: TextCheck = async () => undefined): CourseService => ({
  publishedByIds: (ids, now) => readPublishedCourses(db, ids, localDate(now)),
  byId: (id, now) => readCourse(db, id, localDate(now)),
  ofInstitution: (institutionId, now) => listCoursesOf(db, institutionId, localDate(now)),
  awaitingReview: (now) => listCoursesAwaitingReview(db, localDate(now)),
  ...courseChanges(db, textCheck),
  expire: async (now) => {
    let total = 0;
    for (;;) {
      const expired = await db.prisma.$transaction((tx) => expireBatch(tx, now, EXPIRY_BATCH));
      total += expired;
      if (expired < EXPIRY_BATCH) return total;
    }
  },
});
