import { type RowFault, readTable } from "../../kit/csv.ts";
import type { Database } from "../../kit/database.ts";
import { duplicateFaults } from "./cells.ts";
import { ALL_OCCUPATIONS, goodRows, type ImportKind, tableStep } from "./import-kind.ts";
import { citedDocument } from "./import-source.ts";
import { OccupationAliasLine } from "./occupation-rows.ts";
import { OCCUPATION_ALIAS } from "./table.ts";

/** Occupation code by code and by official name. */
export async function occupationCodes({ prisma }: Database): Promise<Map<string, string>> {
  const rows = await prisma.occupation.findMany({ select: { code: true, name: true } });
  return new Map(rows.flatMap(({ code, name }) => [[code, code] as const, [name, code] as const]));
}

export const occupationAliases: ImportKind = {
  name: "occupation-aliases",
  summary: "职业的俗称、工种和旧名",
  columns: "alias,code（或 code_2022，或 occupation 写职业全名）,kind（colloquial、trade 或 former）[,trade]",
  read: async (text, options, db) => {
    const { document, citation } = citedDocument(options);
    const { rows, lines, faults } = readTable(text, OccupationAliasLine);
    const codes = await occupationCodes(db);
    const codeOf = ({ code, occupation }: OccupationAliasLine): string | undefined =>
      codes.get(code ?? occupation ?? "");
    const unknown = rows.flatMap((row, index): RowFault[] => {
      if (codeOf(row) !== undefined) return [];
      const line = lines[index] ?? 0;
      return [{ line, column: "code", message: `职业表里没有“${row.code ?? row.occupation ?? ""}”，请先导入职业` }];
    });
    const all = [...faults, ...unknown, ...duplicateFaults(rows, lines, "alias", ({ alias }) => alias)];
    const good = goodRows(rows, lines, all).map((row) => ({
      alias: row.alias,
      occupation_code: codeOf(row) ?? null,
      kind: row.kind,
      trade: row.trade,
    }));
    return {
      document,
      searchKeys: [ALL_OCCUPATIONS],
      faults: all,
      notes: [],
      steps: [tableStep("职业别名", OCCUPATION_ALIAS, good, citation)],
    };
  },
};
