import { type Figure, measured, quantile } from "../bench/report.ts";
import { addUp, type Interval, intervalsOf, MEASURES, type Scores, scoresOf, type Tally } from "./score.ts";

const NAMES: Readonly<Record<keyof Scores, string>> = {
  intent: "intent accuracy",
  coreF1: "core slot F1",
  extendedF1: "extended slot F1",
  exact: "exact match",
  jointGoal: "joint goal accuracy",
  action: "action accuracy",
};

export interface Group {
  name: string;
  tallies: readonly Tally[];
}

/** One digit behind the point. @param share between 0 and 1 */
export const percent = (share: number): number => Math.round(share * 1000) / 10;

/** @param limit at least this much */
export const atLeast = (name: string, value: number, unit: string, limit: number): Figure => ({
  name,
  value,
  unit,
  limit: `≥ ${limit}`,
  ok: value >= limit,
});

/** Each measure of each group with the ends of its interval; what was not scored is left out. */
export function accuracyFigures(groups: readonly Group[]): Figure[] {
  return groups.flatMap(({ name, tallies }) => {
    const scores = scoresOf(addUp(tallies));
    const intervals = intervalsOf(tallies);
    return MEASURES.filter((measure) => !Number.isNaN(scores[measure])).flatMap((measure) => {
      const [low, high] = intervals[measure];
      const label = `${NAMES[measure]}, ${name}`;
      const ends = [
        measured(`${label}, 95 % interval from`, percent(low), "%"),
        measured(`${label}, 95 % interval to`, percent(high), "%"),
      ];
      return [measured(label, percent(scores[measure]), "%"), ...(Number.isNaN(low) ? [] : ends)];
    });
  });
}

function cell(score: number, [low, high]: Interval): string {
  if (Number.isNaN(score)) return "–";
  const value = percent(score).toFixed(1);
  return Number.isNaN(low) ? value : `${value} (${Math.round(low * 100)}–${Math.round(high * 100)})`;
}

/** The same for people: one line a group. @param what the groups are of */
export function accuracyTable(groups: readonly Group[], what = "group"): string[] {
  return [
    `| ${what} | records | turns | ${MEASURES.map((measure) => NAMES[measure]).join(" | ")} |`,
    `|---${"|---".repeat(MEASURES.length + 2)}|`,
    ...groups.map(({ name, tallies }) => {
      const sum = addUp(tallies);
      const scores = scoresOf(sum);
      const intervals = intervalsOf(tallies);
      const cells = MEASURES.map((measure) => cell(scores[measure], intervals[measure]));
      return `| ${name} | ${tallies.length} | ${sum.turns} | ${cells.join(" | ")} |`;
    }),
    "",
    "In per cent; in brackets the 95 % interval, by drawing records; none for fewer than 16.",
  ];
}

export const timeFigures = (ms: readonly number[]): Figure[] => [
  measured("time per turn, median", quantile(ms, 0.5), "ms"),
  measured("time per turn, 95th percentile", quantile(ms, 0.95), "ms"),
  measured("time per turn, longest", Math.max(...ms), "ms"),
];
