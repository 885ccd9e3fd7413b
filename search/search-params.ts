import { z } from "zod";
import { CourseMode, CourseSchedule } from "../src/courses/course.ts";
import { LocalDate } from "../src/kit/clock.ts";
import { OccupationCode, type Occupations, SkillLevel } from "../src/occupations/occupation.ts";
import { DivisionCode, type Places } from "../src/places/place.ts";
import { NearParam } from "../src/places/place-routes.ts";
import { CourseQuery, CourseSort } from "./course-query.ts";
import { cleanQuery } from "./query-text.ts";
import type { BaseQuery } from "./search-port.ts";

const wholeNumber = (name: string, min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `${name} 应为整数`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `${name} 应在 ${min} 到 ${max} 之间`);

const Words = z
  .string()
  .trim()
  .max(100, "q 不能超过 100 字")
  .refine((q) => cleanQuery(q) !== undefined, "q 里没有可以搜索的文字");

const paging = {
  /** A screen of a phone; more is asked for by whoever wants it. */
  limit: wholeNumber("limit", 1, 50).default(10),
  cursor: z.string().min(1).max(200, "cursor 无效").optional(),
};

export interface KnownCodes {
  places: Places;
  occupations: Occupations;
}

/** A code that is well formed and exists; a malformed one gets the one fault that it is. */
const known = <Code extends z.ZodType<string>>(code: Code, exists: (value: string) => boolean, message: string) =>
  code.refine((value) => !code.safeParse(value).success || exists(value), message);

const where = ({ places }: KnownCodes) => ({
  place: known(DivisionCode, (code) => places.byCode(code) !== undefined, "没有这个行政区划代码").optional(),
  near: NearParam.optional(),
  radiusKm: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,3})?$/, "radiusKm 应为数字")
    .transform(Number)
    .refine((km) => km >= 1 && km <= 300, "半径应在 1 到 300 公里之间")
    .optional(),
});

const knownOccupation = ({ occupations }: KnownCodes) =>
  known(OccupationCode, (code) => occupations.byCode(code) !== undefined, "职业分类里没有这个编码");

interface Given {
  near?: unknown;
  radiusKm?: unknown;
  sort?: unknown;
}

// Rules between parameters are told together with the faults of each: `when` lets them run although others have failed.
const isObject = ({ value }: { value: unknown }): boolean => typeof value === "object" && value !== null;
const together = <Params extends z.ZodType<Given>>(params: Params) =>
  params
    .refine(({ near, radiusKm }) => radiusKm === undefined || near !== undefined, {
      path: ["radiusKm"],
      message: "radiusKm 要和 near 一起用",
      when: isObject,
    })
    .refine(({ near, sort }) => sort !== "nearest" || near !== undefined, {
      path: ["sort"],
      message: "sort=nearest 要和 near 一起用",
      when: isObject,
    });

/** Parameters of a search for courses. Codes that do not exist are refused, so that a mistyped one does not look like "nothing found". */
export const courseParams = (codes: KnownCodes) =>
  together(
    z.strictObject({
      q: Words.optional(),
      ...where(codes),
      occupation: knownOccupation(codes).optional(),
      level: z
        .string()
        .regex(/^[1-5]$/, "level 应为 5（初级工）到 1（高级技师）")
        .transform((text) => SkillLevel.parse(text))
        .optional(),
      mode: CourseMode.optional(),
      schedule: CourseSchedule.optional(),
      subsidised: z
        .enum(["true", "false"], "subsidised 应为 true 或 false")
        .transform((text) => text === "true")
        .optional(),
      startsAfter: LocalDate.optional(),
      startsBefore: LocalDate.optional(),
      feeMaxFen: wholeNumber("feeMaxFen", 0, 10_000_000).optional(),
      sort: CourseSort.optional(),
      explain: z
        .enum(["true", "false"], "explain 应为 true 或 false")
        .transform((text) => text === "true")
        .default(false),
      ...paging,
    }),
  );

export const baseParams = (codes: KnownCodes) =>
  together(
    z.strictObject({
      q: Words.optional(),
      ...where(codes),
      occupation: knownOccupation(codes).optional(),
      ...paging,
    }),
  );

export const OccupationParams = z.strictObject({ q: Words.optional(), ...paging });

export type CourseParams = z.output<ReturnType<typeof courseParams>>;
export type BaseParams = z.output<ReturnType<typeof baseParams>>;

export const courseQueryOf = ({
  limit: _limit,
  cursor: _cursor,
  explain: _explain,
  occupation,
  ...query
}: CourseParams): CourseQuery =>
  CourseQuery.parse({ ...query, ...(occupation !== undefined && { occupations: [occupation] }) });

/** What of a search for courses can be asked of bases; undefined when nothing can. */
export function baseQueryOf({ q, place, near, radiusKm, occupation }: BaseParams | CourseParams): BaseQuery {
  return {
    ...(q !== undefined && { q }),
    ...(place !== undefined && { place }),
    ...(near !== undefined && { near }),
    ...(radiusKm !== undefined && { radiusKm }),
    ...(occupation !== undefined && { occupation }),
  };
}

export const pageRequestOf = ({ limit, cursor }: { limit: number; cursor?: string | undefined }) => ({
  limit,
  ...(cursor !== undefined && { cursor }),
});
