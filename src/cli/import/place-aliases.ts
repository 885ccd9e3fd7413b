import { readTable } from "../../kit/csv.ts";
import { duplicateFaults } from "./cells.ts";
import { goodRows, type ImportKind, tableStep } from "./import-kind.ts";
import { citedDocument } from "./import-source.ts";
import { PlaceAliasLine } from "./place-rows.ts";
import { PLACE_ALIAS } from "./table.ts";

export const placeAliases: ImportKind = {
  name: "place-aliases",
  summary: "地名的旧称、俗称和简称",
  columns: "alias,division_code,kind（old_name、nickname 或 abbreviation）",
  read: async (text, options, db) => {
    const { document, citation } = citedDocument(options);
    const { rows, lines, faults } = readTable(text, PlaceAliasLine);
    const standing = await db.prisma.division.findMany({ select: { code: true } });
    const known = new Set(standing.map(({ code }) => code));
    const unknown = rows.flatMap(({ division_code: code }, index) =>
      known.has(code) ? [] : [{ line: lines[index] ?? 0, column: "division_code", message: `没有行政区划 ${code}` }],
    );
    const all = [
      ...faults,
      ...unknown,
      ...duplicateFaults(rows, lines, "alias", (row) => `${row.alias} ${row.division_code}`),
    ];
    const good = goodRows(rows, lines, all);
    return { document, faults: all, notes: [], steps: [tableStep("地名别名", PLACE_ALIAS, good, citation)] };
  },
};
