// npm run eval -- <name> [options] [--json]: every evaluation of the project, one file each.
import { parseArgs } from "node:util";
import { report } from "../bench/report.ts";
import type { Evaluation } from "./evaluation.ts";
import { SPLITS, type Split } from "./sets.ts";

const EVALUATIONS: Readonly<Record<string, () => Promise<Evaluation>>> = {
  understanding: async () => (await import("./understanding.ts")).understanding,
  groundedness: async () => (await import("./groundedness.ts")).groundedness,
  occupations: async () => (await import("./occupations/occupations.ts")).occupations,
  "false-hits": async () => (await import("./false-hits.ts")).falseHits,
  parsers: async () => (await import("./parsers/parsers.ts")).parsers,
  robustness: async () => (await import("./robustness.ts")).robustness,
  retrieval: async () => (await import("./retrieval/retrieval.ts")).retrieval,
};

const HELP = `usage: npm run eval -- <name> [options] [--json]

  understanding   what the bot makes of labelled messages: intents, slots, state, actions, time; and whether its replies are grounded
  groundedness    every reply to the labelled messages and in the test transcripts against its refs
  false-hits      how often talk of restaurants and hotels (CrossWOZ) is taken for talk of training
  occupations     text → occupation: the resolver beside the engine, PostgreSQL and MiniSearch; --in takes a CSV file with text,code
  parsers         the grammars of numbers, money, lengths and times against public sets, with a floor for each
  robustness      whether a message means the same with a slip of ear or finger, in traditional characters, with emoji …
  retrieval       whether the right course comes first: the bot beside the raw engine, PostgreSQL and BM25, against graded judgements

  --in PATH       labelled records, one JSON object a line: a file or a folder of *.jsonl; may be given several times
                  (default: the project's own, test/eval/development.jsonl and test/eval/sets);
                  retrieval: queries, files only (default: test/eval/retrieval/queries.jsonl)
  --judgements FILE
                  retrieval: grades of 0 to 3, query_id<TAB>course_id<TAB>grade (default: test/eval/retrieval/judgements.tsv)
  --split NAME    of the project's own records only dev or only test
  --out FILE      understanding: writes the predictions, one JSON object a line
  --errors        parsers: lists the rows read wrongly; understanding: lists what was misunderstood, by phenomenon; never sentences of the test split;
                  retrieval: lists the queries answered worst
  --json          one object on standard output; what is for people goes to standard error
`;

/** What was wrong with the call or with the run; 1 is kept for a figure that misses its limit. */
function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}

const isSplit = (name: string): name is Split => SPLITS.some((split) => split === name);

function splitNamed(name: string | undefined): Split | undefined {
  if (name === undefined || isSplit(name)) return name;
  return fail(`--split is one of ${SPLITS.join(", ")}`);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        in: { type: "string", multiple: true, default: [] },
        judgements: { type: "string" },
        split: { type: "string" },
        out: { type: "string" },
        errors: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    return fail(error);
  }
}

const { values, positionals } = readArguments();
const [name] = positionals;
const load = EVALUATIONS[name ?? ""];
if (name === undefined || load === undefined || values.help) {
  console.log(HELP);
  process.exit(name === undefined || values.help ? 0 : 2);
}
const evaluate = await load();
const options = { ...values, split: splitNamed(values.split) };
const { figures, figuresInLines, lines } = await evaluate(options).catch(fail);
for (const line of lines) (values.json ? console.error : console.log)(line);
process.exit(report(name, values.json ? [...figuresInLines, ...figures] : figures, values.json));
