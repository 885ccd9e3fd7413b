// How predictions are scored against labels. Pure.
import { agrees, coreOf, differences, extendedOf } from "./agreement.ts";
import type { Expect, GoldRecord, Labels, PredictedRecord, PredictedTurn } from "./record.ts";

const COUNTED = [
  "turns",
  "intents",
  "exact",
  "states",
  "statesRight",
  "actions",
  "actionsRight",
  "coreHit",
  "coreSaid",
  "coreWanted",
  "extendedHit",
  "extendedSaid",
  "extendedWanted",
] as const;

/** What was counted over some turns; tallies add up. */
export type Tally = Record<(typeof COUNTED)[number], number>;

export const MEASURES = ["intent", "coreF1", "extendedF1", "exact", "jointGoal", "action"] as const;
type Measure = (typeof MEASURES)[number];

/** Shares between 0 and 1; NaN where nothing was to be scored. */
export type Scores = Record<Measure, number>;

const isAmong = (alternatives: string, name: string | undefined): boolean =>
  name !== undefined && alternatives.split("|").includes(name);

function slotCounts(wanted: Labels, said: Labels): { hit: number; said: number; wanted: number } {
  const names = Object.keys(wanted);
  const hit = names.filter((name) => agrees(wanted[name], said[name])).length;
  return { hit, said: Object.keys(said).length, wanted: names.length };
}

/** What is refused enters a label only where it matters, and a named place makes 附近 optional: neither is held against a state. */
function comparableState(wanted: Labels, said: Labels): Labels {
  const { negated, near, ...rest } = said;
  return {
    ...rest,
    ...("negated" in wanted && negated !== undefined && { negated }),
    ...((!("place_code" in wanted) || "near" in wanted) && near !== undefined && { near }),
  };
}

export const isStateRight = (wanted: Labels, said: Labels): boolean => {
  const core = coreOf(wanted);
  return differences(core, comparableState(core, coreOf(said))).length === 0;
};

/** @param isHandedOff R records are about what is done, so an action is scored in each of their turns */
export function tallyTurn(expect: Expect, turn: PredictedTurn | undefined, isHandedOff: boolean): Tally {
  const { intent, slots = {}, state = {}, action = "answer" } = turn ?? {};
  const core = slotCounts(coreOf(expect.slots), coreOf(slots));
  const extended = slotCounts(extendedOf(expect.slots), extendedOf(slots));
  const isIntentRight = isAmong(expect.intent, intent);
  const isCoreRight = core.hit === core.wanted && core.hit === core.said;
  const isActionScored = expect.action !== undefined || isHandedOff;
  const isActionRight = isAmong(expect.action ?? "answer", action);
  return {
    turns: 1,
    intents: Number(isIntentRight),
    exact: Number(isIntentRight && isCoreRight),
    states: Number(expect.state !== undefined),
    statesRight: Number(expect.state !== undefined && isStateRight(expect.state, state)),
    actions: Number(isActionScored),
    actionsRight: Number(isActionScored && isActionRight),
    coreHit: core.hit,
    coreSaid: core.said,
    coreWanted: core.wanted,
    extendedHit: extended.hit,
    extendedSaid: extended.said,
    extendedWanted: extended.wanted,
  };
}

export function addUp(tallies: readonly Tally[]): Tally {
  const sum = tallyOfNothing();
  for (const tally of tallies) for (const name of COUNTED) sum[name] += tally[name];
  return sum;
}

const tallyOfNothing = (): Tally => ({
  turns: 0,
  intents: 0,
  exact: 0,
  states: 0,
  statesRight: 0,
  actions: 0,
  actionsRight: 0,
  coreHit: 0,
  coreSaid: 0,
  coreWanted: 0,
  extendedHit: 0,
  extendedSaid: 0,
  extendedWanted: 0,
});

/** A record without prediction counts as wrong in every turn. */
export const tallyRecord = (gold: GoldRecord, predicted: PredictedRecord | undefined): Tally =>
  addUp(gold.turns.map(({ expect }, at) => tallyTurn(expect, predicted?.turns[at], gold.id.startsWith("R"))));

// 0 ÷ 0 is NaN, which says that there was nothing to score.
export const scoresOf = (tally: Tally): Scores => ({
  intent: tally.intents / tally.turns,
  coreF1: (2 * tally.coreHit) / (tally.coreSaid + tally.coreWanted),
  extendedF1: (2 * tally.extendedHit) / (tally.extendedSaid + tally.extendedWanted),
  exact: tally.exact / tally.turns,
  jointGoal: tally.statesRight / tally.states,
  action: tally.actionsRight / tally.actions,
});

export type Interval = readonly [low: number, high: number];

const RESAMPLES = 1_000;
/** On fewer records an interval says nothing. */
const FEWEST_RECORDS = 16;

/** The very dice of the reference scorer, so that its intervals and ours are the same to the digit. */
function createDice(): (sides: number) => number {
  let state = 12_345;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const NO_INTERVAL: Interval = [Number.NaN, Number.NaN];

/**
 * 95 % intervals by drawing records, not turns, with replacement: the turns of one dialogue hang together.
 * @returns NaN ends where nothing was to be scored, and for fewer than 16 records
 */
export function intervalsOf(tallies: readonly Tally[]): Record<Measure, Interval> {
  const dice = createDice();
  const draw = (): Tally[] => tallies.flatMap(() => tallies[dice(tallies.length)] ?? []);
  const runs = tallies.length < FEWEST_RECORDS ? [] : Array.from({ length: RESAMPLES }, () => scoresOf(addUp(draw())));
  const intervalOf = (measure: Measure): Interval => {
    const values = runs.map((scores) => scores[measure]).filter((value) => !Number.isNaN(value));
    values.sort((a, b) => a - b);
    const at = (share: number): number => values[Math.floor(values.length * share)] ?? Number.NaN;
    return values.length === 0 ? NO_INTERVAL : [at(0.025), at(0.975)];
  };
  return {
    intent: intervalOf("intent"),
    coreF1: intervalOf("coreF1"),
    extendedF1: intervalOf("extendedF1"),
    exact: intervalOf("exact"),
    jointGoal: intervalOf("jointGoal"),
    action: intervalOf("action"),
  };
}
