// npm run train: makes data/language/intent-model.json from data/language/intent-examples.tsv, and says how good it is.
import { parseArgs } from "node:util";
import { createClassifier, MODEL_FILE, type ModelFile } from "../../bot/understand/model/classifier.ts";
import { type Example, trainIntents } from "../../bot/understand/model/train.ts";
import { openDatabase } from "../../src/kit/database.ts";
import { showProgress } from "../../src/kit/progress.ts";
import { loadOccupations } from "../../src/occupations/occupations.ts";
import { loadPlaces } from "../../src/places/places.ts";
import { type Figure, measured, report } from "../bench/report.ts";
import { crossValidate, FOLDS, topOf } from "./cross-validation.ts";
import { percent } from "./figures.ts";
import { withTables } from "./reader.ts";
import { readSets } from "./sets.ts";
import { asExamples, EXAMPLES_FILE, examplesHash, type Labelled, readExamples, writeModel } from "./train-intents.ts";
import { inputsOf } from "./turn-input.ts";

const HELP = `usage: npm run train -- [--dry-run] [--json]

Reads ${EXAMPLES_FILE} (intent, tab, sentence) with the shipped tables, trains, and writes ${MODEL_FILE}.
The same examples and tables make the same file. Prints how often the model by itself, without cues and without the talk around
it, is right: on its examples by ${FOLDS}-fold cross-validation, and on the first messages of the development set.

  --dry-run   prints the figures and leaves the model as it is
  --json      one object on standard output
`;

/** First messages of the development set. What comes later in a talk is not for the model alone. */
function developmentMessages(): Labelled[] {
  const records = readSets([], ["dev"]).flatMap((set) => set.records);
  return records.flatMap((record) => {
    const input = inputsOf(record)[0]?.at(-1);
    const intent = record.turns[0]?.expect.intent;
    return input?.kind === "text" && intent !== undefined ? [{ intent, said: input.text }] : [];
  });
}

/** @param wanted labels may name several intents, with `|` between */
function countRight(model: ModelFile, wanted: readonly Example[]): number {
  const classify = createClassifier(model);
  return wanted.filter(({ intent, features }) => intent.split("|").includes(topOf(classify(features)))).length;
}

const shareOf = (name: string, right: number, of: number): Figure =>
  measured(`${name}, ${right} of ${of}`, percent(right / of), "%");

interface Lesson {
  examples: Example[];
  development: Example[];
}

const readLesson = (): Promise<Lesson> =>
  withTables(async (url) => {
    const db = openDatabase(url, 2);
    try {
      const [places, occupations] = await Promise.all([loadPlaces(db), loadOccupations(db)]);
      const tables = { places, occupations };
      return { examples: readExamples(tables), development: asExamples(tables, developmentMessages()) };
    } finally {
      await db.close();
    }
  });

async function train(isDry: boolean): Promise<Figure[]> {
  const { examples, development } = await readLesson();
  const intents = new Set(examples.map(({ intent }) => intent)).size;
  const progress = showProgress("planes", intents * (FOLDS + 1));
  const model = trainIntents(examples, examplesHash(), (done) => progress.advance(done));
  if (!isDry) writeModel(model);
  const held = crossValidate(examples, (done) => progress.advance(intents + done));
  progress.finish();
  return [
    measured("examples", examples.length, ""),
    measured("intents", intents, ""),
    measured("features", model.features.length, ""),
    shareOf(`${FOLDS}-fold cross-validation over the examples`, held, examples.length),
    shareOf("first messages of the development set", countRight(model, development), development.length),
  ];
}

/** 1 is for a figure that misses its limit. */
function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}

const flag = { type: "boolean", default: false } as const;
const options = { "dry-run": flag, json: flag, help: flag };

function readArguments() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return fail(error);
  }
}

const values = readArguments();
if (values.help) console.log(HELP);
else process.exit(report("train", await train(values["dry-run"]).catch(fail), values.json));
