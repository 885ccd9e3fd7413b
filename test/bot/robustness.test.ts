import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadOccupations } from "../../src/occupations/occupations.ts";
import { PERTURBATIONS } from "../eval/perturbations.ts";
import { knownMessages, type Outcome, perturb, robustnessFigures, writtenIn } from "../eval/robustness.ts";
import { readSets } from "../eval/sets.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { realUnderstand } from "./language.ts";

const TIMEOUT_MS = 60_000;

describe("a message that is read rightly, written otherwise", () => {
  let test: TestDatabase;
  let outcomes: Outcome[];
  beforeAll(async () => {
    test = await freshDatabase();
    const understand = await realUnderstand(test.db);
    const gold = readSets([], ["dev"]).flatMap(({ records }) => records);
    const texts = writtenIn(gold, await loadOccupations(test.db));
    outcomes = perturb(knownMessages(gold, understand), understand, texts);
  }, TIMEOUT_MS);
  afterAll(() => test.drop());

  it.each(Object.keys(PERTURBATIONS))("means the same in 9 of 10 cases: %s", (name) => {
    const figure = robustnessFigures(outcomes).find((each) => each.name === `unchanged by ${name}`);
    expect(figure).toEqual({ ...figure, ok: true });
  });

  it("is tried often enough to say so", () => {
    for (const { name, isWhole, tried } of outcomes) if (isWhole) expect([name, tried >= 30]).toEqual([name, true]);
  });
});
