// npm run scorecard -- [--only S2,S5] [--short|--full] [--json] [--help]: what the system promises when its parts fail, measured.
import { writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { elapsed, systemClock } from "../../src/kit/clock.ts";
import { projectPath } from "../../src/kit/root.ts";
import { isMissed, type Outcome, page, type Run, table } from "./scorecard/render.ts";
import { type Form, type Row, tell } from "./scorecard/row.ts";
import { BUILT, NOT_BUILT } from "./scorecard/rows.ts";

const PAGE = "docs/scorecard.md";
const HELP = `usage: npm run scorecard -- [--only S2,S5] [--short|--full] [--json]

  --only   these rows; ${PAGE} is written only when every row that is built has run
  --short  the form for every change, some minutes (default)
  --full   the form for a release
  --json   one object on standard output, nothing written

Exit status: 0 kept; 1 a figure misses its limit, a row did not finish, or one named by --only is not built yet; 2 wrong usage.

${[...BUILT, ...NOT_BUILT].map((row) => `  ${row.id.padEnd(4)}${row.title}${"run" in row ? "" : " (not built yet)"}`).join("\n")}
`;

interface Wish {
  form: Form;
  only: string[] | undefined;
  asJson: boolean;
}

const wrongUsage = (message: string): never => {
  process.stderr.write(`${message}\n\n${HELP}`);
  process.exit(2);
};

/** Ends the program on --help and on what it does not understand. */
function wishOf(args: string[]): Wish {
  const flag = { type: "boolean", default: false } as const;
  const parsed = () =>
    parseArgs({ args, options: { only: { type: "string" }, short: flag, full: flag, json: flag, help: flag } }).values;
  let values: ReturnType<typeof parsed>;
  try {
    values = parsed();
  } catch (error) {
    return wrongUsage(error instanceof Error ? error.message : String(error));
  }
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  if (values.short && values.full) return wrongUsage("--short or --full, not both");
  const only = values.only?.split(",").map((id) => id.trim().toUpperCase());
  const unknown = only?.filter((id) => ![...BUILT, ...NOT_BUILT].some((row) => row.id === id)) ?? [];
  if (unknown.length > 0) return wrongUsage(`no such row: ${unknown.join(", ")}`);
  return { form: values.full ? "full" : "short", only, asJson: values.json };
}

async function outcomeOf({ id, title, how, run }: Row, form: Form): Promise<Outcome> {
  const startedAt = elapsed();
  tell(id, { started: title });
  try {
    const figures = await run(form);
    return { id, title, how, state: "measured", seconds: (elapsed() - startedAt) / 1000, figures };
  } catch (error) {
    process.stderr.write(`${id}: ${error instanceof Error ? error.stack : String(error)}\n`);
    return { id, title, how, state: "did not finish", reason: error instanceof Error ? error.message : String(error) };
  }
}

const byNumber = (a: Outcome, b: Outcome): number => Number(a.id.slice(1)) - Number(b.id.slice(1));

const args = process.argv.slice(2);
const { form, only, asJson } = wishOf(args);
const run: Run = {
  command: ["npm run scorecard", ...(args.length > 0 ? ["--", ...args] : [])].join(" "),
  at: systemClock.now(),
  cores: availableParallelism(),
  node: process.versions.node,
  load: loadavg()[0] ?? Number.NaN,
};

const outcomes: Outcome[] = NOT_BUILT.map((row) => ({ ...row, state: "not built yet" }));
for (const row of BUILT)
  if (only?.includes(row.id) === false) outcomes.push({ id: row.id, title: row.title, state: "not asked for" });
  else outcomes.push(await outcomeOf(row, form)); // one after the other: they measure time
outcomes.sort(byNumber);

if (asJson) console.log(JSON.stringify({ name: "scorecard", form, ...run, rows: outcomes }));
else {
  console.log(`\n${table(outcomes)}\n`);
  if (outcomes.every(({ state }) => state !== "not asked for")) writeFileSync(projectPath(PAGE), page(outcomes, run));
}
const isUnbuiltAsked = NOT_BUILT.some(({ id }) => only?.includes(id));
process.exit(isUnbuiltAsked || outcomes.some(isMissed) ? 1 : 0);
