import type { GoldRecord, PredictedRecord } from "./record.ts";

/** How one intent was read. */
interface Row {
  intent: string;
  wanted: number;
  right: number;
  /** How often this intent was read, rightly or not. */
  read: number;
  /** What was read instead, the most frequent first. */
  instead: [intent: string, times: number][];
}

const share = (part: number, whole: number): number => (whole === 0 ? Number.NaN : part / whole);

const f1Of = ({ right, wanted, read }: Row): number => (2 * right) / (wanted + read);

/** The intent of a turn without prediction. */
const NOTHING = "(none)";

/** Pairs of what was wanted and what was read; of several right intents the one that was read, else the first. */
function pairsOf(gold: readonly GoldRecord[], predicted: readonly (PredictedRecord | undefined)[]): [string, string][] {
  return gold.flatMap(({ turns }, record) =>
    turns.map(({ expect }, at): [string, string] => {
      const read = predicted[record]?.turns[at]?.intent ?? NOTHING;
      const alternatives = expect.intent.split("|");
      return [alternatives.includes(read) ? read : (alternatives[0] ?? ""), read];
    }),
  );
}

/** The confusion matrix row by row, without its zeros. */
export function confusionOf(gold: readonly GoldRecord[], predicted: readonly (PredictedRecord | undefined)[]): Row[] {
  const pairs = pairsOf(gold, predicted);
  const cells = new Map<string, Map<string, number>>();
  for (const [wanted, read] of pairs) {
    const row = cells.get(wanted) ?? new Map<string, number>();
    cells.set(wanted, row.set(read, (row.get(read) ?? 0) + 1));
  }
  const rows = [...cells].map(([intent, row]): Row => {
    const right = row.get(intent) ?? 0;
    const instead = [...row].filter(([read]) => read !== intent).sort(([, a], [, b]) => b - a);
    const wanted = [...row.values()].reduce((sum, times) => sum + times, 0);
    return { intent, wanted, right, read: pairs.filter(([, read]) => read === intent).length, instead };
  });
  return rows.sort((a, b) => b.wanted - a.wanted || a.intent.localeCompare(b.intent));
}

/** The mean over the intents that occur: rare ones count as much as frequent ones. */
export const macroF1 = (rows: readonly Row[]): number =>
  share(
    rows.map(f1Of).reduce((a, b) => a + b, 0),
    rows.length,
  );

const percent = (value: number): string => (Number.isNaN(value) ? "–" : (value * 100).toFixed(1));

export const confusionTable = (rows: readonly Row[]): string[] => [
  "| intent | turns | recall % | precision % | read instead |",
  "|---|---|---|---|---|",
  ...rows.map(({ intent, wanted, right, read, instead }) => {
    const others = instead.map(([other, times]) => `${other} × ${times}`).join(", ");
    return `| ${intent} | ${wanted} | ${percent(share(right, wanted))} | ${percent(share(right, read))} | ${others} |`;
  }),
];
