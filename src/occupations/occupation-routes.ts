import { z } from "zod";
import { notFound } from "../errors.ts";
import { defineRoute, everyone, ok, perMinute, type Route } from "../http/route.ts";
import { RESOLVED_PATHS } from "./evidence.ts";
import { minorGroupOf, Occupation, OccupationCode, type Occupations, spokenLevel } from "./occupation.ts";
import { RELATED_GROUPS, relatedOccupations } from "./related.ts";
import type { OccupationResolver } from "./resolver.ts";

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

const Meant = z.object({
  code: OccupationCode,
  name: z.string(),
  confidence: z.number(),
  path: z.enum(RESOLVED_PATHS),
  matched: z.string(),
});
const Related = z.object({ code: OccupationCode, name: z.string(), group: z.enum(RELATED_GROUPS) });

const common = { method: "GET", tag: "职业", access: everyone, limit: perMinute(120) } as const;
const params = z.object({ code: OccupationCode });

export interface OccupationRoutesNeeds {
  occupations: Occupations;
  words: Pick<OccupationResolver, "resolve" | "didYouMean">;
}

export const occupationRoutes = ({ occupations, words }: OccupationRoutesNeeds): Route[] => {
  const known = (code: OccupationCode): Occupation => {
    const occupation = occupations.byCode(code);
    if (occupation === undefined) throw notFound("职业");
    return occupation;
  };
  return [
    // before /:code, which would take its last part for one
    defineRoute({
      ...common,
      path: "/v1/occupations/resolve",
      summary: "一句话说的是哪个职业：最多五个，附把握、依据和所依据的名称或说法；写错时附可能想写的名称",
      query: z.strictObject({
        text: z.string().trim().min(1, "请写想做或想学的事").max(200, "不能超过 200 字"),
      }),
      responses: {
        200: z.object({
          items: z.array(Meant),
          didYouMean: z.array(z.object({ text: z.string(), code: OccupationCode })),
        }),
      },
      handle: async ({ query: { text } }) => ok({ items: words.resolve(text), didYouMean: words.didYouMean(text) }),
    }),
    defineRoute({
      ...common,
      path: "/v1/occupations/:code",
      summary: "一个职业：等级、俗称、相近职业和出处",
      params,
      responses: { 200: OccupationDetail },
      handle: async ({ params: { code } }) => ok(detailOf(known(code), occupations)),
    }),
    defineRoute({
      ...common,
      path: "/v1/occupations/:code/related",
      summary: "相近职业：同一小类的；不足三个时再加同一中类的",
      params,
      responses: { 200: z.object({ items: z.array(Related) }) },
      handle: async ({ params: { code } }) => ok({ items: relatedOccupations(occupations, known(code)) }),
    }),
  ];
};
