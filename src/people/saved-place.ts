import { z } from "zod";
import { isInChina, Point } from "../kit/geo.ts";
import { DivisionCode } from "../places/place.ts";

const LABEL = "名称最多 20 个字";

/** 常用地点: a county or city by its code, or a point. */
export const SavedPlaceDraft = z
  .strictObject({
    label: z.string().trim().min(1, "请写一个名称，例如“家里”").max(20, LABEL),
    divisionCode: DivisionCode.optional(),
    point: Point.refine(isInChina, "位置不在中国境内")
      .optional()
      .describe("WGS-84；取整到约 1 公里保存，30 天后删除；先要同意 location"),
  })
  .refine(({ divisionCode, point }) => (divisionCode === undefined) !== (point === undefined), {
    message: "divisionCode、point 两项要填且只填一项",
  });
export type SavedPlaceDraft = z.infer<typeof SavedPlaceDraft>;

export const SavedPlace = z.object({
  id: z.uuid(),
  label: z.string(),
  /** The division, or the one that the point lies in. */
  divisionCode: z.string().nullable(),
  divisionName: z.string().nullable(),
  point: Point.nullable(),
  createdAt: z.iso.datetime(),
  /** When a point is forgotten; null for a division. */
  expiresAt: z.iso.datetime().nullable(),
});
export type SavedPlace = z.infer<typeof SavedPlace>;

export const MAX_PLACES = 10;
const KEPT_MS = 30 * 86_400_000;
export const expiryOfPoint = (now: Date): Date => new Date(now.getTime() + KEPT_MS);
