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

/** SQL of each field, for one kind of row. A field that the row does not have is left out and must not be asked for. */
export type SqlColumns = Partial<
  Record<CodeField | "level" | "version" | "isSubsidised" | "feeFen" | "startsOn", string>
> & {
  lat: string;
  lng: string;
};

/** Codes of the areas a division code lies in; towns (12 digits) count as their county, as in documents.ts. */
export const areaColumns = (division: string) => ({
  provinceCode: `left(${division}, 2) || '0000'`,
  cityCode: `left(${division}, 4) || '00'`,
  divisionCode: `left(${division}, 6)`,
});

/**
 * The filter as a SQL condition; every value is bound, none is written into the text.
 * @throws Error when a field is asked for that this kind of row does not have: a fault of ours
 */
export function sqlText(filter: Filter, columns: SqlColumns, { bind }: SqlValues): string {
  const column = (field: keyof SqlColumns): string => {
    const sql = columns[field];
    if (sql === undefined) throw new Error(`no column for ${field}`);
    return sql;
  };
  const render = (part: Filter): string => {
    if ("every" in part) return part.every.map((each) => `(${render(each)})`).join(" AND ") || "true";
    if ("some" in part) return part.some.map((each) => `(${render(each)})`).join(" OR ") || "false";
    // a row that has no such field is not what was refused; the engine sees it so too
    if ("not" in part) return `(${render(part.not)}) IS NOT TRUE`;
    if ("within" in part) {
      const { north, south, east, west } = part.within;
      const between = (sql: string, low: number, high: number) => `${sql} BETWEEN ${bind(low)} AND ${bind(high)}`;
      return `${between(columns.lat, south, north)} AND ${between(columns.lng, west, east)}`;
    }
    if (part.field === "occupationCodes") return `${column(part.field)} && ${bind(part.oneOf)}::text[]`;
    if ("oneOf" in part) return `${column(part.field)} = ANY(${bind(part.oneOf)}::text[])`;
    if ("equals" in part) return `${column(part.field)} = ${bind(part.equals)}`;
    if ("is" in part) return `${column(part.field)} = ${bind(part.is)}`;
    if ("atMost" in part) return `${column(part.field)} <= ${bind(part.atMost)}`;
    const from = part.from === undefined ? [] : [`${column("startsOn")} >= ${bind(part.from)}::date`];
    const to = part.to === undefined ? [] : [`${column("startsOn")} <= ${bind(part.to)}::date`];
    return [...from, ...to].join(" AND ") || "true";
  };
  return render(filter);
}
