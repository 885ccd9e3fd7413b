import { z } from "zod";
import { CourseStatus } from "../courses/course.ts";
import type { CourseService } from "../courses/course-service.ts";
import { conflict, notFound } from "../errors.ts";
import { InstitutionState } from "../institutions/institution.ts";
import { localDate } from "../kit/clock.ts";
import type { Database } from "../kit/database.ts";
import { FAVOURITE_STATE_WORDS, type Favourite, favouriteState, MAX_FAVOURITES } from "./favourite.ts";
import { holdPerson } from "./learner.ts";

/** 收藏 of one person. */
export interface FavouriteService {
  /** Newest first, each with its course as it is now; a course that is gone stays in the list and is said to be. */
  list(personId: string, now: Date): Promise<Favourite[]>;
  /** Adding again changes nothing. @throws AppError not_found for a course the public does not see, conflict when full */
  add(personId: string, courseId: string, now: Date): Promise<void>;
  /** Removing what is not there changes nothing. */
  remove(personId: string, courseId: string): Promise<void>;
}

const Row = z.object({
  courseId: z.string(),
  title: z.string(),
  createdAt: z.date(),
  status: CourseStatus,
  institutionState: InstitutionState,
});

const LIST = `
  SELECT f.course_id AS "courseId", c.title, f.created_at AS "createdAt", c.status::text, i.state::text AS "institutionState"
  FROM favourite f JOIN course c ON c.id = f.course_id JOIN institution i ON i.id = c.institution_id
  WHERE f.person_id = $1 ORDER BY f.created_at DESC, f.course_id`;

export const createFavouriteService = (
  db: Database,
  courses: Pick<CourseService, "publishedByIds">,
): FavouriteService => ({
  list: async (personId, now) => {
    const rows = z.array(Row).parse((await db.sql.query(LIST, [personId])).rows);
    const shown = await courses.publishedByIds(
      rows.map(({ courseId }) => courseId),
      now,
    );
    return rows.map(({ courseId, title, createdAt, ...standing }) => {
      const course = shown.get(courseId);
      const state = favouriteState(standing, course, localDate(now));
      const said = FAVOURITE_STATE_WORDS[state];
      return { courseId, title, addedAt: createdAt.toISOString(), state, said, course: course ?? null };
    });
  },

  add: async (personId, courseId, now) => {
    if (!(await courses.publishedByIds([courseId], now)).has(courseId)) throw notFound("课程");
    await db.prisma.$transaction(async (tx) => {
      await holdPerson(tx, personId);
      const others = await tx.favourite.count({ where: { personId, courseId: { not: courseId } } });
      if (others >= MAX_FAVOURITES) throw conflict(`最多收藏 ${MAX_FAVOURITES} 门课程，请先删掉不需要的。`);
      await tx.favourite.createMany({ data: [{ personId, courseId, createdAt: now }], skipDuplicates: true });
    });
  },

  remove: async (personId, courseId) => void (await db.prisma.favourite.deleteMany({ where: { personId, courseId } })),
});
