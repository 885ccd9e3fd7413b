import { type Features, isSlotFeature } from "./features.ts";

/** A message as weights of known features, at length one: features by their place in the vocabulary. */
export interface Vector {
  at: Int32Array;
  value: Float64Array;
}

/** A feature's place, and how rare it is: ln((1 + n) / (1 + seen)) + 1. */
export type Vocabulary = ReadonlyMap<string, { at: number; rarity: number }>;

/** Slots say less than words: they are already counted by the rules. */
const SLOT_WEIGHT = 0.3;

/** tf-idf with 1 + ln(count), as in any textbook; the words' part has length one. Slots stand behind the words. */
export function vectorOf(features: Features, vocabulary: Vocabulary): Vector {
  const at: number[] = [];
  const value: number[] = [];
  const slots: number[] = [];
  let squares = 0;
  for (const [feature, count] of features) {
    const known = vocabulary.get(feature);
    if (known === undefined) continue;
    if (isSlotFeature(feature)) slots.push(known.at);
    else {
      const weight = count === 1 ? known.rarity : (1 + Math.log(count)) * known.rarity;
      at.push(known.at);
      value.push(weight);
      squares += weight * weight;
    }
  }
  const length = Math.sqrt(squares) || 1;
  for (let word = 0; word < value.length; word++) value[word] = (value[word] ?? 0) / length;
  for (const slot of slots) {
    at.push(slot);
    value.push(SLOT_WEIGHT);
  }
  return { at: Int32Array.from(at), value: Float64Array.from(value) };
}
