import type { OccupationCode } from "./occupation.ts";
import { createPostings, gramsOf } from "./postings.ts";
import type { WorkLine } from "./work-lines.ts";

/** An occupation and how much of a text is written about it. */
export interface Likely {
  code: OccupationCode;
  /** About 1 when all of the text is; 0.2 is chance. */
  score: number;
  /** The line that is most alike. */
  line: WorkLine;
}

export type Likeness = (spelling: string) => Likely[];

/** How many occupations are looked at line by line. */
const SHORTLIST = 12;
/** What the best single line counts beside all lines together; chosen on the dev cases of test/eval/occupations. */
const LINE_SHARE = 0.3;

/** A line and the length of its vector of grams. */
interface MeasuredLine {
  line: WorkLine;
  length: number;
}

/** Numbers of the highest sums, highest first; none that is 0. */
function highest(sums: Float64Array, count: number): number[] {
  const kept: number[] = [];
  sums.forEach((sum, at) => {
    if (sum === 0 || (kept.length === count && sum <= (sums[kept[count - 1] ?? 0] ?? 0))) return;
    kept.push(at);
    kept.sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0));
    kept.length = Math.min(kept.length, count);
  });
  return kept;
}

/**
 * A small retrieval model over all that is written about each occupation: how much of the text, weighed by how telling it is, stands
 * in any of its lines, and how near the nearest line is.
 */
export function createLikeness(lines: ReadonlyMap<OccupationCode, readonly WorkLine[]>): Likeness {
  const entries = [...lines];
  const { weight, addTo } = createPostings(entries.map(([, written]) => written.map(({ spelling }) => spelling)));
  const lengthOf = (grams: Iterable<number>): number => {
    let squares = 0;
    for (const gram of grams) squares += weight(gram) ** 2;
    return Math.sqrt(squares);
  };
  const measured = entries.map(([, written]) =>
    written.map((line): MeasuredLine => ({ line, length: lengthOf(new Set(gramsOf(line.spelling))) })),
  );

  /** The cosine of the nearest line, less the length of the text, which is the same for all. */
  const nearest = (squares: ReadonlyMap<number, number>, written: readonly MeasuredLine[]) => {
    let best: { line: WorkLine; likeness: number } | undefined;
    for (const { line, length } of written) {
      let shared = 0;
      for (const gram of gramsOf(line.spelling)) shared += squares.get(gram) ?? 0;
      if (shared > (best?.likeness ?? 0) * length) best = { line, likeness: shared / length };
    }
    return best;
  };

  return (spelling) => {
    const grams = new Set(gramsOf(spelling));
    const sums = new Float64Array(entries.length);
    const squares = new Map<number, number>();
    let whole = 0;
    for (const gram of grams) {
      const telling = weight(gram);
      whole += telling;
      squares.set(gram, telling ** 2);
      addTo(sums, gram, telling);
    }
    const length = lengthOf(grams);
    return highest(sums, SHORTLIST)
      .flatMap((at): Likely[] => {
        const code = entries[at]?.[0];
        const best = nearest(squares, measured[at] ?? []);
        if (code === undefined || best === undefined) return [];
        return [{ code, score: (sums[at] ?? 0) / whole + (LINE_SHARE * best.likeness) / length, line: best.line }];
      })
      .sort((a, b) => b.score - a.score);
  };
}
