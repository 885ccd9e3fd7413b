import { z } from "zod";
import { notFound } from "../errors.ts";
import { defineRoute, everyone, ok, perMinute, type Route } from "../http/route.ts";
import { ShortageList } from "./shortage-list.ts";
import type { ShortageService } from "./shortage-service.ts";

export const shortageRoutes = ({ shortage }: { shortage: ShortageService }): Route[] => [
  defineRoute({
    method: "GET",
    path: "/v1/shortage-lists",
    summary: "急需紧缺职业（工种）目录：各期，新的在前",
    tag: "急需紧缺",
    access: everyone,
    limit: perMinute(120),
    query: z.strictObject({}),
    responses: { 200: z.object({ items: z.array(ShortageList.omit({ entries: true })) }) },
    handle: async () => ok({ items: await shortage.lists() }),
  }),
  defineRoute({
    method: "GET",
    path: "/v1/shortage-lists/:id",
    summary: "一期急需紧缺职业（工种）目录的全部条目",
    tag: "急需紧缺",
    access: everyone,
    limit: perMinute(120),
    params: z.object({ id: z.string().max(100) }),
    responses: { 200: ShortageList },
    handle: async ({ params: { id } }) => {
      const list = await shortage.byId(id);
      if (list === undefined) throw notFound("目录");
      return ok(list);
    },
  }),
];
