import type { ModelFile } from "./classifier.ts";
import { BUCKETS } from "./features.ts";

export interface Example {
  intent: string;
  features: readonly number[];
}

const EPOCHS = 30;
const RATE = 0.5;
const DECAY = 1e-6;

/** The same order every time: a model can be made again from its examples, byte by byte. */
function shuffled(count: number, seed: number): number[] {
  const order = Array.from({ length: count }, (_, at) => at);
  let state = seed;
  for (let at = count - 1; at > 0; at--) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const other = state % (at + 1);
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}

/**
 * Multinomial logistic regression by AdaGrad over hashed features; about two seconds for 4,000 examples.
 * @param examplesHash goes into the file, so that a test can tell a model from older examples
 */
export function trainIntents(examples: readonly Example[], examplesHash: string): ModelFile {
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort();
  const width = intents.length;
  const index = new Map(intents.map((intent, at) => [intent, at]));
  const weights = new Float32Array(BUCKETS * width);
  const gathered = new Float32Array(BUCKETS * width).fill(1e-6);
  const biases = new Float64Array(width);
  const logits = new Float64Array(width);
  for (let epoch = 0; epoch < EPOCHS; epoch++)
    for (const at of shuffled(examples.length, epoch + 1)) {
      const example = examples[at];
      if (example === undefined) continue;
      const { features } = example;
      const scale = 1 / Math.sqrt(features.length);
      logits.set(biases);
      for (const bucket of features)
        for (let k = 0; k < width; k++) logits[k] = (logits[k] ?? 0) + (weights[bucket * width + k] ?? 0) * scale;
      const top = Math.max(...logits);
      let total = 0;
      for (let k = 0; k < width; k++) total += logits[k] = Math.exp((logits[k] ?? 0) - top);
      const wanted = index.get(example.intent);
      for (let k = 0; k < width; k++) {
        const error = (logits[k] ?? 0) / total - (k === wanted ? 1 : 0);
        biases[k] = (biases[k] ?? 0) - 0.01 * error;
        if (Math.abs(error) < 1e-3) continue;
        const step = error * scale;
        for (const bucket of features) {
          const cell = bucket * width + k;
          const slope = step + DECAY * (weights[cell] ?? 0);
          gathered[cell] = (gathered[cell] ?? 0) + slope * slope;
          weights[cell] = (weights[cell] ?? 0) - (RATE * slope) / Math.sqrt(gathered[cell] ?? 1);
        }
      }
    }
  return packed(intents, weights, biases, examplesHash);
}

function packed(intents: string[], weights: Float32Array, biases: Float64Array, examplesHash: string): ModelFile {
  const width = intents.length;
  const scales = intents.map((_, k) => {
    let largest = 1e-9;
    for (let bucket = 0; bucket < BUCKETS; bucket++)
      largest = Math.max(largest, Math.abs(weights[bucket * width + k] ?? 0));
    return largest / 127;
  });
  const bytes = Int8Array.from(weights, (weight, cell) => Math.round(weight / (scales[cell % width] ?? 1)));
  return {
    examples: examplesHash,
    intents,
    scales,
    biases: [...biases].map((bias) => Math.round(bias * 1e6) / 1e6),
    weights: Buffer.from(bytes.buffer).toString("base64"),
  };
}
