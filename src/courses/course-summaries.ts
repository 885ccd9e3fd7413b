import { columnOfLocalDate, type LocalDate, localDateOfColumn } from "../kit/clock.ts";
import type { Database } from "../kit/database.ts";
import type { CourseStatus } from "./course.ts";

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

const LIST_LIMIT = 500; // a console page; paging comes with the institutions' own issue

const summaryFields = (today: LocalDate) =>
  ({
    id: true,
    title: true,
    institutionId: true,
    institution: { select: { name: true } },
    status: true,
    submittedAt: true,
    publishedAt: true,
    rejectedReason: true,
    isDemo: true,
    sessions: {
      where: { startsOn: { gte: columnOfLocalDate(today) }, cancelledAt: null },
      orderBy: { startsOn: "asc" },
      take: 1,
      select: { startsOn: true },
    },
  }) as const;

interface SummaryRow extends Omit<CourseSummary, "institutionName" | "nextStart"> {
  institution: { name: string };
  sessions: { startsOn: Date }[];
}

const summaryOf = ({ institution, sessions, ...row }: SummaryRow): CourseSummary => ({
  ...row,
  institutionName: institution.name,
  nextStart: sessions[0] === undefined ? null : localDateOfColumn(sessions[0].startsOn),
});

/** An institution's own courses in every state, newest first. */
export async function listCoursesOf(db: Database, institutionId: string, today: LocalDate): Promise<CourseSummary[]> {
  const rows = await db.prisma.course.findMany({
    where: { institutionId },
    select: summaryFields(today),
    orderBy: [{ submittedAt: "desc" }, { id: "desc" }],
    take: LIST_LIMIT,
  });
  return rows.map(summaryOf);
}

/** What waits for a reviewer, longest first. */
export async function listCoursesAwaitingReview(db: Database, today: LocalDate): Promise<CourseSummary[]> {
  const rows = await db.prisma.course.findMany({
    where: { status: "submitted" },
    select: summaryFields(today),
    orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
    take: LIST_LIMIT,
  });
  return rows.map(summaryOf);
}
