import { readFileSync } from "node:fs";
import { z } from "zod";
import { CourseQuery } from "../../search/course-query.ts";
import { readTable } from "../../src/kit/csv.ts";
import { projectPath } from "../../src/kit/root.ts";
import { DivisionCode } from "../../src/places/place.ts";
import { NearParam } from "../../src/places/place-routes.ts";

/** Half of the questions are a word and a place, a quarter a word and a point, the rest a word alone or a place alone. */
const Kind = z.enum(["word and place", "word and point", "word", "place"]);
export type Kind = z.infer<typeof Kind>;

export interface Question {
  kind: Kind;
  query: CourseQuery;
  /** The same, as people ask it of the API. */
  path: string;
}

const Line = z.object({ kind: Kind, q: z.string(), place: z.string(), near: z.string() });

const given = <Fields extends Record<string, string>>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));

function questionOf({ kind, ...fields }: z.infer<typeof Line>): Question {
  const { q, place, near } = given(fields);
  const query = CourseQuery.parse({
    ...(q !== undefined && { q }),
    ...(place !== undefined && { place: DivisionCode.parse(place) }),
    ...(near !== undefined && { near: NearParam.parse(near) }),
  });
  return { kind, query, path: `/v1/courses?${new URLSearchParams(given(fields))}` };
}

/**
 * What is asked: words of the demo catalogue, as often as it offers them, in counties of the province, as often as people live there;
 * in a fixed order, shuffled once.
 */
export function readMix(): Question[] {
  const { rows, faults } = readTable(readFileSync(projectPath("test/bench/search-mix.csv"), "utf8"), Line);
  if (faults.length > 0) throw new Error(`search-mix.csv: ${JSON.stringify(faults)}`);
  return rows.map(questionOf);
}
