import { tableSpelling } from "./name-index.ts";
import type { OccupationCode, Occupations } from "./occupation.ts";
import type { Saying } from "./sayings.ts";

/** One thing that is written about an occupation. */
export interface WorkLine {
  text: string;
  spelling: string;
  kind: "name" | "saying" | "summary";
}

/** Everything written about each occupation: its names, what it does, what people say of the work. Sayings of unknown codes are left out. */
export function workLines(occupations: Occupations, sayings: readonly Saying[]): Map<OccupationCode, WorkLine[]> {
  const lines = new Map<OccupationCode, WorkLine[]>(occupations.all().map(({ code }) => [code, []]));
  const add = (code: OccupationCode, kind: WorkLine["kind"], text: string): void => {
    lines.get(code)?.push({ text, spelling: tableSpelling(text), kind });
  };
  for (const { name, codes } of occupations.names()) for (const code of codes) add(code, "name", name);
  for (const { code, summary } of occupations.all()) if (summary !== null) add(code, "summary", summary);
  for (const { code, saying } of sayings) add(code, "saying", saying);
  return lines;
}
