import type { Database } from "../kit/database.ts";
import type { Occupation, OccupationCode, OccupationName, Occupations } from "./occupation.ts";
import { loadOccupationRows, type OccupationRows } from "./occupation-store.ts";

function occupationsOf({ occupations, aliases, sources }: OccupationRows): Occupation[] {
  const said = new Map<string, string[]>();
  for (const { alias, occupationCode } of aliases)
    said.set(occupationCode, [...(said.get(occupationCode) ?? []), alias]);
  return occupations.flatMap(({ sourceId, ...row }) => {
    const source = sources.get(sourceId);
    return source === undefined ? [] : [{ ...row, aliases: said.get(row.code) ?? [], source }];
  });
}

/**
 * One entry a name. A word we must ask back about wins over everything; an official name wins over a popular name of another
 * occupation. An ambiguous word keeps only the readings that are in the table: with one occupation left (电工证) there is no occupation to ask for.
 */
function namesOf({ aliases, ambiguous }: OccupationRows, byCode: ReadonlyMap<string, Occupation>): OccupationName[] {
  const names = new Map<string, OccupationName>();
  for (const { alias, occupationCode, kind } of aliases) {
    const code = byCode.get(occupationCode)?.code;
    if (code === undefined) continue;
    names.set(alias, { name: alias, codes: [code], kind: kind === "colloquial" ? "alias" : "trade", question: null });
  }
  for (const { name, code } of byCode.values())
    names.set(name, { name, codes: [code], kind: "official", question: null });
  for (const { term, codes, question } of ambiguous) {
    const known = codes.filter((code): code is OccupationCode => byCode.has(code));
    if (known.length > 1) names.set(term, { name: term, codes: known, kind: "ambiguous", question });
    else if (known.length === 1) names.set(term, { name: term, codes: known, kind: "alias", question: null });
  }
  return [...names.values()];
}

/** Reads all occupations and holds them in memory. An import is seen after the next load. */
export async function loadOccupations(db: Database): Promise<Occupations> {
  const rows = await loadOccupationRows(db);
  const all = occupationsOf(rows);
  const byCode = new Map<string, Occupation>(all.map((occupation) => [occupation.code, occupation]));
  const names = namesOf(rows, byCode);
  return { byCode: (code) => byCode.get(code), names: () => names, all: () => all };
}
