import type { CourseQuery } from "./course-query.ts";
import { engineText } from "./filter.ts";
import { baseFilter, courseFilter } from "./query-filter.ts";
import { cleanQuery } from "./query-text.ts";
import type { BaseQuery, CourseQuestion } from "./search-port.ts";

/** The body of one search request. */
export interface EngineQuery {
  q: string;
  filter?: string;
  sort?: string[];
  distinct?: string;
  limit: number;
  attributesToRetrieve: string[];
  showRankingScore: boolean;
}

/**
 * Which candidates the engine is to prefer when there are more than asked for. `sort` acts after the text rules, so with words the
 * best matches still come first.
 */
function engineSort({ sort = "relevance", near }: CourseQuery): string[] | undefined {
  if (sort === "cheapest") return ["feeFen:asc"];
  if (sort === "soonest") return ["startsOn:asc"];
  if (sort === "shortest") return ["hours:asc"];
  return near === undefined ? undefined : [`_geoPoint(${near.lat}, ${near.lng}):asc`];
}

const words = (q: string | undefined): Pick<EngineQuery, "q" | "showRankingScore"> => {
  const text = cleanQuery(q);
  return { q: text ?? "", showRankingScore: text !== undefined };
};

export function courseEngineQuery({ query, today, limit, prefer }: CourseQuestion): EngineQuery {
  const sort = engineSort(query);
  return {
    ...words(query.q ?? prefer),
    showRankingScore: query.q !== undefined, // what the preferred name is worth, the ranking sees in the title
    filter: engineText(courseFilter(query, today)),
    ...(sort !== undefined && { sort }),
    distinct: "courseId",
    limit,
    attributesToRetrieve: [
      ...["courseId", "title", "certNames", "occupationCode", "institutionId", "isWarned", "divisionCode", "level"],
      ...["feeFen", "hours", "isSubsidised", "completeness", "startsOn", "_geo"],
    ],
  };
}

export const occupationEngineQuery = (q: string, limit: number): EngineQuery => ({
  ...words(q),
  limit,
  attributesToRetrieve: ["id"],
});

export function baseEngineQuery(query: BaseQuery, limit: number): EngineQuery {
  const filter = baseFilter(query);
  const { near } = query;
  return {
    ...words(query.q),
    ...(filter !== undefined && { filter: engineText(filter) }),
    ...(near !== undefined && { sort: [`_geoPoint(${near.lat}, ${near.lng}):asc`] }),
    limit,
    attributesToRetrieve: ["id", "_geo"],
  };
}
