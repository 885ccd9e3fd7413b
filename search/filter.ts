import { AppError } from "../src/errors.ts";
import { type LocalDate, unixSecondsOf } from "../src/kit/clock.ts";
import type { Box } from "../src/kit/geo.ts";

export type CodeField =
  | "courseId"
  | "provinceCode"
  | "cityCode"
  | "divisionCode"
  | "occupationCode"
  | "occupationCodes"
  | "mode"
  | "schedule";

/**
 * A condition of codes, ids, enums and numbers; names never get here. Two renderings: `engineText` below, and SQL in
 * filter-sql.ts, so that the engine and PostgreSQL hold a course against the very same conditions.
 */
export type Filter =
  | { every: readonly Filter[] }
  | { some: readonly Filter[] }
  | { not: Filter }
  | { field: CodeField; oneOf: readonly string[] }
  | { field: "level" | "version"; equals: number }
  | { field: "isSubsidised"; is: boolean }
  | { field: "feeFen"; atMost: number }
  | { field: "startsOn"; from?: LocalDate; to?: LocalDate }
  | { within: Box };

/** Values are quoted, and what quoting is not known to survive (search.md §5) is refused before the engine sees it. */
const quoted = (value: string): string => {
  if (!/^[^\\\p{Cc}]{1,100}$/u.test(value))
    throw new AppError("bad_filter", 422, "筛选条件里有不支持的字符，请检查后再试。");
  return JSON.stringify(value);
};

const finite = (value: number): string => {
  if (!Number.isFinite(value)) throw new AppError("bad_filter", 422, "筛选条件里的数字不对，请检查后再试。");
  return String(value);
};

const joined = (parts: readonly Filter[], word: "AND" | "OR"): string =>
  parts.map((part) => `(${engineText(part)})`).join(` ${word} `);

/**
 * The filter in the engine's language.
 * @throws AppError bad_filter for strings with backslashes or control characters and for numbers that are none
 */
export function engineText(filter: Filter): string {
  if ("every" in filter) return joined(filter.every, "AND");
  if ("some" in filter) return joined(filter.some, "OR");
  if ("not" in filter) return `NOT (${engineText(filter.not)})`;
  if ("within" in filter) {
    const { north, east, south, west } = filter.within;
    return `_geoBoundingBox([${finite(north)}, ${finite(east)}], [${finite(south)}, ${finite(west)}])`;
  }
  if ("oneOf" in filter) return `${filter.field} IN [${filter.oneOf.map(quoted).join(", ")}]`;
  if ("equals" in filter) return `${filter.field} = ${finite(filter.equals)}`;
  if ("is" in filter) return `${filter.field} = ${filter.is}`;
  if ("atMost" in filter) return `${filter.field} <= ${finite(filter.atMost)}`;
  const from = filter.from === undefined ? [] : [`startsOn >= ${unixSecondsOf(filter.from)}`];
  const to = filter.to === undefined ? [] : [`startsOn <= ${unixSecondsOf(filter.to)}`];
  return [...from, ...to].join(" AND ");
}
