import { readFile } from "node:fs/promises";
import { z } from "zod";
import { LocalDate } from "../../src/kit/clock.ts";
import { readTable } from "../../src/kit/csv.ts";
import { projectPath } from "../../src/kit/root.ts";

/** Every factor of the ranking and the cases it knows. Product over the factors = score. */
const CASES = {
  relevance: ["exact", "unworded", "group", "topic"],
  distance: ["town_km", "seat_km", "rural_km", "asked_share"],
  subsidy: ["yes", "unknown", "no", "no_minded"],
  entry: ["intermediate", "advanced"],
  start: ["soon_days", "late_days", "late"],
  shortage: ["province", "city", "none"],
  provider: ["neutral", "warned"],
  completeness: ["none"],
} as const;

export type FactorName = keyof typeof CASES;
type CaseOf<Factor extends FactorName> = (typeof CASES)[Factor][number];
export const FACTOR_NAMES = [
  "relevance",
  "distance",
  "subsidy",
  "entry",
  "start",
  "shortage",
  "provider",
  "completeness",
] as const;

/** One number of the ranking: what it is, since when, and what it means to the public. */
export const WeightRow = z.object({
  since: LocalDate,
  factor: z.enum(FACTOR_NAMES),
  case: z.string(),
  value: z.coerce.number().positive(),
  meaning: z.string().min(1),
});
export type WeightRow = z.infer<typeof WeightRow>;

/** The numbers in force on one day. */
export interface Weights {
  /** The day they came into force; names the edition. */
  since: LocalDate;
  rows: readonly WeightRow[];
  of<Factor extends FactorName>(factor: Factor, name: CaseOf<Factor>): number;
}

/**
 * The newest edition that was in force on that day. An edition is whole: rows of an earlier one do not fill its gaps.
 * @throws Error when an edition lacks a number, which is a fault of the table
 */
export function weightsOn(rows: readonly WeightRow[], day: LocalDate): Weights {
  const editions = [...new Set(rows.map((row) => row.since))].sort();
  const since = editions.filter((each) => each <= day).at(-1) ?? editions[0]; // days before the first belong to tests
  if (since === undefined) throw new Error("there are no ranking weights");
  const edition = rows.filter((row) => row.since === since);
  const values = new Map(edition.map((row) => [`${row.factor}/${row.case}`, row.value]));
  for (const factor of FACTOR_NAMES)
    for (const name of CASES[factor])
      if (!values.has(`${factor}/${name}`)) throw new Error(`ranking weights of ${since} lack ${factor}/${name}`);
  return {
    since,
    rows: edition,
    of: (factor, name) => values.get(`${factor}/${name}`) ?? Number.NaN, // checked above: never absent
  };
}

/** Reads data/ranking/weights.csv: every edition there has been. @throws Error naming the lines that are wrong */
export async function readWeights(): Promise<WeightRow[]> {
  const { rows, faults } = readTable(await readFile(projectPath("data/ranking/weights.csv"), "utf8"), WeightRow);
  if (faults.length > 0)
    throw new Error(`ranking weights: ${faults.map((f) => `line ${f.line}: ${f.message}`).join("; ")}`);
  return rows;
}
