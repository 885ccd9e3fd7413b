import { z } from "zod";
import { type CourseQuery, CourseSort } from "../search/course-query.ts";
import { CourseMode, CourseSchedule } from "../src/courses/course.ts";
import { LocalDate } from "../src/kit/clock.ts";
import { Point } from "../src/kit/geo.ts";
import { OccupationCode, SkillLevel } from "../src/occupations/occupation.ts";
import { Place } from "../src/places/place.ts";

/** Where to look: a place with a name, or around the point a person shared (coarse, with the county it lies in). */
export const Where = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("place"), place: Place }),
  z.strictObject({ kind: z.literal("point"), point: Point, county: Place }),
]);
export type Where = z.infer<typeof Where>;

/** What a person will not have. */
const Negated = z.strictObject({
  occupation: z.strictObject({ code: OccupationCode, name: z.string() }).exactOptional(),
  place: Place.exactOptional(),
  mode: CourseMode.exactOptional(),
  schedule: CourseSchedule.exactOptional(),
  level: SkillLevel.exactOptional(),
});
export type Negated = z.infer<typeof Negated>;

/** What a person is looking for, as it stands after all they have said. Changed only by the operations in dialogue.ts. */
export const SearchState = z.strictObject({
  occupations: z
    .array(z.strictObject({ code: OccupationCode, name: z.string(), said: z.string().max(40).exactOptional() }))
    .max(8)
    .optional(),
  topic: z.string().max(100).optional(),
  where: Where.optional(),
  radiusKm: z.number().min(1).max(300).optional(),
  /** 附近 was said; around what is in `where`. */
  near: z.literal(true).optional(),
  level: SkillLevel.optional(),
  mode: CourseMode.optional(),
  schedule: CourseSchedule.optional(),
  /** The class should come to the work place; institutions are asked, nothing is filtered by it. */
  atWork: z.literal(true).optional(),
  isBeginner: z.literal(true).optional(),
  wish: z.enum(["subsidised", "free"]).optional(),
  feeMaxFen: z.number().int().min(0).max(10_000_000).optional(),
  startsAfter: LocalDate.optional(),
  startsBefore: LocalDate.optional(),
  /** The days are those of the school holidays, and are called so. */
  isHoliday: z.literal(true).optional(),
  sort: CourseSort.optional(),
  /** Who learns: a 重点群体 by its name in the evaluation schema, years of age. Told to nobody and asked of no course yet. */
  group: z.string().optional(),
  age: z.number().int().min(1).max(120).optional(),
  negated: Negated.optional(),
});
export type SearchState = z.infer<typeof SearchState>;

/** A bus ride: how far to look when there is nothing near. */
export const WIDER_KM = 100;

type WhereQuery = Pick<CourseQuery, "place" | "near" | "radiusKm">;

/** A zone or a landmark is no division: what lies around it is meant. */
const isSpot = ({ kind }: Place): boolean => kind === "zone" || kind === "landmark";

/**
 * Divisions are searched by their code; points, zones, landmarks and "within N km of" by distance. Around a point
 * without a radius the search looks as far as it must.
 */
export function whereQuery({ where, radiusKm }: Pick<SearchState, "where" | "radiusKm">): WhereQuery {
  if (where === undefined) return {};
  if (where.kind === "point") return { near: where.point, ...(radiusKm !== undefined && { radiusKm }) };
  const { place } = where;
  if (place.point !== null && (radiusKm !== undefined || isSpot(place)))
    return { near: place.point, ...(radiusKm !== undefined && { radiusKm }) };
  return { place: place.divisionCode };
}

const refusedOf = ({ occupation, place, ...rest }: Negated): NonNullable<CourseQuery["refused"]> => ({
  ...rest,
  ...(occupation !== undefined && { occupation: occupation.code }),
  ...(place !== undefined && { place: place.divisionCode }),
});

/** What the occupation was called; of several no one's name goes before the others'. */
const spokenOf = ([only, other]: NonNullable<SearchState["occupations"]>): Pick<CourseQuery, "spoken"> =>
  only?.said === undefined || other !== undefined ? {} : { spoken: only.said };

/** The state as a query. An online course has no place, so none is asked of it. */
export function courseQueryOf(search: SearchState): CourseQuery {
  const { occupations, topic, level, mode, schedule, isBeginner, wish, feeMaxFen, sort, negated } = search;
  const { startsAfter, startsBefore } = search;
  return {
    ...(occupations !== undefined && { occupations: occupations.map(({ code }) => code), ...spokenOf(occupations) }),
    ...(topic !== undefined && occupations === undefined && { q: topic }),
    ...(mode === "online" ? {} : whereQuery(search)),
    ...(level !== undefined && { level }),
    ...(mode !== undefined && { mode }),
    ...(schedule !== undefined && { schedule }),
    ...(isBeginner !== undefined && { isBeginner }),
    ...(wish === "subsidised" && { subsidised: true }),
    ...(wish === "free" ? { feeMaxFen: 0 } : feeMaxFen !== undefined && { feeMaxFen }),
    ...(startsAfter !== undefined && { startsAfter }),
    ...(startsBefore !== undefined && { startsBefore }),
    ...(sort !== undefined && { sort }),
    ...(negated !== undefined && { refused: refusedOf(negated) }),
  };
}

/**
 * The same wish, further around the same point, nearest first.
 * @returns undefined where the place has no point, is larger than that circle, or this far has been looked already
 */
export function widerQuery({ where, radiusKm = 0 }: SearchState, query: CourseQuery): CourseQuery | undefined {
  const isLarge = where?.kind === "place" && where.place.kind === "province";
  const centre = where?.kind === "place" ? where.place.point : where?.point;
  const isFarAlready = radiusKm >= WIDER_KM || (query.near !== undefined && query.radiusKm === undefined);
  if (centre === undefined || centre === null || isLarge || isFarAlready || query.mode === "online") return undefined;
  const { place: _place, ...rest } = query;
  return { ...rest, near: centre, radiusKm: WIDER_KM, sort: "nearest" };
}
