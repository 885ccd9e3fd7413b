import type { Meaning } from "../../bot/understand/meaning.ts";
import { schemaSlots } from "../../bot/understand/schema-slots.ts";
import type { Understand, UnderstandContext } from "../../bot/understand/understand.ts";
import { createRandom } from "../../prisma/seed/random.ts";
import { LocalDate } from "../../src/kit/clock.ts";
import type { Occupations } from "../../src/occupations/occupation.ts";
import { type Figure, measured } from "../bench/report.ts";
import { freshContext } from "../bot/language.ts";
import { soundAlikesOf } from "./characters.ts";
import type { Evaluation } from "./evaluation.ts";
import { atLeast, percent } from "./figures.ts";
import { wilson } from "./interval.ts";
import { type Message, type Name, PERTURBATIONS, type Perturbation } from "./perturbations.ts";
import { withReader } from "./reader.ts";
import type { GoldRecord } from "./record.ts";
import { tallyTurn } from "./score.ts";
import { readSets } from "./sets.ts";

const FLOOR = 90;

/** A message that is read rightly as it stands. */
interface Known extends Message {
  id: string;
  meaning: Meaning;
  context: UnderstandContext;
}

/** By slips of the ear a name need only be offered: the person is asked, and the right one stands first. */
const BY_EAR: ReadonlySet<string> = new Set(["homophone", "Sichuan fold"]);

const isLarge = (kind: string | undefined): boolean => kind === "city" || kind === "county";

/**
 * The trades, cities and counties of a message, as they stand in it. A name that was rewritten before it was found is left out, and so
 * is every name of a message in which one was only guessed.
 */
function namesIn(text: string, { spans, slots, questions, text: normalised }: Meaning): Name[] {
  if (questions.length > 0) return [];
  return spans
    .flatMap(({ what, start, end }): Name[] => {
      if (what !== "occupation" && (what !== "place" || !isLarge(slots.place?.kind))) return [];
      return [{ kind: what, text: normalised.slice(start, end) }];
    })
    .filter((name) => name.text.length > 1 && text.includes(name.text));
}

/** The single messages that the reader gets right: only of these can be said that they should not change. */
export function knownMessages(gold: readonly GoldRecord[], understand: Understand): Known[] {
  return gold.flatMap(({ id, turns, location, ref_date }) => {
    const [turn] = turns;
    const isPlain = id.startsWith("S") && turns.length === 1 && turn !== undefined && location === undefined;
    if (!isPlain || turn.repeat !== undefined || turn.location !== undefined || turn.user.length < 3) return [];
    const context = { ...freshContext, today: LocalDate.parse(ref_date) };
    const meaning = understand(turn.user, context);
    const read = { intent: meaning.intent, slots: schemaSlots(meaning.slots) };
    if (tallyTurn(turn.expect, read, false).exact === 0) return [];
    return [{ id, text: turn.user, names: namesIn(turn.user, meaning), meaning, context }];
  });
}

type Slots = Record<string, unknown>;

/** Everything a message says, in one order. @param without a slot and what belongs to it */
const saidBy = ({ slots }: Meaning, without?: "occupation" | "place"): string => {
  const all: Slots = schemaSlots(slots);
  const left = Object.entries(all).filter(
    ([name]) =>
      without === undefined || !(name.startsWith(without) || (without === "occupation" && name === "course_topic")),
  );
  return JSON.stringify(left.sort(([a], [b]) => a.localeCompare(b)));
};

const isSame = (before: Meaning, after: Meaning): boolean =>
  before.intent === after.intent && saidBy(before) === saidBy(after);

/** Whether the person is asked, with what was meant as the first answer. */
function isOffered(before: Meaning, after: Meaning): boolean {
  return after.questions.some(({ slot, options: [first] }) => {
    const meant = slot === "place" ? before.slots.place?.id : before.slots.occupations?.[0]?.code;
    return meant !== undefined && first?.id === meant && saidBy(before, slot) === saidBy(after, slot);
  });
}

interface Change {
  before: string;
  after: string;
  was: Meaning;
  is: Meaning;
}

export interface Outcome {
  name: string;
  /** False for a part of another outcome, shown to tell where its changes are. */
  isWhole: boolean;
  tried: number;
  changes: Change[];
}

/** Of slips of the ear, trades and places apart too. */
const PARTS = ["occupation", "place"] as const;

/** Tries every perturbation on every message, each with dice of its own, so that one more message changes nothing for the others. */
export function perturb(known: readonly Known[], understand: Understand, texts: readonly string[]): Outcome[] {
  const sounds = soundAlikesOf(texts);
  const outcomeOf = (name: string, perturbation: Perturbation, part?: Name["kind"]): Outcome => {
    const outcome: Outcome = {
      name: part === undefined ? name : `${name}, ${part} only`,
      isWhole: part === undefined,
      tried: 0,
      changes: [],
    };
    for (const { id, text, names, meaning, context } of known) {
      const message = { text, names: names.filter(({ kind }) => part === undefined || kind === part) };
      const after = perturbation(message, { sounds, random: createRandom(`${name} ${id}`) });
      if (after === undefined || after === text) continue;
      outcome.tried++;
      const is = understand(after, context);
      if (isSame(meaning, is) || (BY_EAR.has(name) && isOffered(meaning, is))) continue;
      outcome.changes.push({ before: text, after, was: meaning, is });
    }
    return outcome;
  };
  return Object.entries(PERTURBATIONS).flatMap(([name, perturbation]) => [
    outcomeOf(name, perturbation),
    ...(BY_EAR.has(name) ? PARTS.map((part) => outcomeOf(name, perturbation, part)) : []),
  ]);
}

export const robustnessFigures = (outcomes: readonly Outcome[]): Figure[] =>
  outcomes.flatMap(({ name, isWhole, tried, changes }) => {
    const unchanged = tried - changes.length;
    const share = tried === 0 ? 0 : percent(unchanged / tried);
    const [low, high] = wilson(unchanged, tried);
    if (!isWhole) return [measured(`unchanged by ${name}`, share, "%")];
    return [
      atLeast(`unchanged by ${name}`, share, "%", FLOOR),
      measured(`messages tried, ${name}`, tried, ""),
      measured(`unchanged by ${name}, 95 % interval from`, percent(low), "%"),
      measured(`unchanged by ${name}, 95 % interval to`, percent(high), "%"),
    ];
  });

const EXAMPLES = 6;

const shown = (meaning: Meaning): string =>
  `${meaning.intent} ${JSON.stringify(schemaSlots(meaning.slots))}${meaning.questions.length > 0 ? ` asks ${meaning.questions.map(({ options }) => options[0]?.name).join()}` : ""}`;

const exampleLines = ({ name, isWhole, changes }: Outcome): string[] =>
  changes.length === 0 || !isWhole
    ? []
    : [
        "",
        `changed by ${name}:`,
        ...changes
          .slice(0, EXAMPLES)
          .flatMap(({ before, after, was, is }) => [
            `  ${before.slice(0, 80)}`,
            `  ${after.slice(0, 80)}`,
            `      was ${shown(was)}`,
            `      is  ${shown(is)}`,
          ]),
      ];

/** Where the characters of slips come from. */
export const writtenIn = (gold: readonly GoldRecord[], occupations: Occupations): string[] => [
  ...gold.flatMap(({ turns }) => turns.map(({ user }) => user)),
  ...occupations.names().map(({ name }) => name),
];

/** Whether a message means the same when it is written otherwise. Sentences of the test split are never used: their changes are shown. */
export const robustness: Evaluation = async ({ in: paths }) => {
  const gold = readSets(paths, ["dev"]).flatMap(({ records }) => records);
  const outcomes = await withReader(({ understand, occupations }) =>
    perturb(knownMessages(gold, understand), understand, writtenIn(gold, occupations)),
  );
  return { figures: robustnessFigures(outcomes), figuresInLines: [], lines: outcomes.flatMap(exampleLines) };
};
