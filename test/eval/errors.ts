import { coreOf, differences, extendedOf } from "./agreement.ts";
import type { GoldRecord, Labels, PredictedRecord, PredictedTurn } from "./record.ts";
import { isStateRight, tallyTurn } from "./score.ts";

const shown = (labels: Labels, names: readonly string[]): string =>
  `{${names.map((name) => `${name}: ${JSON.stringify(labels[name]) ?? "–"}`).join(", ")}}`;

function slotFaults(wanted: Labels, said: Labels, what: string): string[] {
  const names = differences(wanted, said);
  return names.length === 0 ? [] : [`${what}: wanted ${shown(wanted, names)}, read ${shown(said, names)}`];
}

const EMPTY: PredictedTurn = { slots: {} };

/** What is wrong with one turn, in words; empty when nothing that is scored is. */
function faultsOf({ id, turns }: GoldRecord, at: number, turn: PredictedTurn = EMPTY): string[] {
  const expect = turns[at]?.expect;
  if (expect === undefined) return [];
  const tally = tallyTurn(expect, turn, id.startsWith("R"));
  const { state } = expect;
  return [
    ...(tally.intents === 0 ? [`intent: wanted ${expect.intent}, read ${turn.intent ?? "–"}`] : []),
    ...slotFaults(coreOf(expect.slots), coreOf(turn.slots), "slots"),
    ...slotFaults(extendedOf(expect.slots), extendedOf(turn.slots), "extended slots"),
    ...(state !== undefined && !isStateRight(state, turn.state ?? {})
      ? slotFaults(coreOf(state), coreOf(turn.state ?? {}), "state")
      : []),
    ...(tally.actionsRight < tally.actions
      ? [`action: wanted ${expect.action ?? "answer"}, did ${turn.action ?? "answer"}`]
      : []),
  ];
}

function linesOf(gold: GoldRecord, predicted: PredictedRecord | undefined): string[] {
  return gold.turns.flatMap(({ user }, at) => {
    const faults = faultsOf(gold, at, predicted?.turns[at]);
    return faults.length === 0
      ? []
      : [`  ${gold.id}.${at + 1} ${user.slice(0, 60)}`, ...faults.map((fault) => `      ${fault}`)];
  });
}

/** Indexes of the records that show a phenomenon, the most frequent first. */
export function recordsByPhenomenon(gold: readonly GoldRecord[]): [name: string, records: number[]][] {
  const groups = new Map<string, number[]>();
  gold.forEach(({ meta: { phenomena } }, index) => {
    for (const name of phenomena.length === 0 ? ["(none)"] : new Set(phenomena))
      groups.set(name, [...(groups.get(name) ?? []), index]);
  });
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

/** Every misunderstanding under each phenomenon of its record, the phenomenon with most of them first. */
export function errorsByPhenomenon(
  gold: readonly GoldRecord[],
  predicted: readonly (PredictedRecord | undefined)[],
): string[] {
  const lines = gold.map((record, index) => linesOf(record, predicted[index]));
  return recordsByPhenomenon(gold)
    .map(([name, records]) => ({
      name,
      records,
      wrong: records.map((index) => lines[index] ?? []).filter((each) => each.length > 0),
    }))
    .sort((a, b) => b.wrong.length - a.wrong.length)
    .flatMap(({ name, records, wrong }) => [
      "",
      `${name}: ${wrong.length} of ${records.length} records`,
      ...wrong.flat(),
    ]);
}
