// Intervals by drawing queries with replacement. Pure: the dice are seeded, so that a run can be repeated to the digit.
import { createRandom } from "../../../prisma/seed/random.ts";
import { mean } from "./metrics.ts";

export interface Estimate {
  value: number;
  low: number;
  high: number;
}

const RESAMPLES = 2_000;
const SEED = "retrieval";
/** On fewer queries an interval says nothing. */
const FEWEST = 16;

/** The mean over queries, and the ends of its 95 % interval; NaN ends on fewer than 16 queries. Values that are NaN are left out. */
export function estimate(values: readonly number[]): Estimate {
  const known = values.filter((value) => !Number.isNaN(value));
  const value = mean(known);
  if (known.length < FEWEST) return { value, low: Number.NaN, high: Number.NaN };
  const { int } = createRandom(SEED);
  const draw = (): number => mean(known.map(() => known[int(0, known.length - 1)] ?? Number.NaN));
  const means = Array.from({ length: RESAMPLES }, draw).sort((a, b) => a - b);
  const at = (share: number): number => means[Math.floor(RESAMPLES * share)] ?? Number.NaN;
  return { value, low: at(0.025), high: at(0.975) };
}

/** By how much the first is better than the second, query by query: what makes both good or both bad falls out. */
export const pairedDifference = (first: readonly number[], second: readonly number[]): Estimate =>
  estimate(first.map((value, at) => value - (second[at] ?? Number.NaN)));
