import type { LocalDate } from "../../src/kit/clock.ts";
import { findPersonalNumbers, maskNumbers } from "../../src/kit/masking.ts";
import type { PlaceHints, Places } from "../../src/places/place.ts";
import { clausesOf } from "./clauses.ts";
import { findFacts } from "./facts.ts";
import { findFilters } from "./filters.ts";
import { corrected, type Fuzzy } from "./fuzzy.ts";
import { type Gate, readGate } from "./gates/index.ts";
import { keptSlots } from "./gates/kept-slots.ts";
import { findGroups } from "./grammars/group.ts";
import { findTopics } from "./grammars/topic.ts";
import { guard } from "./guard.ts";
import { guessesOf } from "./guesses.ts";
import { type DialogueContext, decideIntent } from "./intent.ts";
import type { Lexicon } from "./lexicon.ts";
import { occupationHits, placeHits, resolveOverlaps } from "./match.ts";
import type { Meaning, Question, Slots, Span } from "./meaning.ts";
import { readOccupations, readPlaces, settled } from "./mentions.ts";
import type { Classify } from "./model/classifier.ts";
import { featuresOf } from "./model/features.ts";
import type { Normalise } from "./normalise.ts";
import { settleSlots } from "./settle.ts";

export interface UnderstandContext extends DialogueContext {
  today: LocalDate;
  /** The place of the dialogue and the person's point, for telling places of one name apart. */
  hints: PlaceHints;
}

export interface UnderstandNeeds {
  lexicon: Lexicon;
  places: Places;
  normalise: Normalise;
  fuzzy: Fuzzy;
}

/** One message, read with the dialogue at hand. Pure; about 0.1 ms. */
export type Understand = (raw: string, context: UnderstandContext) => Meaning;

const FILLER =
  /有没有|可以|想要|学费|价格|价钱|费用|左右|一下|那里|这里|地方|这边|那边|[的了吗呢吧啊呀我你您想要请帮给有没是在个那就去到看找学来班课，。,.!?！？、\s~…-]/g;

/** Whether nothing that means anything is left beside what was found. */
function isBare(text: string, spans: readonly Span[]): boolean {
  const isRead = new Uint8Array(text.length);
  for (const { start, end } of spans) isRead.fill(1, start, end);
  let rest = "";
  for (let at = 0; at < text.length; at++) if (isRead[at] === 0) rest += text[at];
  return rest.replace(FILLER, "") === "";
}

const merged = (a: Slots, b: Slots): Slots => ({
  ...a,
  ...b,
  ...((a.negated ?? b.negated) && { negated: { ...a.negated, ...b.negated } }),
});

const gateLine = ({ intent, reason }: Gate): string => `gate: ${intent} (${reason})`;

const gated = (gate: Gate, text: string): Meaning => ({
  intent: gate.intent,
  score: 9,
  slots: {},
  questions: [],
  text,
  spans: [],
  explain: [gateLine(gate)],
});

/** What is named in the message, by its very name or, failing that, by a slip of the finger or the ear. */
function findNames(written: string, { lexicon, places, fuzzy }: UnderstandNeeds, context: UnderstandContext) {
  const heard = fuzzy(written);
  const text = corrected(written, heard);
  const isPlaceAsked = context.asked === "place";
  const { within } = context.hints;
  const hits = resolveOverlaps(text, lexicon.trie.hits(text), {
    isPlaceAsked,
    isAround: ({ divisionCode }) => within !== undefined && places.isWithin(divisionCode, places.cityOf(within)),
  });
  const clauses = clausesOf(text);
  const groups = findGroups(text);
  const occupations = readOccupations(text, clauses, occupationHits(hits), lexicon, groups);
  const located = readPlaces(text, clauses, placeHits(hits), places, context.hints);
  const spans: Span[] = hits.map(({ start, end, entry }) => ({ start, end, what: entry.type }));
  const explain = [
    ...heard.map(
      ({ start, end, entry, reason, isSure }) =>
        `${reason}: ${written.slice(start, end)} ~ ${entry.name}${isSure ? "" : " (offered)"}`,
    ),
    ...hits.map(({ start, end, entry }) => `${entry.type}: ${text.slice(start, end)}`),
  ];
  let slots = merged(occupations.slots, located.slots);
  const questions: Question[] = [...located.questions, ...occupations.questions, ...guessesOf(heard, slots)];
  if (isPlaceAsked && slots.place === undefined && questions.length === 0 && text.length <= 20) {
    const resolution = settled(places.resolve(text, context.hints));
    if (resolution.kind === "found") slots = { ...slots, place: resolution.place };
  }
  return { text, slots, questions, spans, explain, groups };
}

const hasOccupation = (slots: Slots, questions: readonly Question[]): boolean =>
  slots.occupations !== undefined ||
  slots.pastOccupation !== undefined ||
  questions.some(({ slot }) => slot === "occupation");

/** Names are masked so that a topic never reaches into one; what a grammar has read is no topic. */
function findTopic(text: string, names: readonly Span[], read: readonly Span[]) {
  const masked = names.reduce(
    (rest, { start, end }) => rest.slice(0, start) + "，".repeat(end - start) + rest.slice(end),
    text,
  );
  return findTopics(masked).find((topic) => !read.some(({ start, end }) => topic.start < end && start < topic.end));
}

/** Everything a message says, before anybody asks what it is for. */
export interface ReadMessage extends Pick<Meaning, "text" | "slots" | "questions" | "spans" | "explain"> {
  isBare: boolean;
}

/** Names, conditions, facts and topics of a text that is normalised already. */
export function readMessage(written: string, needs: UnderstandNeeds, context: UnderstandContext): ReadMessage {
  const names = findNames(written, needs, context);
  const { text } = names;
  const filters = findFilters(text, context.today, names.spans, names.groups);
  const facts = findFacts(text);
  const slots = merged(merged(names.slots, filters.slots), facts.slots);
  const spans = [...names.spans, ...filters.spans, ...facts.spans];
  const explain = [`text: ${written}`, ...names.explain, ...filters.explain, ...facts.explain];
  const topic = hasOccupation(slots, names.questions) ? undefined : findTopic(text, names.spans, spans);
  const stem = topic === undefined ? undefined : needs.lexicon.stems.get(topic.value);
  if (topic !== undefined && stem !== undefined) {
    slots.occupations = [{ code: stem, name: needs.lexicon.occupationName(stem), said: topic.value }];
    spans.push({ start: topic.start, end: topic.end, what: "occupation" });
    explain.push(`occupation: ${topic.value} (head of a name, ${topic.reason})`);
  } else if (topic !== undefined) {
    slots.topic = topic.value;
    spans.push({ start: topic.start, end: topic.end, what: "topic" });
    explain.push(`topic: ${topic.value} (${topic.reason})`);
  }
  return { text, slots, questions: names.questions, spans, explain, isBare: isBare(text, spans) };
}

/** Reads messages against the tables it was built with. */
export const createUnderstand =
  (needs: UnderstandNeeds & { classify: Classify }): Understand =>
  (raw, context) => {
    const { text: written } = needs.normalise(guard(raw));
    const numbers = findPersonalNumbers(written);
    const masked = maskNumbers(written, numbers); // nothing behind this line sees a number of a person
    const gate = readGate(masked, numbers);
    if (gate !== undefined && !gate.isReadOn) return gated(gate, masked);
    const { text, slots, questions, spans, explain, isBare: bare } = readMessage(masked, needs, context);
    const guessed = needs.classify(featuresOf(text, spans, slots));
    const decision = decideIntent(
      text,
      { slots, unsettled: questions.map(({ slot }) => slot), isBare: bare },
      context,
      guessed,
    );
    settleSlots(gate?.intent ?? decision.intent, slots, text, context);
    const meaning = { slots, questions, text, spans, explain: [...explain, ...decision.explain] };
    if (gate === undefined) return { ...meaning, intent: decision.intent, score: decision.score };
    return {
      ...meaning,
      slots: keptSlots(gate.intent, slots),
      intent: gate.intent,
      score: 9,
      besideGate: decision.intent,
      explain: [gateLine(gate), ...meaning.explain],
    };
  };
