import { createClassifier } from "../../bot/understand/model/classifier.ts";
import { type Example, trainIntents } from "../../bot/understand/model/train.ts";

export const FOLDS = 5;
/** The file is sorted, so neighbours begin alike: whole runs go to one side, or sentences would be asked that were all but learned. */
const RUN = 10;

/** Which fifth each example belongs to; every intent is spread over all of them. */
export function foldsOf(intents: readonly string[]): number[] {
  const seen = new Map<string, number>();
  return intents.map((intent) => {
    const before = seen.get(intent) ?? 0;
    seen.set(intent, before + 1);
    return Math.floor(before / RUN) % FOLDS;
  });
}

/** The likeliest intent of a certainty by intent. */
export function topOf(shares: ReadonlyMap<string, number>): string {
  const [best] = [...shares].sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? "unknown";
}

/**
 * How often a model reads rightly what it has not seen: each fifth is asked of a model of the other four.
 * @param progress called with the number of intents done, of all models together
 * @returns how many of the examples were read rightly
 */
export function crossValidate(examples: readonly Example[], progress: (done: number) => void): number {
  const folds = foldsOf(examples.map(({ intent }) => intent));
  let done = 0;
  let right = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const learned = examples.filter((_, at) => folds[at] !== fold);
    const model = trainIntents(learned, "", () => progress(++done));
    const classify = createClassifier(model);
    right += examples.filter(
      ({ intent, features }, at) => folds[at] === fold && topOf(classify(features)) === intent,
    ).length;
  }
  return right;
}
