/**
 * Characters and pairs of characters of a text as numbers, repeated ones included: 绑钢筋 → 绑, 绑钢, 钢, 钢筋, 筋. Words of a
 * dictionary added nothing to them, and strings would take twice the time.
 */
export function gramsOf(text: string): number[] {
  const grams: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    grams.push(unit);
    if (at + 1 < text.length) grams.push((unit << 16) + text.charCodeAt(at + 1));
  }
  return grams;
}

/** Which groups of texts hold a gram, and how telling it is. */
export interface Postings {
  /** High for a gram that few groups hold; highest for one that none does. */
  weight(gram: number): number;
  /** Adds to each group's sum how much of the gram it has: half of `share` when it is in one of its texts, nearly all when in many. */
  addTo(sums: Float64Array, gram: number, share: number): void;
}

type Counts = Map<number, Map<number, number>>;

/** How many texts of each group hold a gram, by the number of the group. */
function countedGrams(groups: readonly (readonly string[])[]): Counts {
  const counts: Counts = new Map();
  groups.forEach((texts, group) => {
    for (const text of texts)
      for (const gram of new Set(gramsOf(text))) {
        const known = counts.get(gram) ?? new Map<number, number>();
        known.set(group, (known.get(group) ?? 0) + 1);
        counts.set(gram, known);
      }
  });
  return counts;
}

/** In flat arrays: lists of their own for 15,000 grams would take five times the memory. */
export function createPostings(groups: readonly (readonly string[])[]): Postings {
  const counts = countedGrams(groups);
  const total = [...counts.values()].reduce((sum, { size }) => sum + size, 0);
  const numbers = new Map<number, number>();
  const starts = new Uint32Array(counts.size + 1);
  const weights = new Float64Array(counts.size);
  const holders = new Uint16Array(total);
  const shares = new Float32Array(total);
  const weightOf = (held: number): number => Math.log(1 + (groups.length - held + 0.5) / (held + 0.5));
  let at = 0;
  for (const [gram, held] of counts) {
    const number = numbers.size;
    numbers.set(gram, number);
    weights[number] = weightOf(held.size);
    for (const [group, count] of held) {
      holders[at] = group;
      shares[at] = count / (count + 1);
      at++;
    }
    starts[number + 1] = at;
  }
  const strange = weightOf(0);
  return {
    weight: (gram) => weights[numbers.get(gram) ?? -1] ?? strange,
    addTo: (sums, gram, share) => {
      const number = numbers.get(gram);
      if (number === undefined) return;
      for (let each = starts[number] ?? 0; each < (starts[number + 1] ?? 0); each++) {
        const group = holders[each] ?? 0;
        sums[group] = (sums[group] ?? 0) + share * (shares[each] ?? 0);
      }
    },
  };
}
