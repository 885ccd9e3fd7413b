// How far two judges agree beyond chance (Cohen). Pure.
import type { Grade } from "./metrics.ts";

const GRADES: readonly Grade[] = [0, 1, 2, 3];

export type Pair = readonly [Grade, Grade];

/** What a disagreement costs: all the same, or the square of how far apart the grades are. */
type Cost = (a: Grade, b: Grade) => number;
const plainCost: Cost = (a, b) => Number(a !== b);
const squaredCost: Cost = (a, b) => (a - b) ** 2;

function kappaOf(pairs: readonly Pair[], cost: Cost): number {
  const shareOf = (judge: 0 | 1, grade: Grade): number =>
    pairs.filter((pair) => pair[judge] === grade).length / pairs.length;
  const observed = pairs.reduce((sum, [a, b]) => sum + cost(a, b), 0) / pairs.length;
  const expected = GRADES.flatMap((a) => GRADES.map((b) => shareOf(0, a) * shareOf(1, b) * cost(a, b)));
  return 1 - observed / expected.reduce((sum, each) => sum + each, 0);
}

export interface Agreement {
  pairs: number;
  /** Share of pairs given the very same grade. */
  same: number;
  plain: number;
  /** Quadratic weights: 3 against 2 costs a ninth of 3 against 0. */
  weighted: number;
}

/** NaN where there is nothing to compare, or both judges gave one and the same grade throughout. */
export const agreementOf = (pairs: readonly Pair[]): Agreement => ({
  pairs: pairs.length,
  same: pairs.filter(([a, b]) => a === b).length / pairs.length,
  plain: kappaOf(pairs, plainCost),
  weighted: kappaOf(pairs, squaredCost),
});
