// What a person sees who writes a query to the bot: the whole way, as it runs.

import { setTimeout } from "node:timers/promises";
import type { Results } from "../../../bot/dialogue.ts";
import { createDialogueStore } from "../../../bot/dialogue-store.ts";
import { courseQueryOf } from "../../../bot/search-state.ts";
import type { Reply, Turn } from "../../../bot/turn.ts";
import type { CourseQuery } from "../../../search/course-query.ts";
import { newId } from "../../../src/kit/ids.ts";
import { createConsentService } from "../../../src/people/consent.ts";
import type { Place } from "../../../src/places/place.ts";
import type { Shop } from "./catalogue.ts";
import { DEPTH } from "./metrics.ts";
import type { Query } from "./query.ts";

export interface OurAnswer {
  /** The courses shown, page after page, at most ten. */
  ids: string[];
  /** It was said that nothing fits; what is shown all the same lies outside of what was asked. */
  saysNone: boolean;
  /** How many choices were made before there were courses. */
  questions: number;
  /** What was understood; undefined when nothing to search for was. */
  wanted: CourseQuery | undefined;
  /** What the list answers; differs from `wanted` where the bot has looked further. */
  searched: CourseQuery | undefined;
  /** The place that was named. */
  place: Place | undefined;
  /** The texts of the answer, without its cards. */
  text: string;
}

const MOST_QUESTIONS = 3;
const MOST_TRIES = 20;
const PAUSE_MS = 1_000;
/** Somebody who does not mind says so; anybody else takes the first that is offered. */
const OPEN_ANSWERS: readonly string[] = ["都可以", "全省"];
const MORE = "更多";
/** As the bot says it, also of places it has no courses in. */
const NOTHING = /没有找到|不在四川/;
const FAILED = /没有查成/;

const textOf = ({ parts }: Reply): string =>
  parts.flatMap((part) => (part.kind === "text" ? [part.text] : [])).join("\n");

const choiceOf = ({ quickReplies }: Reply): string | undefined =>
  (quickReplies.find(({ value }) => OPEN_ANSWERS.includes(value)) ?? quickReplies[0])?.value;

const hasMore = ({ quickReplies }: Reply): boolean => quickReplies.some(({ value }) => value === MORE);

const isOfCourses = (results: Results | undefined): results is Results & { kind: "course" } =>
  results?.kind === "course";

/** Courses shown beside an answer that is no search: a certificate with the classes that lead to it. */
const cardsOf = ({ parts }: Reply): string[] =>
  parts.flatMap((part) => (part.kind === "card" && part.subject.kind === "course" ? [part.subject.id] : []));

/** The bot asks back, or tells something first (which kinds of certificate there are) and offers courses behind a button. */
function leadsOn(reply: Reply): boolean {
  const { action } = reply.meaning;
  const isEnd = cardsOf(reply).length > 0 || NOTHING.test(textOf(reply)) || FAILED.test(textOf(reply));
  return action === "clarify" || (action === "answer" && !isEnd);
}

/** Puts a query to the bot as somebody nobody has seen, answers what it asks back, and turns pages until there are ten courses. */
async function askOnce({ house, now }: Shop, { text, here }: Query): Promise<OurAnswer & { isDegraded: boolean }> {
  const { id: personId } = await house.people.personOf("terminal", newId(now), now);
  // the asker has agreed that their place is kept, or it would stand for its county from the second message on
  if (here !== undefined)
    await createConsentService(house.db).give(personId, { purpose: "location", channel: "terminal" }, now);
  const dialogues = createDialogueStore(house.db);
  let at = now;
  const send = (input: Turn["input"]): Promise<Reply> => {
    at = new Date(at.getTime() + 60_000);
    return house.answer({ personId, channel: "terminal", messageId: newId(at), at, input });
  };

  if (here !== undefined) await send({ kind: "location", point: here, datum: "wgs84" });
  let reply = await send({ kind: "text", text });
  let questions = 0;
  for (; leadsOn(reply) && questions < MOST_QUESTIONS; questions++) {
    const value = choiceOf(reply);
    if (value === undefined) break;
    reply = await send({ kind: "choice", value });
  }
  const answer = reply;

  let { state: dialogue } = await dialogues.read(personId, at);
  const shown = (): string[] => (isOfCourses(dialogue.results) ? dialogue.results.ids : cardsOf(answer));
  while (shown().length < DEPTH && hasMore(reply)) {
    reply = await send({ kind: "choice", value: MORE });
    ({ state: dialogue } = await dialogues.read(personId, at));
  }
  const { search, results } = dialogue;
  return {
    ids: shown().slice(0, DEPTH),
    saysNone: NOTHING.test(textOf(answer)),
    questions,
    wanted: Object.keys(search).length === 0 ? undefined : courseQueryOf(search),
    searched: isOfCourses(results) ? results.query : undefined,
    place: search.where?.kind === "place" ? search.where.place : undefined,
    text: textOf(answer),
    isDegraded: reply.degraded || answer.degraded,
  };
}

/** Neither is an answer: PostgreSQL stood in because the engine was late, or the bot gave up in time. */
const isTroubled = ({ isDegraded, text }: OurAnswer & { isDegraded: boolean }): boolean =>
  isDegraded || FAILED.test(text);

/**
 * The same, asked again when something was late: on a busy machine that says nothing about what is found.
 * @throws Error when it goes on like that
 */
export async function askBot(shop: Shop, query: Query): Promise<OurAnswer> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const answer = await askOnce(shop, query);
    if (!isTroubled(answer)) return answer;
    await setTimeout(PAUSE_MS);
  }
  throw new Error(`the bot does not answer ${query.id} ${query.text}: is the machine too busy to be measured?`);
}
