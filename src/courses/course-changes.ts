import { writeAudit } from "../audit.ts";
import { conflict, notFound } from "../errors.ts";
import { mayPublish } from "../institutions/institution.ts";
import { type LockedInstitution, lockInstitution } from "../institutions/institution-store.ts";
import { type OutboxTopic, writeOutbox } from "../jobs/outbox.ts";
import { localDate } from "../kit/clock.ts";
import type { Tx } from "../kit/database.ts";
import { type CourseStep, stepFault } from "./course-rules.ts";
import { expireClosedCourses, type LockedCourse, lockCourse } from "./course-store.ts";

export interface CourseChange {
  courseId: string;
  /** As the audit trail names it. */
  actor: string;
  action: "submit" | CourseStep | "expire";
  before?: { status: string };
  after: { status: string; reason?: string };
  topics: readonly OutboxTopic[];
}

/** What every change leaves behind in its own transaction: an audit row, and an outbox row per consumer. */
export async function recordChange(tx: Tx, { courseId, topics, ...entry }: CourseChange, now: Date): Promise<void> {
  await writeAudit(tx, { at: now, subjectKind: "course", subjectId: courseId, ...entry });
  await writeOutbox(
    tx,
    now,
    topics.map((topic) => ({ topic, key: `course:${courseId}` })),
  );
}

/**
 * Locks the course and checks that the step may be taken from where it stands.
 * @param permit throws when the caller may not touch this course; asked before the state of the course is told
 * @throws AppError not_found, conflict
 */
export async function courseForStep(
  tx: Tx,
  courseId: string,
  step: CourseStep,
  now: Date,
  permit: (course: LockedCourse) => void = () => undefined,
): Promise<LockedCourse> {
  const course = await lockCourse(tx, courseId, localDate(now));
  if (course === undefined) throw notFound("课程");
  permit(course);
  const fault = stepFault(course.status, step);
  if (fault !== undefined) throw conflict(fault);
  return course;
}

/**
 * Holds the institution in its state until the transaction ends.
 * @throws AppError not_found, conflict
 */
export async function publishingInstitution(tx: Tx, institutionId: string): Promise<LockedInstitution> {
  const institution = await lockInstitution(tx, institutionId);
  if (institution === undefined) throw notFound("机构");
  if (!mayPublish(institution.state)) throw conflict("机构目前不在准入状态，不能发布课程。请联系当地人社部门。");
  return institution;
}

/** @returns how many expired; fewer than `limit` means none is left */
export async function expireBatch(tx: Tx, now: Date, limit: number): Promise<number> {
  const expired = await expireClosedCourses(tx, localDate(now), limit);
  for (const courseId of expired)
    await recordChange(
      tx,
      {
        courseId,
        actor: "system:expiry",
        action: "expire",
        before: { status: "published" },
        after: { status: "expired" },
        topics: ["search"],
      },
      now,
    );
  return expired.length;
}
