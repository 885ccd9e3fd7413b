import { z } from "zod";
import { TrainingBase } from "../src/bases/base.ts";
import { Course } from "../src/courses/course.ts";
import { defineRoute, everyone, ok, perMinute, type Route } from "../src/http/route.ts";
import { LocalDate, localDate } from "../src/kit/clock.ts";
import { Occupation, type Occupations } from "../src/occupations/occupation.ts";
import type { Places } from "../src/places/place.ts";
import { FACTOR_NAMES, type WeightRow, weightsOn } from "./ranking/weights.ts";
import { spokenReason, spokenWhy, type Why } from "./ranking/why.ts";
import { searchEverything } from "./search-everything.ts";
import {
  baseParams,
  baseQueryOf,
  courseParams,
  courseQueryOf,
  OccupationParams,
  pageRequestOf,
} from "./search-params.ts";
import type { BaseHit, CourseHit, Page, SearchService } from "./search-service.ts";

const distance = { distanceMetres: z.number().int().nullable() };
/** With `explain=true`: each factor of the score, and the two strongest and the weakest in words. */
const WhyItem = z.object({
  score: z.number(),
  summary: z.string(),
  factors: z.array(z.object({ factor: z.string(), value: z.number(), reason: z.string(), isNeutral: z.boolean() })),
});
const CourseItem = z.object({ kind: z.literal("course"), ...Course.shape, ...distance, why: WhyItem.optional() });
const BaseItem = z.object({ kind: z.literal("base"), ...TrainingBase.shape, ...distance });
const OccupationItem = z.object({ kind: z.literal("occupation"), ...Occupation.shape });

const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable(),
    total: z.object({ value: z.number().int(), isExact: z.boolean() }),
    removed: z.array(z.object({ gate: z.string(), count: z.number().int() })),
    degraded: z.boolean(),
  });

/** How the courses of a page were found: see search-service.ts. */
const found = {
  foundBy: z.string(),
  corrected: z.string().optional(),
  widenedToKm: z.number().optional(),
  didYouMean: z.array(z.string()),
  weightsSince: z.string(),
};

/** The numbers that courses are ranked by, as the table of data/ranking has them. */
const Ranking = z.object({
  since: LocalDate,
  rows: z.array(z.object({ factor: z.enum(FACTOR_NAMES), case: z.string(), value: z.number(), meaning: z.string() })),
});

const whole = (metres: number | null): number | null => (metres === null ? null : Math.round(metres));
const whyItem = (why: Why) => ({
  score: why.score,
  summary: spokenWhy(why),
  factors: why.factors.map(({ reason, ...factor }) => ({ ...factor, reason: spokenReason(reason) })),
});
const courseItem =
  (isExplained: boolean) =>
  ({ course, distanceMetres, why }: CourseHit) => ({
    kind: "course" as const,
    ...course,
    distanceMetres: whole(distanceMetres),
    ...(isExplained && { why: whyItem(why()) }),
  });
const baseItem = ({ base, distanceMetres }: BaseHit) => ({
  kind: "base" as const,
  ...base,
  distanceMetres: whole(distanceMetres),
});
const occupationItem = (occupation: Occupation) => ({ kind: "occupation" as const, ...occupation });

const withItems = <From, Whole extends Page<From>, To>(page: Whole & Page<From>, item: (from: From) => To) => ({
  ...page,
  items: page.items.map(item),
});

const common = { method: "GET", tag: "搜索", access: everyone, limit: perMinute(120) } as const;

export interface SearchRoutesNeeds {
  search: SearchService;
  places: Places;
  occupations: Occupations;
  /** Every edition of the ranking's numbers. */
  weights: readonly WeightRow[];
}

export const searchRoutes = ({ search, places, occupations, weights }: SearchRoutesNeeds): Route[] => {
  const known = { places, occupations };
  return [
    defineRoute({
      ...common,
      path: "/v1/search",
      summary: "一起搜索职业、实训基地和课程：第一页先列最多三个职业和三个基地，其余是课程",
      query: courseParams(known),
      responses: { 200: pageOf(z.discriminatedUnion("kind", [OccupationItem, BaseItem, CourseItem])).extend(found) },
      handle: async ({ query, now, signal }) => {
        const found = await searchEverything(search, query, now, signal);
        return ok({
          ...found.page,
          items: [
            ...found.occupations.map(occupationItem),
            ...found.bases.map(baseItem),
            ...found.page.items.map(courseItem(query.explain)),
          ],
        });
      },
    }),
    defineRoute({
      ...common,
      path: "/v1/courses",
      summary: "搜索课程：按地点、距离、职业、等级、方式、补贴、开班日期和学费；explain=true 说明每门课为什么排在这里",
      query: courseParams(known),
      responses: { 200: pageOf(CourseItem).extend(found) },
      handle: async ({ query, now, signal }) => {
        const page = await search.courses(courseQueryOf(query), pageRequestOf(query), now, signal);
        return ok(withItems(page, courseItem(query.explain)));
      },
    }),
    defineRoute({
      ...common,
      path: "/v1/occupations",
      summary: "搜索职业（名称、俗称、拼音）；不带 q 列出全部",
      query: OccupationParams,
      responses: { 200: pageOf(OccupationItem) },
      handle: async ({ query, signal }) =>
        ok(withItems(await search.occupations(query.q, pageRequestOf(query), signal), occupationItem)),
    }),
    defineRoute({
      ...common,
      path: "/v1/bases",
      summary: "搜索公共实训基地",
      query: baseParams(known),
      responses: { 200: pageOf(BaseItem) },
      handle: async ({ query, signal }) =>
        ok(withItems(await search.bases(baseQueryOf(query), pageRequestOf(query), signal), baseItem)),
    }),
    defineRoute({
      ...common,
      path: "/v1/ranking",
      summary: "课程排序用的数和从哪天起用这一版；网页 /ranking 有说明",
      responses: { 200: Ranking },
      handle: async ({ now }) => {
        const { since, rows } = weightsOn(weights, localDate(now));
        return ok({ since, rows: rows.map(({ since: _same, ...row }) => row) });
      },
    }),
  ];
};
