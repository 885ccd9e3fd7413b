import { INTENT_CUES } from "./cues/index.ts";
import { isAboutTraining } from "./domain.ts";
import type { Attribute } from "./grammars/attribute.ts";
import type { Slots } from "./meaning.ts";
import { shifted } from "./priors.ts";

/** What stands in the dialogue that changes how a message is read. */
export interface DialogueContext {
  /** A search has been made or begun. */
  hasSearch: boolean;
  /** A list is on the screen. */
  hasResults: boolean;
  /** The bot is waiting for this. */
  asked: "place" | "occupation" | undefined;
  /** Buttons stand under a question, so that 是 or 不是 answers it. */
  hasOffer: boolean;
}

/** What has been read of the message besides its words. */
export interface Read {
  slots: Slots;
  /** Slots that have a question open: a word with several readings. */
  unsettled: readonly ("place" | "occupation")[];
  /** Nothing is left of the text beside the slots. */
  isBare: boolean;
}

interface ScoredIntent {
  intent: string;
  score: number;
}

/** Below this nothing was understood. */
const ENOUGH = 1;
/** Two readings this close, neither of them clear, are a guess. */
const MARGIN = 0.15;
const CLEAR = 2;

const YES = /^(?:是|是的|是啊|对|对的|可以|好|好的|嗯|没错|就是|要|行)$/;
const NO = /^(?:不是|不对|不|不是的|不要|错了|不行)$/;

const FILTERS = [
  "level",
  "mode",
  "schedule",
  "wish",
  "feeMaxFen",
  "startsAfter",
  "startsBefore",
  "sort",
  "radiusKm",
] as const;

const hasFilter = (slots: Slots): boolean => FILTERS.some((name) => slots[name] !== undefined);

/** What is asked of an item, where it has an intent of its own. */
const ABOUT_ITEM: Readonly<Partial<Record<Attribute, string>>> = {
  price: "ask_cost",
  amount: "ask_subsidy",
  requirements: "ask_requirement",
  eligibility: "ask_requirement",
  certificate: "ask_cert",
  recognition: "ask_cert",
  process: "enrol",
};

/** In the middle of a talk so few words are a condition, where they ask nothing. */
const SHORT = 16;
const QUESTION = /[?？]|吗|怎么|多少|什么|哪(?!里都)|几|是不是|有没有|能不能|可不可以/;

/** What the slots themselves say: an occupation asks for courses, a lone place is where somebody is. */
function slotEvidence(
  text: string,
  { slots, unsettled, isBare }: Read,
  { hasSearch, hasResults, asked }: DialogueContext,
): ScoredIntent[] {
  const evidence: ScoredIntent[] = [];
  const add = (intent: string, score: number): void => void evidence.push({ intent, score });
  const isNamed = slots.occupations !== undefined || slots.topic !== undefined || unsettled.includes("occupation");
  if (isNamed) add("find_course", 1.2);
  if (unsettled.includes("place") && !isNamed) add("set_location", 1.2);
  if (slots.place !== undefined || slots.near === true) {
    add("find_course", 0.4);
    if (!isNamed) add("set_location", isBare ? 1.6 : 0.6);
  }
  if (hasFilter(slots)) {
    add(hasSearch && !isNamed ? "refine" : "find_course", 1.1);
    if (asked === "occupation" && !isNamed) add("refine", 0.4);
  }
  if (slots.cleared !== undefined || slots.negated !== undefined) add("refine", 1.5);
  const isCondition =
    hasFilter(slots) ||
    slots.place !== undefined ||
    slots.near === true ||
    slots.negated !== undefined ||
    slots.cleared !== undefined;
  if (hasSearch && isCondition && !isNamed && text.length <= SHORT && !QUESTION.test(text))
    add("refine", isBare ? 7 : 4);
  if (isNamed && isBare) add("find_course", 1.5);
  if (slots.group !== undefined && !isNamed) add("find_course", 0.4);
  if (slots.ordinal !== undefined && slots.attribute !== undefined)
    add(ABOUT_ITEM[slots.attribute] ?? "item_detail", 5);
  if (slots.ordinal !== undefined) {
    if (hasResults) add("select_item", isBare ? 2 : 1);
    else if (isBare) add("select_item", 1.1);
  }
  return evidence;
}

/** What the model's certainty is worth beside the cues: half a strong cue. */
const MODEL_WEIGHT = 8;
/** Turning somebody away wants more certainty than helping. */
const GATED = new Set([
  "out_of_scope",
  "illegal_request",
  "privacy_other",
  "pii_overshare",
  "injection",
  "abuse",
  "crisis",
  "spam",
  "complaint",
  "human_agent",
  "privacy_request",
  "unsupported_media",
]);
/** The model alone may tell that a message is about training; it has seen a thousand that are not. */
const SURE_OF_TRAINING = 0.8;
const SHORT_ANSWER = 6;
const CERTAIN = 0.9;
const isNothingRead = ({ slots, unsettled }: Read): boolean =>
  Object.keys(slots).length === 0 && unsettled.length === 0;
/** What can be meant by a message without a word of training. */
const ANYWHERE = new Set([...GATED, "smalltalk", "help", "set_location", "set_profile", "confirm", "deny", "restart"]);
/** Cues and slots speak for what is served, none for what is turned away: the model has to make up for it. */
const GATE_WEIGHT = 1.4;
/** To be taken for an attacker or an advertiser hurts: 他年纪有没有限制 is none. */
const ACCUSED = new Set(["injection", "spam", "abuse"]);
const ACCUSED_SURE = 0.6;
const TURNED_AWAY = 0.6;
const GATE_SURE = 0.25;
const WHOLE = 3;

/** Which intents have cues or slots for them, with their sums. */
function scoreCues(
  text: string,
  read: Read,
  context: DialogueContext,
): { scores: Map<string, number>; seen: string[] } {
  const scores = new Map<string, number>();
  const seen: string[] = [];
  const add = ({ intent, score }: ScoredIntent): void => void scores.set(intent, (scores.get(intent) ?? 0) + score);
  for (const { intent, name, pattern, weight } of INTENT_CUES)
    if (pattern.test(text)) {
      // a pattern of the whole message leaves nothing to guess at
      add({ intent, score: pattern.source.startsWith("^") ? weight * WHOLE : weight });
      seen.push(`${intent} +${weight} ${name}`);
    }
  if (context.hasOffer) {
    if (YES.test(text)) add({ intent: "confirm", score: 4 });
    if (NO.test(text)) add({ intent: "deny", score: 4 });
  }
  for (const evidence of slotEvidence(text, read, context)) add(evidence);
  return { scores, seen };
}

/** Who names a trade is seldom to be turned away: that takes more certainty. */
function leastShare(intent: string, { slots }: Read): number {
  if (!GATED.has(intent)) return 0.03;
  if (ACCUSED.has(intent)) return ACCUSED_SURE;
  return intent === "out_of_scope" && slots.occupations !== undefined ? TURNED_AWAY : GATE_SURE;
}

export interface Decision {
  intent: string;
  score: number;
  explain: string[];
}

/**
 * Adds up cues, slot evidence and what the model thinks.
 * @param modelled shares of the model by intent
 * @returns "unknown" where nothing is good enough
 */
export function decideIntent(
  text: string,
  read: Read,
  context: DialogueContext,
  modelled: ReadonlyMap<string, number>,
): Decision {
  if (!/[\p{L}\p{N}]/u.test(text)) return { intent: "unknown", score: 0, explain: ["no letter in it"] };
  const { scores, seen } = scoreCues(text, read, context);
  const isTalk = context.hasResults || context.hasSearch;
  const guessed = shifted(modelled, isTalk);
  // 三千以内 in the middle of a talk: the slots say it all
  const weight = read.isBare && isTalk ? MODEL_WEIGHT / 4 : MODEL_WEIGHT;
  for (const [intent, probability] of guessed) {
    if (probability < leastShare(intent, read)) continue;
    scores.set(intent, (scores.get(intent) ?? 0) + weight * probability * (GATED.has(intent) ? GATE_WEIGHT : 1));
  }
  const surest = Math.max(0, ...[...guessed].flatMap(([intent, share]) => (ANYWHERE.has(intent) ? [] : [share])));
  const isOurs = isTalk || context.asked !== undefined || isAboutTraining(text, read) || surest >= SURE_OF_TRAINING;
  const ranked = [...scores]
    .filter(([intent]) => isOurs || ANYWHERE.has(intent))
    .map(([intent, score]) => ({ intent, score }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = ranked;
  // a few syllables after 在哪里学 that are no place and no cue: not understood, whatever the model thinks of them
  const isNoAnswer =
    context.asked === "place" && text.length <= SHORT_ANSWER && seen.length === 0 && isNothingRead(read);
  const guesses = [...guessed].sort((a, b) => b[1] - a[1]).slice(0, 3);
  const explain = [
    ...seen,
    `model: ${guesses.map(([intent, probability]) => `${intent} ${probability.toFixed(2)}`).join(", ")}`,
    `intent: ${ranked
      .slice(0, 4)
      .map(({ intent, score }) => `${intent} ${score.toFixed(1)}`)
      .join(", ")}`,
  ];
  if (best === undefined || best.score < ENOUGH || (isNoAnswer && (guessed.get(best.intent) ?? 0) < CERTAIN))
    return { intent: "unknown", score: best?.score ?? 0, explain };
  const isClose = second !== undefined && best.score - second.score < MARGIN && best.score < CLEAR;
  return { intent: best.intent, score: best.score, explain: isClose ? [...explain, "close call"] : explain };
}
