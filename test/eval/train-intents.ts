// Makes data/language/intent-model.json from data/language/intent-examples.tsv. The same examples make the same file.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createReadingNeeds } from "../../bot/answer.ts";
import { intents } from "../../bot/intents/index.ts";
import { guard } from "../../bot/understand/guard.ts";
import { MODEL_FILE, type ModelFile } from "../../bot/understand/model/classifier.ts";
import { featuresOf } from "../../bot/understand/model/features.ts";
import { type Example, trainIntents } from "../../bot/understand/model/train.ts";
import { readMessage, type UnderstandContext } from "../../bot/understand/understand.ts";
import { LocalDate } from "../../src/kit/clock.ts";
import { findPersonalNumbers, maskNumbers } from "../../src/kit/masking.ts";
import { projectPath } from "../../src/kit/root.ts";
import type { Occupations } from "../../src/occupations/occupation.ts";
import type { Places } from "../../src/places/place.ts";

export const EXAMPLES_FILE = "data/language/intent-examples.tsv";

const ANY_DAY: UnderstandContext = {
  today: LocalDate.parse("2026-03-04"),
  hasSearch: false,
  hasResults: false,
  asked: undefined,
  hasOffer: false,
  hints: {},
};

export const examplesHash = (): string =>
  createHash("sha256")
    .update(readFileSync(projectPath(EXAMPLES_FILE)))
    .digest("hex");

/** A sentence and what it is for. */
export interface Labelled {
  intent: string;
  said: string;
}

type Tables = { places: Places; occupations: Occupations };

/** The sentences as the model sees them: normalised, with names masked and slots read. */
export function asExamples(tables: Tables, sentences: readonly Labelled[]): Example[] {
  const reading = createReadingNeeds(tables);
  return sentences.map(({ intent, said }) => {
    const { text: written } = reading.normalise(guard(said));
    const text = maskNumbers(written, findPersonalNumbers(written));
    const { spans, slots } = readMessage(text, reading, ANY_DAY);
    return { intent, features: featuresOf(text, spans, slots) };
  });
}

export function labelledSentences(): Labelled[] {
  const lines = readFileSync(projectPath(EXAMPLES_FILE), "utf8").trim().split("\n");
  const shown = intents.flatMap(({ name, examples }) => examples.map((example) => `${name}\t${example}`));
  return [...lines, ...shown].map((line) => {
    const [intent = "", said = ""] = line.split("\t");
    return { intent, said };
  });
}

/** @returns the shipped examples as the model sees them, in the order of the file */
export const readExamples = (tables: Tables): Example[] => asExamples(tables, labelledSentences());

export const trainModel = (tables: Tables): ModelFile => trainIntents(readExamples(tables), examplesHash());

export function writeModel(model: ModelFile): void {
  writeFileSync(projectPath(MODEL_FILE), `${JSON.stringify(model)}\n`);
}
