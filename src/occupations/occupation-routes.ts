import { z } from "zod";
import { notFound } from "../errors.ts";
import { defineRoute, everyone, ok, perMinute, type Route } from "../http/route.ts";
import { minorGroupOf, Occupation, OccupationCode, type Occupations, spokenLevel } from "./occupation.ts";

const OccupationDetail = z.object({
  ...Occupation.shape,
  levels: z.array(z.object({ level: z.number(), name: z.string() })),
  /** Occupations of the same 小类. */
  related: z.array(Occupation.pick({ code: true, name: true })),
});
type OccupationDetail = z.infer<typeof OccupationDetail>;

const detailOf = (occupation: Occupation, occupations: Occupations): OccupationDetail => ({
  ...occupation,
  levels: occupation.levels.map((level) => ({ level, name: spokenLevel(level) })),
  related: occupations
    .all()
    .filter(({ code }) => code !== occupation.code && minorGroupOf(code) === minorGroupOf(occupation.code))
    .map(({ code, name }) => ({ code, name })),
});

export const occupationRoutes = ({ occupations }: { occupations: Occupations }): Route[] => [
  defineRoute({
    method: "GET",
    path: "/v1/occupations/:code",
    summary: "一个职业：等级、俗称、相近职业和出处",
    tag: "职业",
    access: everyone,
    limit: perMinute(120),
    params: z.object({ code: OccupationCode }),
    responses: { 200: OccupationDetail },
    handle: async ({ params: { code } }) => {
      const occupation = occupations.byCode(code);
      if (occupation === undefined) throw notFound("职业");
      return ok(detailOf(occupation, occupations));
    },
  }),
];
