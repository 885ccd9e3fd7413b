import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { intents } from "../../bot/intents/index.ts";
import { loadClassifier, MODEL_FILE } from "../../bot/understand/model/classifier.ts";
import { projectPath } from "../../src/kit/root.ts";
import { loadOccupations } from "../../src/occupations/occupations.ts";
import { loadPlaces } from "../../src/places/places.ts";
import { topOf } from "../eval/cross-validation.ts";
import { examplesHash, labelledSentences, readExamples } from "../eval/train-intents.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

const known = new Set(intents.map(({ name }) => name));
const namedOf = (names: Iterable<string>): string[] => [...new Set(names)].sort();

describe("the shipped model of intents", () => {
  const shipped: { examples: string; intents: string[] } = JSON.parse(readFileSync(projectPath(MODEL_FILE), "utf8"));

  it("was trained on the shipped examples (npm run train makes it anew)", () => {
    expect(shipped.examples).toBe(examplesHash());
  });

  it("knows the intents of the examples and no other", () => {
    expect(shipped.intents).toEqual(namedOf(labelledSentences().map(({ intent }) => intent)));
  });

  it("names only intents that the bot has", () => {
    expect(shipped.intents.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe("the examples of the model", () => {
  const sentences = labelledSentences();
  /** 重新开始 and [图片] are whole messages that rules know; a few examples only keep them from being taken for something else. */
  const byRules = new Set(["restart", "unsupported_media"]);

  it("are at least forty for an intent, and no sentence stands for two", () => {
    const counts = new Map<string, number>();
    for (const { intent } of sentences) counts.set(intent, (counts.get(intent) ?? 0) + 1);
    expect([...counts].filter(([intent, count]) => count < 40 && !byRules.has(intent))).toEqual([]);
    const intentOf = new Map(sentences.map(({ said, intent }) => [said, intent]));
    expect(sentences.filter(({ said, intent }) => intentOf.get(said) !== intent)).toEqual([]);
  });
});

describe("the reader and the model", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await freshDatabase();
  }, 60_000);
  afterAll(() => test.drop());

  it("fit together: what was learned is still read rightly nineteen times of twenty", async () => {
    const [places, occupations] = await Promise.all([loadPlaces(test.db), loadOccupations(test.db)]);
    const classify = loadClassifier();
    const examples = readExamples({ places, occupations });
    const right = examples.filter(({ intent, features }) => topOf(classify(features)) === intent);
    expect(right.length / examples.length).toBeGreaterThan(0.95);
  });
});
