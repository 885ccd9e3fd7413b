import type { Figure } from "../../bench/report.ts";
import type { Row } from "./row.ts";

/** What became of one row of the scorecard. */
export type Outcome = Pick<Row, "id" | "title"> &
  (
    | { state: "measured"; how: string; seconds: number; figures: Figure[] }
    | { state: "did not finish"; how: string; reason: string }
    | { state: "not asked for" }
    | { state: "not built yet" }
  );

/** A row that was measured and kept every promise. What was not run has kept none. */
export const isKept = (outcome: Outcome): boolean =>
  outcome.state === "measured" && outcome.figures.every(({ ok }) => ok !== false);

/** A figure missed its limit, or the row could not measure it. */
export const isMissed = (outcome: Outcome): boolean =>
  outcome.state === "did not finish" || (outcome.state === "measured" && !isKept(outcome));

const rounded = (value: number): string => {
  if (Number.isInteger(value)) return `${value}`;
  return Number.isFinite(value) ? value.toFixed(Math.abs(value) >= 100 ? 0 : 2) : "never";
};

const verdictOf = ({ ok }: Figure): string => (ok === undefined ? "" : ok ? "ok" : "**MISSED**");
const cells = (...texts: string[]): string => `| ${texts.join(" | ")} |`;

function linesOf(outcome: Outcome): string[] {
  const { id, title, state } = outcome;
  if (state === "did not finish") return [cells(id, title, "", "", "", `**did not finish**: ${outcome.reason}`)];
  if (state !== "measured") return [cells(id, title, "", "", "", state)];
  const head = cells(`**${id}**`, `**${title}**`, "", "", "", isKept(outcome) ? "kept" : "**MISSED**");
  const figures = outcome.figures.map((figure) =>
    cells("", figure.name, rounded(figure.value), figure.unit, figure.limit ?? "", verdictOf(figure)),
  );
  return [head, ...figures];
}

/** The table, as Markdown that also reads well on a terminal. */
export const table = (outcomes: readonly Outcome[]): string =>
  [cells("row", "figure", "value", "unit", "limit", "verdict"), "|---|---|---|---|---|---|"]
    .concat(outcomes.flatMap(linesOf))
    .join("\n");

export interface Run {
  command: string;
  at: Date;
  cores: number;
  node: string;
  /** Processes that wanted to run, mean of the minute before the start: more than `cores` = the machine was busy with other things. */
  load: number;
}

/** The page docs/scorecard.md. */
export function page(outcomes: readonly Outcome[], { command, at, cores, node, load }: Run): string {
  const ran = outcomes.flatMap((each) => (each.state === "measured" || each.state === "did not finish" ? [each] : []));
  const unbuilt = outcomes.filter(({ state }) => state === "not built yet");
  return `# Scorecard

What the system promises when its parts fail, measured. Written by the command below; do not edit.

- command: \`${command}\`
- run at: ${at.toISOString()}
- machine: ${cores} cores, Node ${node}, load ${load.toFixed(1)} before the start
- rows: ${outcomes.filter(isKept).length} kept, ${outcomes.filter(isMissed).length} missed, ${unbuilt.length} not built yet

${table(outcomes)}

## What was done

${ran.map(({ id, title, how, ...rest }) => `- **${id} ${title}**${"seconds" in rest ? ` (${Math.round(rest.seconds)} s)` : ""}: ${how}`).join("\n")}
`;
}
