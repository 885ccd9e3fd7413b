import { z } from "zod";
import { defineRoute, ok, perMinute, type Route, signedIn } from "../http/route.ts";
import { LocalDate } from "../kit/clock.ts";
import { OccupationCode, type Occupations } from "../occupations/occupation.ts";
import { DivisionCode, type Places } from "../places/place.ts";
import { DemandGroup } from "./demand.ts";
import type { DemandService } from "./demand-service.ts";

interface DemandRouteNeeds {
  demands: DemandService;
  occupations: Pick<Occupations, "byCode">;
  places: Pick<Places, "byCode">;
}

const GroupBody = DemandGroup.extend({
  occupationName: z.string().nullable(),
  divisionName: z.string().nullable(),
});

const bodyOf = (group: DemandGroup, { occupations, places }: DemandRouteNeeds): z.infer<typeof GroupBody> => ({
  ...group,
  occupationName: occupations.byCode(group.occupationCode ?? "")?.name ?? null,
  divisionName: places.byCode(group.divisionCode ?? "")?.fullName ?? null,
});

/** For reviewers and institutions; nothing about a person is in it. */
export const demandRoutes = (needs: DemandRouteNeeds): Route[] => [
  defineRoute({
    method: "GET",
    path: "/v1/demands",
    summary: "想学而没有班的需求：每个职业（或说法）、每个区县有多少人，人多的在前；people 为 null 表示少于 3 人",
    tag: "需求",
    access: signedIn,
    limit: perMinute(60),
    query: z.strictObject({
      division: DivisionCode.optional(),
      occupation: OccupationCode.optional(),
      since: LocalDate.optional(),
    }),
    responses: { 200: z.object({ items: z.array(GroupBody), isCut: z.boolean() }) },
    handle: async ({ query, actor, now }) => {
      const { groups, isCut } = await needs.demands.board(actor, query, now);
      return ok({ items: groups.map((group) => bodyOf(group, needs)), isCut });
    },
  }),
];
