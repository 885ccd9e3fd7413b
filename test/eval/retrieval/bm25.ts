import MiniSearch from "minisearch";
import { COURSE_MODE_NAMES, COURSE_SCHEDULE_NAMES, type Course } from "../../../src/courses/course.ts";
import { wordsOf } from "../../../src/kit/text-zh.ts";
import { spokenLevel } from "../../../src/occupations/occupation.ts";
import type { House } from "../../../src/wire.ts";
import { DEPTH } from "./metrics.ts";

/** A course as its page would read, with the popular names of its trade. */
function textOf({ places, occupations }: House, course: Course): string {
  const { site } = course;
  return [
    course.title,
    course.occupationName,
    ...(occupations.byCode(course.occupationCode)?.aliases ?? []),
    ...course.certificates,
    ...(course.level === null ? [] : [spokenLevel(course.level)]),
    course.institution.name,
    ...(site === null ? [] : [site.name, site.address, places.byCode(site.divisionCode)?.fullName ?? ""]),
    COURSE_MODE_NAMES[course.mode],
    COURSE_SCHEDULE_NAMES[course.schedule],
    ...(course.isSubsidised === true ? ["有补贴"] : []),
    ...(course.feeFen === 0 ? ["免费"] : []),
    course.description,
  ].join(" ");
}

/** BM25 over words cut by jieba, a sentence as the query. */
export function openBm25(house: House, courses: Iterable<Course>): (text: string) => string[] {
  const index = new MiniSearch<{ id: string; text: string }>({ fields: ["text"], tokenize: wordsOf });
  index.addAll([...courses].map((course) => ({ id: course.id, text: textOf(house, course) })));
  return (text) =>
    index
      .search(text)
      .slice(0, DEPTH)
      .map(({ id }) => String(id));
}
