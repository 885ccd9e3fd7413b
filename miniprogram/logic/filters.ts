import type { Point } from "../services/platform";
import type { CourseQuery } from "../services/types";
import { coarse, nearText } from "./geo";
import { MODES, nameOf, SCHEDULES, spokenLevel } from "./spoken";

export interface Named {
  code: string;
  name: string;
}

/** Where somebody looks: around a point, in a county or city, or anywhere. */
export type Where =
  | { kind: "anywhere" }
  | { kind: "division"; division: Named }
  | { kind: "near"; point: Point; label: string };

/** What stands in the fields of the search page. */
export interface Filters {
  words: string;
  where: Where;
  occupation: Named | null;
  level: number | null;
  mode: string | null;
  schedule: string | null;
  isSubsidisedOnly: boolean;
  sort: string | null;
}

export const noFilters: Filters = {
  words: "",
  where: { kind: "anywhere" },
  occupation: null,
  level: null,
  mode: null,
  schedule: null,
  isSubsidisedOnly: false,
  sort: null,
};

const SORTS = [
  { value: "relevance", name: "综合" },
  { value: "nearest", name: "最近" },
  { value: "soonest", name: "最早开班" },
  { value: "cheapest", name: "学费低" },
] as const;

/** 最近 makes sense around a point only. */
export const sortsFor = ({ where }: Filters): readonly (typeof SORTS)[number][] =>
  SORTS.filter(({ value }) => value !== "nearest" || where.kind === "near");

const valueIn = <Value extends string>(list: readonly { value: Value }[], value: string | null): Value | undefined =>
  list.find((each) => each.value === value)?.value;

function whereQuery(where: Where): Pick<CourseQuery, "place" | "near"> {
  if (where.kind === "division") return { place: where.division.code };
  return where.kind === "near" ? { near: nearText(coarse(where.point)) } : {};
}

/** The fields as a request; a point leaves the phone rounded to about 1 km. */
export function courseQueryOf(filters: Filters, cursor?: string): CourseQuery {
  const words = filters.words.trim();
  const mode = valueIn(MODES, filters.mode);
  const schedule = valueIn(SCHEDULES, filters.schedule);
  const sort = valueIn(sortsFor(filters), filters.sort);
  return {
    ...(words !== "" && { q: words }),
    ...whereQuery(filters.where),
    ...(filters.occupation !== null && { occupation: filters.occupation.code }),
    ...(filters.level !== null && { level: String(filters.level) }),
    ...(mode !== undefined && { mode }),
    ...(schedule !== undefined && { schedule }),
    ...(filters.isSubsidisedOnly && { subsidised: "true" as const }),
    ...(sort !== undefined && { sort }),
    ...(cursor !== undefined && { cursor }),
  };
}

const spokenWhere = (where: Where): string => {
  if (where.kind === "near") return `${where.label}附近`;
  return where.kind === "division" ? where.division.name : "全省";
};

/** What is looked for, in words: 双流区 · 焊工 · 只看有补贴. */
export const spokenFilters = (filters: Filters): string =>
  [
    spokenWhere(filters.where),
    filters.words.trim(),
    filters.occupation?.name ?? "",
    filters.level === null ? "" : spokenLevel(filters.level),
    filters.mode === null ? "" : nameOf(MODES, filters.mode),
    filters.schedule === null ? "" : nameOf(SCHEDULES, filters.schedule),
    filters.isSubsidisedOnly ? "只看有补贴" : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");
