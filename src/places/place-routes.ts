import { z } from "zod";
import { defineRoute, everyone, ok, perMinute, type Route } from "../http/route.ts";
import { isInChina } from "../kit/geo.ts";
import { Place, type Places } from "./place.ts";

/** lat,lng on WGS-84, inside China. */
export const NearParam = z
  .string()
  .regex(/^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$/, "near 应为“纬度,经度”，例如 30.57,104.06")
  .transform((text) => {
    const [lat = Number.NaN, lng = Number.NaN] = text.split(",").map(Number);
    return { lat, lng };
  })
  .refine(isInChina, "near 不在中国境内，请检查纬度和经度是否写反");

const Resolution = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("found"), place: Place }),
  z.object({ kind: z.literal("ambiguous"), candidates: z.array(Place) }),
  z.object({ kind: z.literal("unknown") }),
]);

export const placeRoutes = ({ places }: { places: Places }): Route[] => [
  defineRoute({
    method: "GET",
    path: "/v1/places/resolve",
    summary: "把一个地名解析为行政区划、功能区或地标；重名时列出全部可能",
    tag: "地点",
    access: everyone,
    limit: perMinute(120),
    query: z.strictObject({
      q: z.string().trim().min(1, "请写一个地名").max(100, "地名不能超过 100 字"),
      near: NearParam.optional(),
    }),
    responses: { 200: Resolution },
    handle: async ({ query: { q, near } }) => ok(places.resolve(q, near === undefined ? {} : { near })),
  }),
];
