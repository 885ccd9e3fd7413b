import { z } from "zod";
import { notFound } from "../errors.ts";
import { defineRoute, everyone, ok, perMinute, type Route } from "../http/route.ts";
import { TrainingBase } from "./base.ts";
import type { BaseService } from "./base-service.ts";

export const baseRoutes = ({ bases }: { bases: BaseService }): Route[] => [
  defineRoute({
    method: "GET",
    path: "/v1/bases/:id",
    summary: "一个公共实训基地",
    tag: "实训基地",
    access: everyone,
    limit: perMinute(300),
    params: z.strictObject({ id: z.uuid("基地编号格式不对") }),
    responses: { 200: TrainingBase },
    handle: async ({ params }) => {
      const base = (await bases.byIds([params.id])).get(params.id);
      if (base === undefined) throw notFound("实训基地");
      return ok(base);
    },
  }),
];
