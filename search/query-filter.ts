import type { CourseMode } from "../src/courses/course.ts";
import type { LocalDate } from "../src/kit/clock.ts";
import { boxAround, type Point } from "../src/kit/geo.ts";
import type { CourseQuery } from "./course-query.ts";
import type { Filter } from "./filter.ts";
import type { BaseQuery } from "./search-port.ts";

/** How far people look when they say only 附近. */
export const NEAR_KM = 30;

export const radiusMetresOf = ({ radiusKm = NEAR_KM }: { radiusKm?: number | undefined }): number => radiusKm * 1000;

/** A blended course is taught on site and online, so it answers a wish for either. */
export const modesFor = (wanted: CourseMode): readonly CourseMode[] =>
  wanted === "blended" ? ["blended"] : [wanted, "blended"];

/** A town (12 digits) stands for its county. */
export const countyOf = (code: string): string => code.slice(0, 6);

/** The codes a place is found under: its province, its city and its county. */
export const areasOf = (divisionCode: string) => ({
  provinceCode: `${divisionCode.slice(0, 2)}0000`,
  cityCode: `${divisionCode.slice(0, 4)}00`,
  divisionCode: countyOf(divisionCode),
});

function placeFilter(place: string): Filter {
  const code = countyOf(place);
  if (code.endsWith("0000")) return { field: "provinceCode", oneOf: [code] };
  if (code.endsWith("00")) return { field: "cityCode", oneOf: [code] };
  return { field: "divisionCode", oneOf: [code] };
}

const whereFilters = (query: {
  place?: string | undefined;
  near?: Point | undefined;
  radiusKm?: number | undefined;
}) => [
  ...(query.place === undefined ? [] : [placeFilter(query.place)]),
  ...(query.near === undefined ? [] : [{ within: boxAround(query.near, radiusMetresOf(query)) }]),
];

/** A blended course is not "online": who will not learn online may still take it. */
const refusals = ({ occupation, place, mode, schedule, level }: NonNullable<CourseQuery["refused"]>): Filter[] => [
  ...(occupation === undefined ? [] : [{ field: "occupationCode" as const, oneOf: [occupation] }]),
  ...(place === undefined ? [] : [placeFilter(place)]),
  ...(mode === undefined ? [] : [{ field: "mode" as const, oneOf: [mode] }]),
  ...(schedule === undefined ? [] : [{ field: "schedule" as const, oneOf: [schedule] }]),
  ...(level === undefined ? [] : [{ field: "level" as const, equals: level }]),
];

/**
 * The hard conditions of a query, for class sessions from `today` on. A place or a point admits only courses with a site there; the
 * box around a point is a little larger than the circle, so the service still measures.
 */
export function courseFilter(query: CourseQuery, today: LocalDate): Filter {
  const { occupations, level, mode, schedule, subsidised, feeMaxFen, startsAfter = today, startsBefore } = query;
  const from = startsAfter > today ? startsAfter : today;
  return {
    every: [
      { field: "startsOn", from, ...(startsBefore !== undefined && { to: startsBefore }) },
      ...whereFilters(query),
      ...(occupations === undefined ? [] : [{ field: "occupationCode" as const, oneOf: occupations }]),
      ...(level === undefined ? [] : [{ field: "level" as const, equals: level }]),
      ...(mode === undefined ? [] : [{ field: "mode" as const, oneOf: modesFor(mode) }]),
      ...(schedule === undefined ? [] : [{ field: "schedule" as const, oneOf: [schedule] }]),
      ...(subsidised === undefined ? [] : [{ field: "isSubsidised" as const, is: subsidised }]),
      ...(feeMaxFen === undefined ? [] : [{ field: "feeFen" as const, atMost: feeMaxFen }]),
      ...refusals(query.refused ?? {}).map((not) => ({ not })),
    ],
  };
}

/** The hard conditions of a search for bases; undefined when there are none. */
export function baseFilter(query: BaseQuery): Filter | undefined {
  const every = [
    ...whereFilters(query),
    ...(query.occupation === undefined ? [] : [{ field: "occupationCodes" as const, oneOf: [query.occupation] }]),
  ];
  return every.length === 0 ? undefined : { every };
}
