import type { ModelFile } from "./classifier.ts";
import { type Features, isSlotFeature } from "./features.ts";
import { type Vector, type Vocabulary, vectorOf } from "./vector.ts";

export interface Example {
  intent: string;
  features: Features;
}

/** What is seen in one example only is learned by heart, not understood. */
const FEWEST_EXAMPLES = 2;
const COST = 1;
const ROUNDS = 40;
/** A round that moves nothing by more than this is the last. */
const STILL = 0.02;

/** The same order every time: a model can be made again from its examples, byte by byte. */
function shuffle(order: Int32Array, seed: number): void {
  let state = seed;
  for (let at = order.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const other = state % (at + 1);
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
}

export function vocabularyOf(examples: readonly Example[]): Vocabulary {
  const seen = new Map<string, number>();
  for (const { features } of examples) for (const name of features.keys()) seen.set(name, (seen.get(name) ?? 0) + 1);
  const kept = [...seen].filter(([, count]) => count >= FEWEST_EXAMPLES).sort(([a], [b]) => (a < b ? -1 : 1));
  const rarity = (name: string, count: number): number =>
    isSlotFeature(name) ? 1 : Math.round((Math.log((1 + examples.length) / (1 + count)) + 1) * 1e4) / 1e4;
  return new Map(kept.map(([name, count], at) => [name, { at, rarity: rarity(name, count) }]));
}

/**
 * The plane that parts one intent from the rest: a linear support vector machine with squared loss, by dual coordinate descent
 * (Hsieh et al. 2008, A dual coordinate descent method for large-scale linear SVM, algorithm 1).
 * @returns weights by feature, the last one the bias
 */
function separate(vectors: readonly Vector[], isOurs: readonly boolean[], width: number): Float64Array {
  const plane = new Float64Array(width + 1);
  const alphas = new Float64Array(vectors.length);
  const slack = 1 / (2 * COST);
  const squares = vectors.map(({ value }) => value.reduce((sum, each) => sum + each * each, 1) + slack);
  const order = Int32Array.from(vectors, (_, at) => at);
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, round + 1);
    let moved = 0;
    for (const index of order) {
      const vector = vectors[index];
      if (vector === undefined) continue;
      const { at, value } = vector;
      const sign = isOurs[index] === true ? 1 : -1;
      let sum = plane[width] ?? 0;
      for (let i = 0; i < at.length; i++) sum += (value[i] ?? 0) * (plane[at[i] ?? 0] ?? 0);
      const alpha = alphas[index] ?? 0;
      const slope = sign * sum - 1 + alpha * slack;
      const next = Math.max(0, alpha - slope / (squares[index] ?? 1));
      const step = (next - alpha) * sign;
      if (step === 0) continue;
      moved = Math.max(moved, Math.abs(step));
      alphas[index] = next;
      for (let i = 0; i < at.length; i++) {
        const cell = at[i] ?? 0;
        plane[cell] = (plane[cell] ?? 0) + step * (value[i] ?? 0);
      }
      plane[width] = (plane[width] ?? 0) + step;
    }
    if (moved < STILL) break;
  }
  return plane;
}

/**
 * One plane an intent, each against all the others; some seconds for 7,000 examples.
 * @param examplesHash goes into the file, so that a test can tell a model of older examples
 * @param progress called with the number of intents done
 */
export function trainIntents(
  examples: readonly Example[],
  examplesHash: string,
  progress: (done: number, of: number) => void = () => undefined,
): ModelFile {
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort();
  const vocabulary = vocabularyOf(examples);
  const vectors = examples.map(({ features }) => vectorOf(features, vocabulary));
  const planes = intents.map((intent, k) => {
    const plane = separate(
      vectors,
      examples.map((example) => example.intent === intent),
      vocabulary.size,
    );
    progress(k + 1, intents.length);
    return plane;
  });
  const scales = planes.map(
    (plane) => plane.slice(0, -1).reduce((most, each) => Math.max(most, Math.abs(each)), 1e-9) / 127,
  );
  const bytes = new Int8Array(vocabulary.size * intents.length);
  for (const [k, plane] of planes.entries())
    for (let at = 0; at < vocabulary.size; at++)
      bytes[at * intents.length + k] = Math.round((plane[at] ?? 0) / (scales[k] ?? 1));
  return {
    examples: examplesHash,
    intents,
    features: [...vocabulary].map(([feature, { rarity }]) => [feature, rarity]),
    scales,
    biases: planes.map((plane) => Math.round((plane.at(-1) ?? 0) * 1e6) / 1e6),
    weights: Buffer.from(bytes.buffer).toString("base64"),
  };
}
