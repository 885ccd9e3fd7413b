import type { CourseQuery } from "../search/course-query.ts";
import type { CoursePage, SearchService } from "../search/search-service.ts";
import { type Relaxed, relaxations } from "./relaxations.ts";
import { courseQueryOf, type SearchState, widerQuery } from "./search-state.ts";

/** What a search of the dialogue found, and by which query: the list's further pages are cut from it. */
export interface FoundFor {
  query: CourseQuery;
  page: CoursePage;
  /** Nothing lay where it was asked for; this is what is nearest around it. */
  isWider: boolean;
  /** So many lay where it was asked for; after them comes what is nearest around it. */
  own?: number;
  /** Nothing was all that was asked for; this is without one condition. */
  relaxed?: Relaxed;
}

type Way = Omit<FoundFor, "page">;

/** A county with fewer courses is shown with what lies around it. */
const ENOUGH = 3;

/** The ways round an empty answer that are tried before it is given: each costs a request, and somebody waits. */
const MOST_TRIED = 3;

/**
 * The first page for what a person is looking for. An empty county is no answer for somebody who can take a bus, nor an empty evening
 * for somebody who has weekends: then, and only then, what lies around it, else the same without one condition, said plainly. Asks the
 * engine once where there is something.
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
  const wider = widerQuery(wanted, query);
  const isCounty = query.place !== undefined && !query.place.endsWith("00");
  if (page.items.length >= ENOUGH || (page.items.length > 0 && (wider === undefined || !isCounty)))
    return { query, page, isWider: false };
  if (page.items.length > 0 && wider !== undefined) {
    const around = await search.courses(wider, { limit }, now, signal);
    const own = new Set(page.items.map(({ course }) => course.id));
    const others = around.items.filter(({ course }) => !own.has(course.id));
    if (others.length === 0) return { query, page, isWider: false };
    return { query: wider, page: { ...around, items: [...page.items, ...others] }, isWider: false, own: own.size };
  }
  const further: Way[] = wider === undefined ? [] : [{ query: wider, isWider: true }];
  const relaxed = relaxations(wanted).map(
    (each): Way => ({ query: courseQueryOf(each.search), isWider: false, relaxed: each }),
  );
  // the next county is a bus ride away, the next city is not
  const ways = isCounty ? [...further, ...relaxed] : [...relaxed, ...further];
  for (const way of ways.slice(0, MOST_TRIED)) {
    const around = await search.courses(way.query, { limit }, now, signal);
    if (around.items.length > 0) return { ...way, page: around };
  }
  return { query, page, isWider: false };
}
