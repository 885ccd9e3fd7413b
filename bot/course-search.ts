import type { CourseQuery } from "../search/course-query.ts";
import type { CoursePage, Removed } from "../search/search-service.ts";
import { askOccupation, askPlace, askWhich, withGuess } from "./asking.ts";
import { courseCard, spokenSources } from "./course-words.ts";
import { applyOp, applyOps, type DialogueState, type Results } from "./dialogue.ts";
import { type FoundFor, findFor } from "./find-for.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { missingPaper } from "./missing-paper.ts";
import { nothingFound } from "./nothing-found.ts";
import { nextQuestions, optionNamed, withOption } from "./pending-option.ts";
import { spokenPerson } from "./person-words.ts";
import type { Relaxed } from "./relaxations.ts";
import { type Choice, choice, cite, joined, type Said, say, setting } from "./reply.ts";
import { without } from "./search-change.ts";
import { searchOps } from "./search-ops.ts";
import { WIDER_KM } from "./search-state.ts";
import { spokenKnown, spokenSearch, spokenWhereOf } from "./search-words.ts";
import type { Meaning, Question } from "./understand/meaning.ts";

export const PAGE_SIZE = 3;

const GATE_NAMES: Readonly<Record<Removed["gate"], string>> = {
  closed: "已过开班日期",
  full: "已满员",
  radius: "超出距离",
  withdrawn: "已撤下",
  changed: "刚改了条件",
};

/** Somewhere else in China. Said plainly; the rest of what was asked is kept. */
function outsideReply(call: IntentCall, state: DialogueState, name: Said): Outcome {
  const wanted = state.search.occupations === undefined ? say`` : say`想在四川学的话，`;
  return {
    state: applyOp(state, { op: "ask", pending: { slot: "place", options: [] } }),
    draft: {
      parts: [say`${name}不在四川。这里只有四川省的培训课程。${wanted}请告诉我四川的区县名，或者看看线上课程。`],
      choices: [choice(say`线上课程`), choice(say`全省`)],
      action: call.meaning.intent === "set_location" ? "answer" : "refuse",
    },
  };
}

/** Asks for what is missing, once. @returns undefined when there is enough to search */
function missing(call: IntentCall, state: DialogueState): Outcome | undefined {
  const { search, asked } = state;
  const { slots } = call.meaning;
  // 除了焊工都行 says what to learn: anything else
  const isNamed =
    search.occupations !== undefined || search.topic !== undefined || search.negated?.occupation !== undefined;
  const gaveUp = slots.cleared ?? [];
  if (!isNamed && !asked.includes("occupation") && !gaveUp.includes("occupation"))
    return askOccupation(state, spokenKnown(search, call.today));
  const isPlaceOpen = search.where === undefined && search.mode !== "online" && !gaveUp.includes("place");
  if (isPlaceOpen && !asked.includes("place"))
    return askPlace(state, isNamed ? say`找${spokenSearch(search, call.today)}` : undefined);
  return undefined;
}

/** A button named by a part of its name is pressed; what else the message says still counts. */
function withButton(call: IntentCall, before: DialogueState): { meaning: Meaning; before: DialogueState } {
  const { meaning, services } = call;
  const { pending } = before;
  const option = pending === undefined ? undefined : optionNamed(pending, meaning, services.places);
  if (pending === undefined || option === undefined) return { meaning, before };
  const { place: _place, occupations: _occupations, leading: _leading, topic: _topic, ...slots } = meaning.slots;
  return {
    meaning: { ...meaning, slots, questions: nextQuestions(pending) },
    before: withOption(before, pending, option, services.places),
  };
}

/** Who learns, and where when it is learnt online, is no condition of the search, so it is shown back by itself. */
function withPerson(outcome: Outcome, { meaning, turn }: IntentCall): Outcome {
  const { state, draft } = outcome;
  const person = spokenPerson(meaning.slots);
  const isPlaceTold = turn.input.kind === "location" || meaning.slots.place !== undefined;
  const place = isPlaceTold && state.search.mode === "online" ? spokenWhereOf(state.search) : undefined;
  const parts = [
    ...(person === undefined ? [] : [say`记下了：${person}。`]),
    ...(place === undefined ? [] : [say`记下了：${place}。线上课程在哪里都能学，这次不按地方找。`]),
  ];
  return { state, draft: { ...draft, parts: [...parts, ...draft.parts] } };
}

/** What is known besides the word that is asked about. */
const knownBeside = (call: IntentCall, { search }: DialogueState, { slot }: Question): Said | undefined =>
  spokenKnown(without(search, slot === "place" ? ["where", "radiusKm", "near"] : ["occupations", "topic"]), call.today);

/** Lays the message over the dialogue, asks what must be asked, else searches. What every search-like intent runs. */
export async function answerCourses(call: IntentCall, before: DialogueState = call.state): Promise<Outcome> {
  const { meaning, before: standing } = withButton(call, before);
  return withPerson(await courseOutcome({ ...call, meaning }, standing), call);
}

async function courseOutcome(call: IntentCall, before: DialogueState): Promise<Outcome> {
  const { meaning, services } = call;
  const { place, ...rest } = meaning.slots;
  const isOutside = place !== undefined && !place.isInSichuan;
  const said = isOutside ? { ...meaning, slots: rest } : meaning;
  const state = applyOps(before, searchOps(said, before, services.places));
  if (isOutside) return outsideReply(call, state, cite("place", place.id, "fullName", place.fullName));
  const [question, next] = meaning.questions;
  if (question !== undefined && !question.isGuess)
    return askWhich(state, question, { known: knownBeside(call, state, question), next });
  const outcome = missing(call, state) ?? (await searchCourses(call, state));
  return question === undefined ? outcome : withGuess(outcome, question);
}

/** One search, first page; where nothing is near, one more for the nearest there is. */
export async function searchCourses(call: IntentCall, state: DialogueState): Promise<Outcome> {
  const found = await findFor(call.services, state.search, PAGE_SIZE, call.now, call.signal);
  const { query, page } = found;
  if (page.items.length === 0) return nothingFound(call, state, query, page);
  return shown(call, state, query, page, leadOf(call, state, found));
}

const RELAXED_WORDS: Readonly<Record<Relaxed["what"], Said>> = {
  dates: say`开班时间不限`,
  schedule: say`上课时间不限`,
  level: say`等级不限`,
  free: say`不一定免费、有补贴`,
  fee: say`价格不限`,
  subsidy: say`不一定有补贴`,
};

/** What was looked for, how it was read where it was not found as written, how far was looked, and how much there is. */
function leadOf(call: IntentCall, { search }: DialogueState, found: FoundFor): Said {
  const { page, isWider, relaxed, own } = found;
  const wanted = spokenSearch(search, call.today);
  const count = cite("search", "current", "total", page.total.value);
  const counted = page.total.isExact ? say`共 ${count} 门` : say`约有 ${count} 门`;
  if (isWider) return say`没有找到符合的课程：${wanted}。放宽到 ${setting("radiusKm", WIDER_KM)} 公里，由近到远有：`;
  if (relaxed !== undefined)
    return say`没有找到符合的课程：${wanted}。${RELAXED_WORDS[relaxed.what]}的话，${counted}：`;
  if (own !== undefined)
    return say`已按 ${wanted} 查找，共 ${cite("search", "current", "own", own)} 门；放宽到 ${setting("radiusKm", WIDER_KM)} 公里，由近到远还有：`;
  if (page.corrected !== undefined)
    return say`您是不是想找“${cite("search", "current", "corrected", page.corrected)}”？按这个查找，${counted}：`;
  if (page.widenedToKm !== undefined)
    return say`已按 ${wanted} 查找，附近太少，放宽到 ${cite("search", "current", "widenedToKm", page.widenedToKm)} 公里，${counted}：`;
  const paper = missingPaper(found);
  if (paper !== undefined)
    return say`没有找到写明发“${cite("search", "current", "spoken", paper)}”的课程；同一职业的，${counted}：`;
  return say`已按 ${wanted} 查找，${counted}：`;
}

const shown = (call: IntentCall, state: DialogueState, query: CourseQuery, page: CoursePage, lead: Said): Outcome => ({
  state: applyOp(state, { op: "show", results: resultsOf(query, page, [], call.now) }),
  draft: listDraft(call, page, lead, 0),
});

/** Around a county, where the person's own point is not kept, the list is not quite the one that was begun: what was shown is left out. */
async function unseenPage(call: IntentCall, { query, ids }: Results & { kind: "course" }, cursor: string) {
  const { services, now, signal } = call;
  for (let from = cursor; ; ) {
    const page = await services.search.courses(query, { limit: PAGE_SIZE, cursor: from }, now, signal);
    const items = page.items.filter(({ course }) => !ids.includes(course.id));
    if (items.length > 0 || page.next === null) return { ...page, items };
    from = page.next;
  }
}

/** The next page of the list on the screen. */
export async function moreCourses(
  call: IntentCall,
  results: Results & { kind: "course" },
  cursor: string,
): Promise<Outcome> {
  const { state, now } = call;
  const page = await unseenPage(call, results, cursor);
  const shown = resultsOf(results.query, page, results.ids, now);
  const lead = page.items.length === 0 ? say`没有更多了。` : say`接着看：`;
  return {
    state: applyOp(state, { op: "show", results: page.items.length === 0 ? { ...results, next: null } : shown }),
    draft: listDraft(call, page, lead, results.ids.length),
  };
}

const resultsOf = (query: CourseQuery, page: CoursePage, before: readonly string[], now: Date): Results => ({
  kind: "course",
  query,
  ids: [...before, ...page.items.map(({ course }) => course.id)],
  pageStart: before.length,
  next: page.next,
  shownAt: now.toISOString(),
});

/** What was found but is not shown, and why. */
function spokenRemoved(removed: readonly Removed[]): Said[] {
  // what a circle cuts off the engine's box was never asked for
  const gates = removed.filter(({ gate, count }) => count > 0 && gate !== "radius");
  if (gates.length === 0) return [];
  const each = gates.map(
    ({ gate, count }) =>
      say`${cite("search", "current", gate, count)} 门${cite("search", "current", "gate", GATE_NAMES[gate])}`,
  );
  return [say`另有 ${joined(each, "、")}，没有列出。`];
}

function listDraft(call: IntentCall, page: CoursePage, lead: Said, from: number): Outcome["draft"] {
  const cards = page.items.map((hit, index) => courseCard(hit, from + index + 1, call.today));
  const hints = [
    ...spokenRemoved(page.removed),
    ...(page.degraded ? [say`（查找服务正在恢复，这次的结果可能不全。）`] : []),
    ...(cards.length > 0
      ? [
          spokenSources(page.items.map(({ course }) => course)),
          say`回复序号看详情和怎么报名${page.next === null ? say`` : say`，回复“更多”接着看`}；回复“有新的就告诉我”，有新班会通知您。`,
        ]
      : []),
  ];
  const choices: Choice[] = [
    ...(page.next === null ? [] : [choice(say`更多`)]),
    choice(say`有新的就告诉我`),
    ...(cards.length > 1 ? [choice(say`为什么推荐`)] : []),
    ...(page.widenedToKm !== undefined && call.state.search.mode === undefined ? [choice(say`线上课程`)] : []),
    ...(call.state.search.wish === undefined && call.meaning.slots.wish === undefined
      ? [choice(say`只要有补贴的`)]
      : []),
  ];
  return {
    parts: [lead, ...cards, ...(hints.length > 0 ? [joined(hints, "\n")] : [])],
    choices,
    action: "answer",
    isDegraded: page.degraded,
  };
}
