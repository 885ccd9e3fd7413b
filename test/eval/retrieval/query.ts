// The questions that retrieval is judged by.
import { z } from "zod";
import { Point } from "../../../src/kit/geo.ts";
import { projectPath } from "../../../src/kit/root.ts";
import { OccupationCode } from "../../../src/occupations/occupation.ts";
import { readRecords } from "../record.ts";

export const FOLDER = projectPath("test/eval/retrieval");
export const OWN_QUERIES = `${FOLDER}/queries.jsonl`;
export const OWN_JUDGEMENTS = `${FOLDER}/judgements.tsv`;
export const SECOND_JUDGEMENTS = `${FOLDER}/second-judgements.tsv`;
export const MUST_NOT = `${FOLDER}/must-not.jsonl`;

export const Query = z.object({
  id: z.string().regex(/^\w+$/, "letters, digits and _ only"),
  /** What a person writes to the bot. */
  text: z.string().trim().min(1),
  /** Where they have shared that they are, before they wrote. */
  here: Point.optional(),
  kind: z.array(z.string()).default([]),
  /** false = nothing in the catalogue fits, and the right answer is to say so. */
  fits: z.boolean().default(true),
});
export type Query = z.infer<typeof Query>;

/** Words for one trade, and the trades that are often confused with it. */
const MustNot = z.object({ text: z.string().trim().min(1), not: z.array(OccupationCode).min(1) });
export type MustNot = z.infer<typeof MustNot>;

/** @throws Error naming the line that is no query, or an id that occurs twice */
export function readQueries(files: readonly string[]): Query[] {
  const queries = files.flatMap((file) => readRecords(file, Query));
  const ids = queries.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new Error(`two queries are called ${twice}`);
  return queries;
}

export const readMustNot = (): MustNot[] => readRecords(MUST_NOT, MustNot);
