import { readFileSync } from "node:fs";
import { z } from "zod";
import { projectPath } from "../../../src/kit/root.ts";
import { BUCKETS } from "./features.ts";

const ModelFile = z.strictObject({
  /** SHA-256 of the examples it was trained on. */
  examples: z.string(),
  intents: z.array(z.string()).min(2),
  /** A weight is its byte times the scale of its intent. */
  scales: z.array(z.number()),
  biases: z.array(z.number()),
  /** One signed byte for each bucket of each intent, in base64. */
  weights: z.string(),
});
export type ModelFile = z.infer<typeof ModelFile>;

/** Probabilities by intent, of those the model knows. */
export type Classify = (features: readonly number[]) => ReadonlyMap<string, number>;

export const MODEL_FILE = "data/language/intent-model.json";

export function createClassifier({ intents, scales, biases, weights }: ModelFile): Classify {
  const bytes = Buffer.from(weights, "base64");
  const table = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (table.length !== BUCKETS * intents.length) throw new Error(`${MODEL_FILE} has ${table.length} weights`);
  return (features) => {
    // every bucket's weights lie side by side: one walk through memory for each feature
    const sums = new Float64Array(intents.length);
    for (const bucket of features) {
      const row = bucket * intents.length;
      for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + (table[row + at] ?? 0);
    }
    const norm = Math.sqrt(features.length);
    const logits = sums.map((sum, at) => (sum * (scales[at] ?? 0)) / norm + (biases[at] ?? 0));
    const top = Math.max(...logits);
    const raised = logits.map((logit) => Math.exp(logit - top));
    const total = raised.reduce((sum, each) => sum + each, 0);
    return new Map(intents.map((intent, at) => [intent, (raised[at] ?? 0) / total]));
  };
}

/** Reads the shipped model; about 3 ms. */
export const loadClassifier = (): Classify =>
  createClassifier(ModelFile.parse(JSON.parse(readFileSync(projectPath(MODEL_FILE), "utf8"))));
