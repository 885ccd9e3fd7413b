// A process of its own for `bench -- search`: MiniSearch over the very documents of the index. It times each search itself.
import MiniSearch from "minisearch";
import { z } from "zod";
import { CourseQuery } from "../../search/course-query.ts";
import { type CourseDocument, courseDocuments } from "../../search/documents.ts";
import type { Filter } from "../../search/filter.ts";
import { aliasesOf, coursesAfter } from "../../search/index-store.ts";
import { courseFilter } from "../../search/query-filter.ts";
import { cleanQuery } from "../../search/query-text.ts";
import { LocalDate, unixSecondsOf } from "../../src/kit/clock.ts";
import { openDatabase } from "../../src/kit/database.ts";
import { wordsOf } from "../../src/kit/text-zh.ts";
import { givenTo, tell } from "./search-child.ts";

const { databaseUrl, today } = givenTo(z.object({ databaseUrl: z.string(), today: LocalDate }));

const BATCH = 2_000;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";
const CONDITIONS = ["courseId", "startsOn", "provinceCode", "cityCode", "divisionCode", "_geo"] as const;
type Conditions = Pick<CourseDocument, (typeof CONDITIONS)[number]>;

const index = new MiniSearch<CourseDocument>({
  fields: ["title", "occupationName", "aliases", "certNames", "institutionName"],
  storeFields: [...CONDITIONS],
  tokenize: wordsOf,
  extractField: (document, field) => {
    const value: unknown = document[field as keyof CourseDocument]; // the names above, all of documents
    return Array.isArray(value) ? value.join(" ") : value;
  },
});

/** The conditions of the mix, held against one document. */
function holds(filter: Filter, document: Conditions): boolean {
  if ("every" in filter) return filter.every.every((each) => holds(each, document));
  if ("within" in filter) {
    const { north, south, east, west } = filter.within;
    const { _geo: geo } = document;
    return geo !== undefined && geo.lat <= north && geo.lat >= south && geo.lng <= east && geo.lng >= west;
  }
  if ("from" in filter) return filter.from === undefined || document.startsOn >= unixSecondsOf(filter.from);
  if ("oneOf" in filter) {
    const { field } = filter;
    if (field === "provinceCode" || field === "cityCode" || field === "divisionCode")
      return filter.oneOf.includes(document[field] ?? "");
  }
  throw new Error(`the mix has no ${JSON.stringify(filter)}`);
}

/** The first `limit` courses; of each only its best class session. */
function search(query: CourseQuery, limit: number): string[] {
  const filter = courseFilter(query, today);
  const found = index.search(cleanQuery(query.q) ?? MiniSearch.wildcard, {
    combineWith: "AND",
    filter: (hit) => holds(filter, hit as unknown as Conditions), // the stored fields stand on the hit itself
  });
  const courses = new Set<string>();
  for (const { courseId } of found) {
    if (courses.size === limit) break;
    courses.add(String(courseId));
  }
  return [...courses];
}

const db = openDatabase(databaseUrl, 2);
const aliases = await aliasesOf(db);
for (let rows = await coursesAfter(db, FIRST_ID, BATCH); rows.length > 0; ) {
  index.addAll(rows.flatMap((row) => courseDocuments(row, aliases.get(row.occupationCode) ?? [])));
  rows = await coursesAfter(db, rows.at(-1)?.id ?? FIRST_ID, BATCH);
}
await db.close();

const Asked = z.object({ query: CourseQuery, limit: z.number() });
process.on("message", (message) => {
  const { query, limit } = Asked.parse(message);
  const began = performance.now();
  const { length } = search(query, limit);
  tell({ ms: performance.now() - began, courses: length });
});
tell({ documents: index.documentCount });
