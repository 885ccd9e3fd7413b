import { readFileSync } from "node:fs";
import { z } from "zod";
import { projectPath } from "../../../src/kit/root.ts";
import type { Features } from "./features.ts";
import { type Vocabulary, vectorOf } from "./vector.ts";

const isWeighed = (pair: unknown): boolean =>
  Array.isArray(pair) && pair.length === 2 && typeof pair[0] === "string" && typeof pair[1] === "number";

const ModelFile = z.strictObject({
  /** SHA-256 of the examples it was trained on. */
  examples: z.string(),
  intents: z.array(z.string()).min(2),
  /** Features with their rarity, in the order of the weights; twenty thousand, which a schema of tuples would take 60 ms to read. */
  features: z.custom<[string, number][]>((given) => Array.isArray(given) && given.every(isWeighed)),
  /** A weight is its byte times the scale of its intent. */
  scales: z.array(z.number()),
  biases: z.array(z.number()),
  /** For each feature one signed byte for each intent, in base64. */
  weights: z.string(),
});
export type ModelFile = z.infer<typeof ModelFile>;

/** Certainty by intent, adding up to one. */
export type Classify = (features: Features) => ReadonlyMap<string, number>;

export const MODEL_FILE = "data/language/intent-model.json";

/** Turns margins of the separating planes into shares; set by eye: on the development set a share above 0.8 was right 99 times of 100, one around 0.5 three times of four. */
const SHARPNESS = 4;

export function createClassifier({ intents, features: known, scales, biases, weights }: ModelFile): Classify {
  const vocabulary: Vocabulary = new Map(known.map(([feature, rarity], at) => [feature, { at, rarity }]));
  const bytes = Buffer.from(weights, "base64");
  const table = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (table.length !== known.length * intents.length) throw new Error(`${MODEL_FILE} has ${table.length} weights`);
  const sharesOf = (sums: Float64Array): Map<string, number> => {
    const margins = sums.map((sum, k) => SHARPNESS * (sum * (scales[k] ?? 0) + (biases[k] ?? 0)));
    const top = margins.reduce((most, margin) => Math.max(most, margin), Number.NEGATIVE_INFINITY);
    const raised = margins.map((margin) => Math.exp(margin - top));
    const total = raised.reduce((sum, each) => sum + each, 0);
    const shares = new Map<string, number>();
    for (const [k, intent] of intents.entries()) shares.set(intent, (raised[k] ?? 0) / total);
    return shares;
  };
  return (features) => {
    const { at, value } = vectorOf(features, vocabulary);
    // every feature's weights lie side by side: one walk through memory for each feature
    const sums = new Float64Array(intents.length);
    for (let i = 0; i < at.length; i++) {
      const row = (at[i] ?? 0) * intents.length;
      const weight = value[i] ?? 0;
      for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) + weight * (table[row + k] ?? 0);
    }
    return sharesOf(sums);
  };
}

/** Reads the shipped model; about 10 ms. */
export const loadClassifier = (): Classify =>
  createClassifier(ModelFile.parse(JSON.parse(readFileSync(projectPath(MODEL_FILE), "utf8"))));
