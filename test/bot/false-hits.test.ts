import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crosswozMessages } from "../eval/crosswoz.ts";
import { type FalseHits, falseHitFigures, falseHitsOf } from "../eval/false-hits.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { realUnderstand } from "./language.ts";

const messages = crosswozMessages();

/** 8,467 messages about restaurants, hotels and sights, on a busy machine too. */
const TIMEOUT_MS = 60_000;

describe.skipIf(messages === undefined)("talk of restaurants, hotels and sights", () => {
  let test: TestDatabase;
  let hits: FalseHits;
  beforeAll(async () => {
    test = await freshDatabase();
    hits = falseHitsOf(messages ?? [], await realUnderstand(test.db));
  }, TIMEOUT_MS);
  afterAll(() => test.drop());

  it.each(["messages taken for training", "an occupation heard in a message", "a place heard in a message"])(
    "keeps the limit of %s",
    (name) => {
      const figure = falseHitFigures(hits).find((each) => each.name === name && each.limit !== undefined);
      expect(figure).toEqual({ ...figure, ok: true });
    },
  );
});
