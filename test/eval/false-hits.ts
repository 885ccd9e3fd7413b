import type { Meaning } from "../../bot/understand/meaning.ts";
import type { Understand } from "../../bot/understand/understand.ts";
import { atMost, type Figure, measured } from "../bench/report.ts";
import { freshContext } from "../bot/language.ts";
import { crosswozMessages } from "./crosswoz.ts";
import type { Evaluation } from "./evaluation.ts";
import { wilson } from "./interval.ts";
import { withReader } from "./reader.ts";

/** Intents that take a message for one about training. A place said by itself is none, nor is what only moves about in a list. */
const TRAINING = new Set([
  "find_course",
  "refine",
  "compare",
  "enrol",
  "enrol_status",
  "cancel",
  "recommend_occupation",
  "subscribe",
  "unsubscribe",
  "employer_training",
  "employer_recruit",
  "institution_service",
]);
const isTraining = (intent: string): boolean => TRAINING.has(intent) || intent.startsWith("ask_");

/** Intents about something that is on the screen; said to an empty one they are answered by a question. */
const ABOUT_A_LIST = new Set(["select_item", "item_detail"]);

/** Per cent of the messages. Where a figure stands above what it is today, a guard has been opened. */
const LIMITS = { training: 0.5, heardOccupations: 0.01, heardPlaces: 0.07 } as const;

export interface FalseHits {
  messages: number;
  training: { text: string; meaning: Meaning }[];
  aboutAList: number;
  /** Messages in which something was taken for the sound of a name. */
  heardOccupations: number;
  heardPlaces: number;
  /** What was heard in them: 附近 ~ 辅警. */
  heard: string[];
}

const isByEar = (line: string): boolean => line.startsWith("homophone");

const isHeard = (meaning: Meaning, slot: "occupation" | "place"): boolean => {
  const { occupations, place } = meaning.slots;
  const isRead = slot === "occupation" ? occupations !== undefined : place !== undefined;
  return (
    meaning.explain.some(isByEar) &&
    (isRead || meaning.questions.some((question) => question.slot === slot && question.isGuess))
  );
};

/** Reads messages that have nothing to do with training, each as the first of a dialogue. */
export function falseHitsOf(messages: readonly string[], understand: Understand): FalseHits {
  const hits: FalseHits = {
    messages: messages.length,
    training: [],
    aboutAList: 0,
    heardOccupations: 0,
    heardPlaces: 0,
    heard: [],
  };
  for (const text of messages) {
    const meaning = understand(text, freshContext);
    if (isTraining(meaning.intent)) hits.training.push({ text, meaning });
    if (ABOUT_A_LIST.has(meaning.intent)) hits.aboutAList++;
    if (isHeard(meaning, "occupation")) hits.heardOccupations++;
    if (isHeard(meaning, "place")) hits.heardPlaces++;
    hits.heard.push(...meaning.explain.filter(isByEar));
  }
  return hits;
}

const percent = (hits: number, of: number): number => (hits / of) * 100;

export function falseHitFigures(hits: FalseHits): Figure[] {
  const { messages, training, aboutAList, heardOccupations, heardPlaces } = hits;
  const share = (count: number): number => percent(count, messages);
  const [low, high] = wilson(training.length, messages);
  return [
    atMost("messages taken for training", share(training.length), "%", LIMITS.training),
    measured("messages taken for training, 95 % interval from", low * 100, "%"),
    measured("messages taken for training, 95 % interval to", high * 100, "%"),
    measured("messages taken for training", training.length, ""),
    measured("messages taken for a question about a shown course", share(aboutAList), "%"),
    atMost("an occupation heard in a message", share(heardOccupations), "%", LIMITS.heardOccupations),
    atMost("a place heard in a message", share(heardPlaces), "%", LIMITS.heardPlaces),
    measured("messages", messages, ""),
  ];
}

const EXAMPLES = 3;
const MOST_GROUPS = 20;

/** `price: 50元 → 5000 (money limit)` → `price (money limit)`: the rule without what it was applied to. */
const ruleOf = (line: string): string => line.replace(/^(\w+): .* (\([^()]*\))$/, "$1 $2");

/** What let a message in: its intent and all that was seen in it. */
const cueOf = ({ intent, explain }: Meaning): string =>
  [intent, ...explain.filter((line) => !/^(?:text|intent|model): /.test(line)).map(ruleOf)].join(" · ");

/** Groups, the largest first. */
function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): [key: string, items: Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups].sort(([, a], [, b]) => b.length - a.length).slice(0, MOST_GROUPS);
}

const hitLines = ({ training, heard }: FalseHits): string[] => [
  ...grouped(training, ({ meaning }) => cueOf(meaning)).flatMap(([cue, hits]) => [
    `${hits.length} × ${cue}`,
    ...hits.slice(0, EXAMPLES).map(({ text }) => `    ${text}`),
  ]),
  ...grouped(heard, (line) => line).map(([line, hits]) => `${hits.length} × ${line}`),
];

/** How often talk of something else is taken for talk of training. */
export const falseHits: Evaluation = async () => {
  const messages = crosswozMessages();
  if (messages === undefined)
    throw new Error("the outside sets are not on this machine: set REFERENCE_DIR to the folder beside them");
  const hits = await withReader(({ understand }) => falseHitsOf(messages, understand));
  return { figures: falseHitFigures(hits), figuresInLines: [], lines: hitLines(hits) };
};
