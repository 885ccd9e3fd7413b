import { readTable } from "../../kit/csv.ts";
import { duplicateFaults } from "./cells.ts";
import { ALL_OCCUPATIONS, goodRows, type ImportKind, tableStep } from "./import-kind.ts";
import { citedDocument } from "./import-source.ts";
import { OccupationLine } from "./occupation-rows.ts";
import { OCCUPATION } from "./table.ts";

export const occupations: ImportKind = {
  name: "occupations",
  summary: "职业分类大典的职业",
  columns: "code,name[,level,levels,industry,summary]；大类、中类、小类的行会略过",
  read: async (text, options) => {
    const { document, citation } = citedDocument(options);
    const { rows, lines, faults } = readTable(text, OccupationLine);
    const isOccupation = rows.map((row) => row !== null);
    const occupationLines = lines.filter((_, index) => isOccupation[index]);
    const occupationRows = rows.filter((row) => row !== null);
    const all = [...faults, ...duplicateFaults(occupationRows, occupationLines, "code", ({ code }) => code)];
    const groups = rows.length - occupationRows.length;
    return {
      document,
      searchKeys: [ALL_OCCUPATIONS],
      faults: all,
      notes: groups === 0 ? [] : [`略过大类、中类、小类 ${groups} 行：它们不是职业`],
      steps: [tableStep("职业", OCCUPATION, goodRows(occupationRows, occupationLines, all), citation)],
    };
  },
};
