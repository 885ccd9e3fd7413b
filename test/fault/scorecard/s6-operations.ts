import { createCourseService } from "../../../src/courses/course-service.ts";
import type { Actor } from "../../../src/http/route.ts";
import { writeOutbox } from "../../../src/jobs/outbox.ts";
import { columnOfLocalDate, LocalDate, systemClock } from "../../../src/kit/clock.ts";
import type { Database, Tx } from "../../../src/kit/database.ts";
import { newId } from "../../../src/kit/ids.ts";
import { aCourse, anInstitution, aSite, aStaff } from "../../support/factories.ts";

/** A course as this test believes it to be. */
interface ModelCourse {
  id: string;
  title: string;
  school: ModelSchool;
  isPublished: boolean;
}

interface ModelSchool {
  id: string;
  siteId: string;
  isSuspended: boolean;
}

/** What ought to be, kept beside the database and compared with the index. */
export interface Model {
  courses: ModelCourse[];
  schools: ModelSchool[];
}

/** A course that people may find. */
export const isFindable = ({ isPublished, school }: ModelCourse): boolean => isPublished && !school.isSuspended;

/** How often each is drawn, against the others: a catalogue grows, and schools are seldom suspended. */
export const OPERATION_WEIGHTS = {
  ...{ publish: 6, edit: 4, addSession: 2, cancelSession: 2, withdraw: 2, expire: 1, suspend: 1, readmit: 2, merge: 1 },
} as const;
export type Operation = keyof typeof OPERATION_WEIGHTS;

const SCHOOLS = 4;
/** The machine is busy breaking things. */
const PATIENT = { timeout: 30_000, maxWait: 30_000 };

export async function anEmptyModel(db: Database): Promise<Model> {
  const schools: ModelSchool[] = [];
  for (let at = 0; at < SCHOOLS; at++) {
    const { id } = await anInstitution(db);
    schools.push({ id, siteId: (await aSite(db, { institutionId: id })).id, isSuspended: false });
  }
  return { courses: [], schools };
}

/** The one that the number stands for. */
const pickOf = <Item>(items: readonly Item[], pick: number): Item | undefined => items[pick % items.length];

/**
 * Does operations on rows and model alike: by the service of courses where it offers one, else by rows that change, rise in version
 * and leave an outbox row, all in one transaction, as every service does.
 */
export async function createOperator(db: Database, model: Model) {
  const service = createCourseService(db);
  const { actor } = await aStaff(db, { institutionId: null });
  const reviewer: Actor = actor;
  let titles = 0;

  const change = (ids: readonly string[], work: (tx: Tx) => Promise<unknown>): Promise<void> =>
    db.prisma.$transaction(async (tx) => {
      await work(tx);
      await tx.course.updateMany({ where: { id: { in: [...ids] } }, data: { version: { increment: 1 } } });
      await writeOutbox(
        tx,
        systemClock.now(),
        ids.map((id) => ({ topic: "search", key: `course:${id}` })),
      );
    }, PATIENT);
  const published = (): ModelCourse[] => model.courses.filter(({ isPublished }) => isPublished);
  const coursesOf = (school: ModelSchool): ModelCourse[] => published().filter((course) => course.school === school);
  const day = (text: string): Date => columnOfLocalDate(LocalDate.parse(text));
  const setState = async (school: ModelSchool, isSuspended: boolean): Promise<void> => {
    const state = isSuspended ? "suspended" : "admitted";
    await change(
      coursesOf(school).map(({ id }) => id),
      (tx) => tx.institution.update({ where: { id: school.id }, data: { state, version: { increment: 1 } } }),
    );
    school.isSuspended = isSuspended;
  };

  const operations: Record<Operation, (pick: number) => Promise<void>> = {
    publish: async (pick) => {
      const school = pickOf(
        model.schools.filter(({ isSuspended }) => !isSuspended),
        pick,
      );
      if (school === undefined) return;
      titles += 1;
      const title = `传统木雕技艺研习${titles}`;
      const sessions = [{ startsOn: "2090-01-01" }, { startsOn: "2090-05-01" }, { startsOn: "2090-09-01" }];
      const { id } = await aCourse(db, {
        ...{ siteId: school.siteId, title, status: "submitted", certificates: [] },
        sessions: sessions.slice(0, 1 + (pick % sessions.length)),
      });
      await service.approve(reviewer, id, systemClock.now());
      model.courses.push({ id, title, school, isPublished: true });
    },
    edit: async (pick) => {
      const course = pickOf(published(), pick);
      if (course === undefined) return;
      await change([course.id], (tx) => tx.course.update({ where: { id: course.id }, data: { feeFen: 100 * pick } }));
    },
    addSession: async (pick) => {
      const course = pickOf(published(), pick);
      if (course === undefined) return;
      const dates = { startsOn: day("2091-01-01"), endsOn: day("2091-02-01") };
      const data = { id: newId(systemClock.now()), courseId: course.id, seatsTotal: 20, ...dates };
      await change([course.id], (tx) => tx.classSession.create({ data }));
    },
    cancelSession: async (pick) => {
      const course = pickOf(published(), pick);
      if (course === undefined) return;
      const sessions = await db.prisma.classSession.findMany({ where: { courseId: course.id, cancelledAt: null } });
      const session = pickOf(sessions, pick);
      if (session === undefined || sessions.length < 2) return;
      const cancel = { where: { id: session.id }, data: { cancelledAt: systemClock.now() } };
      await change([course.id], (tx) => tx.classSession.update(cancel));
    },
    withdraw: async (pick) => {
      const course = pickOf(published(), pick);
      if (course === undefined) return;
      await service.withdraw(reviewer, course.id, systemClock.now());
      course.isPublished = false;
    },
    expire: async (pick) => {
      const course = pickOf(published(), pick);
      if (course === undefined) return;
      const past = { startsOn: day("2020-01-01"), endsOn: day("2020-02-01") };
      await db.prisma.classSession.updateMany({ where: { courseId: course.id }, data: past });
      await service.expire(systemClock.now());
      course.isPublished = false;
    },
    suspend: async (pick) => {
      const school = pickOf(model.schools, pick);
      if (school !== undefined) await setState(school, true);
    },
    readmit: async (pick) => {
      const school = pickOf(
        model.schools.filter(({ isSuspended }) => isSuspended),
        pick,
      );
      if (school !== undefined) await setState(school, false);
    },
    merge: async (pick) => {
      const kept = pickOf(published(), pick);
      const merged = kept && pickOf(coursesOf(kept.school), pick + 1);
      if (kept === undefined || merged === undefined || kept === merged) return;
      await change([kept.id, merged.id], async (tx) => {
        await tx.classSession.updateMany({ where: { courseId: merged.id }, data: { courseId: kept.id } });
        await tx.course.update({ where: { id: merged.id }, data: { status: "withdrawn" } });
      });
      merged.isPublished = false;
    },
  };
  return (operation: Operation, pick: number): Promise<void> => operations[operation](pick);
}
