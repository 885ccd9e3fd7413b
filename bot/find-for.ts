import type { CourseQuery } from "../search/course-query.ts";
import type { CoursePage, SearchService } from "../search/search-service.ts";
import { courseQueryOf, type SearchState, widerQuery } from "./search-state.ts";

/** What a search of the dialogue found, and by which query: the list's further pages are cut from it. */
export interface FoundFor {
  query: CourseQuery;
  page: CoursePage;
  /** Nothing lay where it was asked for; this is what is nearest around it. */
  isWider: boolean;
}

/**
 * The first page for what a person is looking for. An empty county is no answer for somebody who can take a bus: then, and only then,
 * what lies around it. Asks the engine once where there is something.
 */
export async function findFor(
  { search }: { search: SearchService },
  wanted: SearchState,
  limit: number,
  now: Date,
  signal: AbortSignal,
): Promise<FoundFor> {
  const query = courseQueryOf(wanted);
  const page = await search.courses(query, { limit }, now, signal);
  const wider = page.items.length > 0 ? undefined : widerQuery(wanted, query);
  if (wider === undefined) return { query, page, isWider: false };
  const around = await search.courses(wider, { limit }, now, signal);
  return around.items.length > 0 ? { query: wider, page: around, isWider: true } : { query, page, isWider: false };
}
