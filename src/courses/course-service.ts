import type { Actor } from "../http/route.ts";
import type { Course, CourseDraft, CourseStatus } from "./course.ts";

/** A line of a list in the console. */
export interface CourseSummary {
  id: string;
  title: string;
  institutionId: string;
  institutionName: string;
  status: CourseStatus;
  submittedAt: Date;
  publishedAt: Date | null;
  rejectedReason: string | null;
  nextStart: string | null;
  isDemo: boolean;
}

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
