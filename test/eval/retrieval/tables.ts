// The figures of retrieval as tables for people.
import type { Course } from "../../../src/courses/course.ts";
import { percent } from "../figures.ts";
import { gradesOf, type Judgements } from "./judgements.ts";
import type { Agreement } from "./kappa.ts";
import { ndcg } from "./metrics.ts";
import type { Estimate } from "./resample.ts";
import { isFitting, type KindScore, MEASURES, type Measure, type SystemScore } from "./scoring.ts";
import { type Run, SYSTEM_NOTES, type SystemName } from "./systems.ts";

const WORST = 30;

const digits = (value: number): string => (Number.isNaN(value) ? "–" : percent(value).toFixed(1));

export const cell = ({ value, low, high }: Estimate): string =>
  Number.isNaN(low) ? digits(value) : `${digits(value)} (${digits(low)}–${digits(high)})`;

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
const rule = (columns: number): string => `|${"---|".repeat(columns)}`;

export function systemTable(scores: readonly SystemScore[]): string[] {
  const names = Object.keys(MEASURES) as Measure[]; // Object.keys forgets the names of the keys
  const head = ["system", ...names, "no course at all", "none said where none fits", "not judged"];
  return [
    row(head),
    rule(head.length),
    ...scores.map(({ system, measures, empty, none, unjudged, results }) =>
      row([system, ...names.map((name) => cell(measures[name])), cell(empty), cell(none), `${unjudged} of ${results}`]),
    ),
    "",
    ...scores.map(({ system }) => `${system}: ${SYSTEM_NOTES[system]}`),
    "In per cent; in brackets the 95 % interval, by drawing queries. Results that nobody has judged count as grade 0.",
  ];
}

export const differenceTable = (differences: readonly { other: SystemName; ahead: Estimate }[]): string[] => [
  row(["nDCG@10", "difference, query by query"]),
  rule(2),
  ...differences.map(({ other, ahead }) => row([`ours − ${other}`, cell(ahead)])),
];

export const kindTable = (kinds: readonly KindScore[]): string[] => [
  row(["kind of query", "queries", "nDCG@10", "Success@3"]),
  rule(4),
  ...kinds.map(({ kind, queries, ndcg: value, success }) => row([kind, queries, digits(value), digits(success)])),
];

export const agreementLine = ({ pairs, same, plain, weighted }: Agreement): string =>
  `${pairs} pairs judged twice: the same grade ${digits(same)}, κ ${digits(plain)}, quadratically weighted κ ${digits(weighted)}`;

/** The queries where ours did worst, each with what it showed first. */
export function worstLines(
  runs: readonly Run[],
  judgements: Judgements,
  courses: ReadonlyMap<string, Course>,
): string[] {
  const scored = runs.filter(isFitting).map((run) => {
    const grades = gradesOf(judgements, run.query.id);
    return { run, grades, value: ndcg(run.lists.ours, grades) };
  });
  const worst = scored.filter(({ value }) => value < 1).sort((a, b) => a.value - b.value);
  return worst.slice(0, WORST).flatMap(({ run: { query, lists, ours }, grades, value }) => [
    `${query.id} ${digits(value)} [${query.kind.join(", ")}] ${query.text}`,
    `    read as ${JSON.stringify(ours.wanted ?? "nothing to search for")}`,
    ...lists.ours.slice(0, 5).map((id) => {
      const course = courses.get(id);
      return `    ${grades.get(id) ?? "?"} ${course?.title} · ${course?.site?.divisionName ?? "线上"}`;
    }),
  ]);
}
