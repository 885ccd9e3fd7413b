import type { QueryableCourse } from "../../search/course-query.ts";
import { queryableCourse, satisfies } from "../../search/satisfies.ts";
import type { Course } from "../courses/course.ts";
import type { LocalDate } from "../kit/clock.ts";
import type { Database } from "../kit/database.ts";
import type { Occupations } from "../occupations/occupation.ts";
import type { Places } from "../places/place.ts";
import { candidatesFor, type SavedSearch } from "./saved-search-store.ts";

export interface Matching {
  db: Database;
  places: Places;
  occupations: Occupations;
}

/** The facts of a course that a saved search is held against, with what people call its occupation. */
export const factsOf = (course: Course, occupations: Occupations, today: LocalDate): QueryableCourse =>
  queryableCourse(course, occupations.byCode(course.occupationCode)?.aliases ?? [], today);

/**
 * The subscriptions that a newly published course satisfies: columns narrow, `satisfies` decides. Its cost follows the number of
 * candidates; a later change of scale replaces only what is inside.
 */
export async function matchingSavedSearches(
  { db, places, occupations }: Matching,
  course: Course,
  today: LocalDate,
): Promise<SavedSearch[]> {
  const cityCode = course.site === null ? null : places.cityOf(course.site.divisionCode);
  const candidates = await candidatesFor(db, { occupationCode: course.occupationCode, cityCode });
  const facts = factsOf(course, occupations, today);
  return candidates.filter((search) => satisfies(search.query, facts, places));
}
