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

/** Every misunderstanding under each phenomenon of its record, the phenomenon with most of them first. */
export function errorsByPhenomenon(
  gold: readonly GoldRecord[],
  predicted: ReadonlyMap<string, PredictedRecord>,
): string[] {
  const groups = new Map<string, { records: number; wrong: string[][] }>();
  for (const record of gold) {
    const lines = linesOf(record, predicted.get(record.id));
    for (const name of record.meta.phenomena.length === 0 ? ["(none)"] : record.meta.phenomena) {
      const group = groups.get(name) ?? { records: 0, wrong: [] };
      groups.set(name, group);
      group.records++;
      if (lines.length > 0) group.wrong.push(lines);
    }
  }
  return [...groups]
    .sort(([, a], [, b]) => b.wrong.length - a.wrong.length)
    .flatMap(([name, { records, wrong }]) => ["", `${name}: ${wrong.length} of ${records} records`, ...wrong.flat()]);
}
