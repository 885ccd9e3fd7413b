import type { CertificateKind } from "../src/certificates/certificate.ts";
import type { Course } from "../src/courses/course.ts";
import { spokenDate } from "../src/kit/clock.ts";
import { PAGE_SIZE } from "./course-search.ts";
import { field, spokenCourseFee, spokenTitle } from "./course-words.ts";
import { applyOp, type DialogueState } from "./dialogue.ts";
import type { IntentCall } from "./intents/intent.ts";
import { joined, type Said, say, setting } from "./reply.ts";
import { courseQueryOf } from "./search-state.ts";
import { spokenSearch } from "./search-words.ts";

/** How many courses of the trade are looked through for one kind of paper. */
const MOST_READ = 50;

const leadsTo = (course: Course, { id }: CertificateKind, { services }: IntentCall): boolean =>
  course.certificates.some((name) => services.certificates.kindIn(name)?.id === id);

function lineOf(course: Course, ordinal: number, { today }: IntentCall): Said {
  const [first] = course.sessions;
  const start =
    first === undefined ? say`` : say`，${field(course, "startsOn", spokenDate(first.startsOn, today))}开班`;
  const mark = course.isDemo ? say`【示例数据】` : say``;
  const where = course.site === null ? say`线上` : field(course, "site.divisionName", course.site.divisionName);
  return say`${setting("number", ordinal)}. ${mark}${spokenTitle(course)}（${where}${start}，${spokenCourseFee(course)}）`;
}

/** Courses of the talk's trade and place whose record states this paper, as a list that can be answered by number. */
export async function coursesLeadingTo(
  kind: CertificateKind,
  call: IntentCall,
): Promise<{ said: Said; state: DialogueState; isFound: boolean }> {
  const { state, services, now, signal } = call;
  const query = courseQueryOf(state.search);
  const page = await services.search.courses(query, { limit: MOST_READ }, now, signal);
  const courses = page.items.map(({ course }) => course).filter((course) => leadsTo(course, kind, call));
  const wanted = spokenSearch(state.search, call.today);
  if (courses.length === 0)
    return { said: say`${wanted}：没有找到写明发这种证的班。别的班发什么证，可以问机构。`, state, isFound: false };
  const shown = courses.slice(0, PAGE_SIZE);
  const lines = shown.map((course, at) => lineOf(course, at + 1, call));
  const ids = shown.map(({ id }) => id);
  const results = { kind: "course" as const, query, ids, pageStart: 0, next: null, shownAt: now.toISOString() };
  return {
    said: joined([say`${wanted}，写明发这种证的班（回复序号看详情）：`, ...lines], "\n"),
    state: applyOp(state, { op: "show", results }),
    isFound: true,
  };
}
