import type { CourseHit, Page } from "../search/search-service.ts";
import type { Course } from "../src/courses/course.ts";
import { spokenFee } from "../src/kit/money.ts";
import { type Asked, type Fact, factOf } from "./course-facts.ts";
import { PAGE_SIZE, searchCourses } from "./course-search.ts";
import { spokenOrigin, spokenSources, spokenTitle } from "./course-words.ts";
import { applyOp, applyOps, type Results } from "./dialogue.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { type Choice, choice, cite, joined, type Said, say, setting } from "./reply.ts";
import { searchOps } from "./search-ops.ts";
import { courseQueryOf } from "./search-state.ts";
import { spokenSearch } from "./search-words.ts";

/** What is asked of courses, and what is said after the facts: who decides, whom to call. */
export interface CourseQuestion {
  /** The first leads. */
  asked: readonly [Asked, ...Asked[]];
  tail?: Said;
}

const MOST_IN_RANGE = 50;

const named = (course: Course): Said => (course.isDemo ? say`【示例数据】${spokenTitle(course)}` : spokenTitle(course));

const factsOf = (course: Course, { asked }: CourseQuestion, call: IntentCall): Fact[] =>
  asked.map((each) => factOf(course, each, call));

const call12333: Said = say`请向机构问清楚，或拨打 ${setting("hotline", "12333")}。`;

/** Who knows what the record does not hold. */
const whoKnows = (course: Course): Said =>
  course.contactPhone === null
    ? call12333
    : say`请打机构的电话问：${cite("course", course.id, "contactPhone", course.contactPhone)}。`;

const listed = (facts: readonly Fact[]): Said =>
  joined(
    facts.map(({ said }) => said),
    "；",
  );

/** The answer about one course: the fact first, whom to ask where it is not stated, and where it comes from. */
export function answerOfCourse(course: Course, question: CourseQuestion, call: IntentCall): Outcome {
  const facts = factsOf(course, question, call);
  const asksHow = question.asked.includes("process");
  return {
    state: applyOp(call.state, { op: "select", selected: { kind: "course", id: course.id } }),
    draft: {
      parts: [
        say`${named(course)}：${listed(facts)}。`,
        ...(facts.some(({ isStated }) => !isStated) ? [whoKnows(course)] : []),
        ...(question.tail === undefined ? [] : [question.tail]),
        spokenOrigin(course.id, course.source, course.statedOn, call.today),
      ],
      choices: [choice(say`详情`), ...(asksHow ? [] : [choice(say`怎么报名`)])],
      action: "answer",
    },
  };
}

/** One line of a list: its number, its name, the fact, and the phone where nothing is stated. */
function lineOf(course: Course, ordinal: number, question: CourseQuestion, call: IntentCall): Said {
  const facts = factsOf(course, question, call);
  const phone =
    facts.every(({ isStated }) => isStated) || course.contactPhone === null
      ? say``
      : say`（电话 ${cite("course", course.id, "contactPhone", course.contactPhone)}）`;
  return say`${setting("number", ordinal)}. ${named(course)}：${listed(facts)}${phone}`;
}

function listDraft(
  lead: Said,
  courses: readonly Course[],
  from: number,
  question: CourseQuestion,
  call: IntentCall,
  choices: readonly Choice[],
): Outcome["draft"] {
  const lines = courses.map((course, at) => lineOf(course, from + at + 1, question, call));
  return {
    parts: [
      joined([lead, ...lines], "\n"),
      ...(question.tail === undefined ? [] : [question.tail]),
      say`${spokenSources(courses)}。回复序号看详情和怎么报名。`,
    ],
    choices,
    action: "answer",
  };
}

/** Nothing was pointed at, but a list is on the screen: the answer for each course of its page. @returns undefined when all of them are gone */
export async function answerOfShown(
  results: Results,
  question: CourseQuestion,
  call: IntentCall,
): Promise<Outcome | undefined> {
  const ids = results.ids.slice(results.pageStart, results.pageStart + PAGE_SIZE);
  const found = await call.services.courses.publishedByIds(ids, call.now);
  const courses = ids.flatMap((id) => found.get(id) ?? []);
  const [only] = courses;
  if (only === undefined || courses.length < ids.length) return undefined;
  if (courses.length === 1) return answerOfCourse(only, question, call);
  const lead = say`列表里这 ${setting("shown", courses.length)} 门：`;
  const choices = courses.map((_course, at) => choice(setting("number", results.pageStart + at + 1)));
  return { state: call.state, draft: listDraft(lead, courses, results.pageStart, question, call, choices) };
}

const ofSearch = (name: string, value: string | number): Said => cite("search", "current", name, value);

function feeRange(courses: readonly Course[]): Said {
  const fees = courses.map(({ feeFen }) => feeFen);
  const [least, most] = [Math.min(...fees), Math.max(...fees)];
  if (least === most) return say`，${most === 0 ? say`` : say`学费都是 `}${ofSearch("feeFen", spokenFee(most))}`;
  return say`，学费从${least === 0 ? say`` : say` `}${ofSearch("feeFen", spokenFee(least))}到 ${ofSearch("feeFen", spokenFee(most))}`;
}

function aidCounts(courses: readonly Course[]): Said {
  const counted = (value: boolean | null, words: Said): Said[] => {
    const count = courses.filter(({ isSubsidised }) => isSubsidised === value).length;
    return count === 0 ? [] : [say`，${words} ${ofSearch("isSubsidised", count)} 门`];
  };
  const parts = [
    ...counted(true, say`写明有补贴的`),
    ...counted(false, say`写明没有补贴的`),
    ...counted(null, say`没有写明的`),
  ];
  return joined(parts, "");
}

const SUMMARIES: Partial<Record<Asked, (courses: readonly Course[]) => Said>> = { price: feeRange, amount: aidCounts };

/** Range or counts over all that was found, or over the first fifty where there are more. */
async function summaryOf(page: Page<CourseHit>, asked: Asked, readMore: () => Promise<Page<CourseHit>>): Promise<Said> {
  const summary = SUMMARIES[asked];
  if (summary === undefined || page.items.length < 2) return say``;
  const { items, next } = page.next === null ? page : await readMore();
  const said = summary(items.map(({ course }) => course));
  return next === null ? said : say`，按前 ${ofSearch("counted", items.length)} 门算${said}`;
}

/** The subject of the talk, searched for: what the courses found for it say. An empty answer is that of the search. */
export async function answerOfSubject(question: CourseQuestion, call: IntentCall): Promise<Outcome> {
  const { meaning, services, now, signal } = call;
  const { wish: _asked, ...slots } = meaning.slots; // asked about, not wished for
  const ops = searchOps({ ...meaning, slots }, call.state, services.places);
  const state = applyOps(call.state, ops);
  const query = courseQueryOf(state.search);
  const page = await services.search.courses(query, { limit: PAGE_SIZE }, now, signal);
  if (page.items.length === 0) return searchCourses(call, state);
  const summary = await summaryOf(page, question.asked[0], () =>
    services.search.courses(query, { limit: MOST_IN_RANGE }, now, signal),
  );
  const courses = page.items.map(({ course }) => course);
  const isWhereOpen = state.search.where === undefined && state.search.mode !== "online";
  const lead = say`${spokenSearch(state.search, call.today)}，${page.total.isExact ? say`共` : say`约有`} ${ofSearch("total", page.total.value)} 门${summary}：`;
  const results: Results = {
    kind: "course",
    query,
    ids: courses.map(({ id }) => id),
    pageStart: 0,
    next: page.next,
    shownAt: now.toISOString(),
  };
  const draft = listDraft(lead, courses, 0, question, call, page.next === null ? [] : [choice(say`更多`)]);
  return {
    state: applyOp(state, { op: "show", results }),
    draft: {
      ...draft,
      parts: [...draft.parts, ...(isWhereOpen ? [say`告诉我您在哪个区县，我只看那里的。`] : [])],
      isDegraded: page.degraded,
    },
  };
}
