import { type RowFault, readTable } from "../../kit/csv.ts";
import { duplicateFaults } from "./cells.ts";
import { goodRows, type ImportKind, tableStep } from "./import-kind.ts";
import { citedDocument } from "./import-source.ts";
import { aliasRowsOf, DivisionLine } from "./place-rows.ts";
import { DIVISION, PLACE_ALIAS } from "./table.ts";

/** 中国 stands above the provinces in many tables, but is no row of ours. */
const COUNTRY = "100000";

function parentFaults(rows: readonly DivisionLine[], lines: readonly number[], known: ReadonlySet<string>): RowFault[] {
  return rows.flatMap(({ level, parentCode }, index) => {
    if (level === "province" || parentCode === COUNTRY) return [];
    const line = lines[index] ?? 0;
    if (parentCode === null) return [{ line, column: "parent", message: "缺少上级区划代码" }];
    return known.has(parentCode) ? [] : [{ line, column: "parent", message: `没有上级区划 ${parentCode}` }];
  });
}

/** Provinces, cities, counties and towns. Towns come last, because one without a point takes its county's. */
export const divisions: ImportKind = {
  name: "divisions",
  summary: "行政区划（省、市、县、乡镇）",
  columns: "code,name[,short_name,level,parent,pinyin,lat,lng,aliases]；坐标为 WGS-84（或 lat_wgs84,lng_wgs84）",
  read: async (text, options, db) => {
    const { document, citation } = citedDocument(options);
    const { rows, lines, faults } = readTable(text, DivisionLine);
    const standing = await db.prisma.division.findMany({ select: { code: true } });
    const known = new Set([...standing.map(({ code }) => code), ...rows.map(({ code }) => String(code))]);
    const all = [
      ...faults,
      ...duplicateFaults(rows, lines, "code", ({ code }) => code),
      ...parentFaults(rows, lines, known),
    ];
    const good = goodRows(rows, lines, all);
    const larger = good.filter(({ level }) => level !== "town");
    const towns = good.filter(({ level }) => level === "town");
    const step = (label: string, lines: readonly DivisionLine[]) =>
      tableStep(
        label,
        DIVISION,
        lines.map(({ row }) => row),
        citation,
      );
    return {
      document,
      faults: all,
      notes: [],
      steps: [
        step("省市县", larger),
        step("乡镇街道", towns),
        tableStep("别名", PLACE_ALIAS, aliasRowsOf(good), citation),
      ].filter(({ total }) => total > 0),
    };
  },
};
