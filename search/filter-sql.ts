import type { Box } from "../src/kit/geo.ts";
import type { CodeField, Filter } from "./filter.ts";

/** Collects the values of a statement and hands out their placeholders. */
export interface SqlValues {
  values: unknown[];
  bind(value: unknown): string;
}

export const sqlValues = (): SqlValues => {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
};

const AREA_DIGITS = { provinceCode: 2, cityCode: 4, divisionCode: 6 } as const;
type AreaField = keyof typeof AREA_DIGITS;
type ColumnField = Exclude<CodeField, AreaField> | "level" | "version" | "isSubsidised" | "feeFen" | "startsOn";

/** SQL of each field, for one kind of row. A field that the row does not have is left out and must not be asked for. */
export interface SqlColumns extends Partial<Record<ColumnField, string>> {
  /** Division code of the place, towns (12 digits) included. */
  area?: string;
}

/** Codes in one range: unlike a condition on a part of the code, the planner knows how many rows that is, and an index serves it. */
function areaText(area: string, field: AreaField, code: string, { bind }: SqlValues): string {
  const first = code.slice(0, AREA_DIGITS[field]);
  const next = String(Number(first) + 1).padStart(first.length, "0");
  return `${area} >= ${bind(first)} AND ${area} < ${bind(next)}`;
}

const isArea = (field: CodeField): field is AreaField => field in AREA_DIGITS;

/**
 * Condition that a row with `lat` and `lng` lies in the box. The planner knows from both columns how many rows that is; of
 * `earth_box @>` it knows nothing, and took 7,372 sites for 8.
 */
const inBox = ({ north, south, east, west }: Box, { bind }: SqlValues): string =>
  `lat BETWEEN ${bind(south)} AND ${bind(north)} AND lng BETWEEN ${bind(west)} AND ${bind(east)}`;

/**
 * The filter as a SQL condition; every value is bound, none is written into the text.
 * @throws Error when a field is asked for that this kind of row does not have: a fault of ours
 */
export function sqlText(filter: Filter, columns: SqlColumns, values: SqlValues): string {
  const { bind } = values;
  const column = (field: ColumnField | "area"): string => {
    const sql = columns[field];
    if (sql === undefined) throw new Error(`no column for ${field}`);
    return sql;
  };
  const render = (part: Filter): string => {
    if ("every" in part) return part.every.map((each) => `(${render(each)})`).join(" AND ") || "true";
    if ("some" in part) return part.some.map((each) => `(${render(each)})`).join(" OR ") || "false";
    // a row that has no such field is not what was refused; the engine sees it so too
    if ("not" in part) return `(${render(part.not)}) IS NOT TRUE`;
    if ("within" in part) return inBox(part.within, values);
    if ("oneOf" in part) {
      const { field, oneOf } = part;
      if (isArea(field))
        return oneOf.map((code) => `(${areaText(column("area"), field, code, values)})`).join(" OR ") || "false";
      if (field === "occupationCodes") return `${column(field)} && ${bind(oneOf)}::text[]`;
      return `${column(field)} = ANY(${bind(oneOf)}::text[])`;
    }
    if ("equals" in part) return `${column(part.field)} = ${bind(part.equals)}`;
    if ("is" in part) return `${column(part.field)} = ${bind(part.is)}`;
    if ("atMost" in part) return `${column(part.field)} <= ${bind(part.atMost)}`;
    const from = part.from === undefined ? [] : [`${column("startsOn")} >= ${bind(part.from)}::date`];
    const to = part.to === undefined ? [] : [`${column("startsOn")} <= ${bind(part.to)}::date`];
    return [...from, ...to].join(" AND ") || "true";
  };
  return render(filter);
}
