import { z } from "zod";
import { columnOfLocalDate, type LocalDate, localDate } from "../kit/clock.ts";
import type { Tx } from "../kit/database.ts";
import { newId } from "../kit/ids.ts";
import { DECLARATION_SOURCE_ID, DEMO_SOURCE_ID } from "../source.ts";
import { type CourseDraft, CourseStatus } from "./course.ts";
import type { DraftContext } from "./course-rules.ts";
import { searchTokensOf } from "./search-tokens.ts";

/** The rows a draft points at. */
export async function readDraftContext(
  tx: Tx,
  institution: { id: string; isDemo: boolean },
  draft: CourseDraft,
  today: LocalDate,
): Promise<DraftContext> {
  const occupation = await tx.occupation.findUnique({
    where: { code: draft.occupationCode },
    select: { levels: true },
  });
  const sites = await tx.site.findMany({ where: { institutionId: institution.id }, select: { id: true } });
  const subsidySource =
    draft.subsidySourceId === null
      ? null
      : await tx.sourceDocument.findUnique({ where: { id: draft.subsidySourceId }, select: { isDemo: true } });
  return {
    today,
    isDemo: institution.isDemo,
    occupation: occupation ?? undefined,
    siteIds: sites.map(({ id }) => id),
    subsidySource: subsidySource ?? undefined,
  };
}

/**
 * The words the degraded search finds a course by, as a tsvector literal. Segmenting takes time, most of all the first time: call it
 * before a transaction begins, never inside one.
 */
export async function readSearchTokens(
  tx: Tx,
  { title, certificates, occupationCode }: { title: string; certificates: readonly string[]; occupationCode: string },
): Promise<string> {
  const occupation = await tx.occupation.findUnique({ where: { code: occupationCode }, select: { name: true } });
  const aliases = await tx.occupationAlias.findMany({ where: { occupationCode }, select: { alias: true } });
  return searchTokensOf({
    title,
    occupationName: occupation?.name ?? "",
    aliases: aliases.map(({ alias }) => alias),
    certificates,
  });
}

/** To be called whenever title, occupation or certificates change. */
export async function writeSearchTokens(tx: Tx, courseId: string, tokens: string): Promise<void> {
  await tx.$executeRaw`UPDATE course SET search_tokens = ${tokens}::tsvector WHERE id = ${courseId}::uuid`;
}

/** Inserts a submitted course with its class sessions. @returns its id */
export async function insertCourse(
  tx: Tx,
  institution: { id: string; isDemo: boolean },
  { sessions, ...facts }: CourseDraft,
  tokens: string,
  now: Date,
): Promise<string> {
  const id = newId(now);
  await tx.course.create({
    data: {
      id,
      ...facts,
      institutionId: institution.id,
      status: "submitted",
      isDemo: institution.isDemo,
      sourceId: institution.isDemo ? DEMO_SOURCE_ID : DECLARATION_SOURCE_ID,
      statedOn: columnOfLocalDate(localDate(now)),
      submittedAt: now,
    },
  });
  await tx.classSession.createMany({
    data: sessions.map(({ startsOn, endsOn, seatsTotal }) => ({
      id: newId(now),
      courseId: id,
      startsOn: columnOfLocalDate(startsOn),
      endsOn: columnOfLocalDate(endsOn),
      seatsTotal,
    })),
  });
  await writeSearchTokens(tx, id, tokens);
  return id;
}

const LockedCourse = z.object({
  id: z.string(),
  status: CourseStatus,
  institutionId: z.string(),
  hasSessionAhead: z.boolean(),
});
export type LockedCourse = z.infer<typeof LockedCourse>;

/** Takes the row's lock, so that of two steps at the same moment the second sees what the first did. */
export async function lockCourse(tx: Tx, id: string, today: LocalDate): Promise<LockedCourse | undefined> {
  const rows = await tx.$queryRaw`
    SELECT c.id, c.status::text, c.institution_id AS "institutionId", EXISTS (
      SELECT 1 FROM class_session s WHERE s.course_id = c.id AND s.starts_on >= ${today}::date AND s.cancelled_at IS NULL
    ) AS "hasSessionAhead"
    FROM course c WHERE c.id = ${id}::uuid FOR UPDATE OF c`;
  return z.array(LockedCourse).parse(rows)[0];
}

export interface StatusChange {
  status: CourseStatus;
  publishedAt?: Date;
  rejectedReason?: string;
}

export async function changeStatus(tx: Tx, id: string, change: StatusChange): Promise<void> {
  await tx.course.update({ where: { id }, data: { ...change, version: { increment: 1 } } });
}

/** Marks up to `limit` published courses that have no session ahead; rows somebody else holds wait for the next round. */
export async function expireClosedCourses(tx: Tx, today: LocalDate, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw`
    UPDATE course SET status = 'expired', version = version + 1 WHERE id IN (
      SELECT c.id FROM course c WHERE c.status = 'published' AND NOT EXISTS (
        SELECT 1 FROM class_session s
        WHERE s.course_id = c.id AND s.starts_on >= ${today}::date AND s.cancelled_at IS NULL)
      ORDER BY c.id LIMIT ${limit} FOR UPDATE OF c SKIP LOCKED)
    RETURNING id`;
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
}
