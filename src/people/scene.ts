import { randomBytes } from "node:crypto";
import { z } from "zod";
import { DivisionCode } from "../places/place.ts";

/** A page of the mini-program, without its query. */
const PagePath = z
  .string()
  .regex(/^[\w-]+(?:\/[\w-]+){0,5}$/, "path 形如 pages/course/course，不带参数")
  .max(256);

/** 场景: a link or code that brings people, made for one county and one way of spreading it. Either kind tells nothing about persons. */
export const SceneDraft = z.strictObject({
  kind: z.enum(["url_link", "qr"]).describe("url_link = 打开小程序的链接；qr = 服务号的二维码"),
  path: PagePath.optional().describe("打开小程序的哪一页；只用于 url_link，不填为首页"),
  divisionCode: DivisionCode.optional(),
  channel: z.string().trim().min(1, "请写投放的地方，例如“社区公告栏”").max(40, "最多 40 个字"),
});
export type SceneDraft = z.infer<typeof SceneDraft>;

export const Scene = z.object({
  id: z.string(),
  divisionCode: z.string().nullable(),
  channel: z.string(),
  createdAt: z.date(),
  /** Who came by it and is still with us; null = fewer than FEWEST_SHOWN. */
  people: z.number().int().nullable(),
});
export type Scene = z.infer<typeof Scene>;

/** Fewer people than this could be told apart. */
export const FEWEST_SHOWN = 3;
export const spokenCount = (people: number | null): string =>
  people === null ? `少于 ${FEWEST_SHOWN} 人` : `${people} 人`;

/** 12 hexadecimal digits: fits into a QR code's scene_str (64) and into a mini-program code's scene (32 characters). */
export const newSceneId = (): string => `s${randomBytes(6).toString("hex")}`;
