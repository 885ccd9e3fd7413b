import type { CourseQuery } from "../search/course-query.ts";
import { minorGroupOf } from "../src/occupations/occupation.ts";
import type { IntentCall } from "./intents/intent.ts";
import { type Choice, choice, cite, say } from "./reply.ts";

/** A query takes no more codes. */
const MOST_CODES = 8;
const MOST_OFFERED = 2;

/** Occupations of the same 小类 that do have courses under the same conditions, as buttons: 看看铆工. */
export async function relatedWays(call: IntentCall, query: CourseQuery): Promise<Choice[]> {
  const { services, now, signal } = call;
  const asked = query.occupations ?? [];
  const groups = new Set(asked.map(minorGroupOf));
  const codes = services.occupations
    .all()
    .map(({ code }) => code)
    .filter((code) => groups.has(minorGroupOf(code)) && !asked.some((each) => each === code))
    .slice(0, MOST_CODES);
  if (codes.length === 0) return [];
  const { spoken: _word, ...conditions } = query;
  const { items } = await services.search.courses({ ...conditions, occupations: codes }, { limit: 10 }, now, signal);
  const found = new Map(items.map(({ course }) => [course.occupationCode, course.occupationName]));
  return [...found]
    .slice(0, MOST_OFFERED)
    .map(([code, name]) => choice(say`看看${cite("occupation", code, "name", name)}`, name));
}
