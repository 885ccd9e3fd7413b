import { z } from "zod";
import { always, defineCall } from "./definition.ts";
import { WebUrl } from "./fields.ts";

const MAX_DAYS = 30;
const DAY_SECONDS = 86_400;

/** A link from a text message or a web page into the mini-program. */
export const urlLink = defineCall({
  method: "POST",
  path: "/wxa/generate_urllink",
  needsToken: true,
  input: z.strictObject({
    /** Without a query; default: the first page. */
    page: z
      .string()
      .regex(/^[\w\-/]{1,256}$/, "a page without a query")
      .optional(),
    query: z
      .string()
      .regex(/^[\w\-.~%!$&'()*+,;=:@/]{1,1024}$/, "more than 1024 characters, or not a query")
      .optional(),
    days: z.number().int().min(1).max(MAX_DAYS),
    release: z.enum(["release", "trial", "develop"]).default("release"),
  }),
  sent: ({ page, query, days, release }) => ({
    body: { path: page, query, expire_type: 1, expire_interval: days, env_version: release },
  }),
  output: z.object({ url_link: WebUrl }).transform(({ url_link }) => ({ url: url_link })),
  mayRepeat: always,
});

/** A QR code that brings people to the account and tells which one they scanned. `url` is what it holds: draw it yourself. */
export const createQr = defineCall({
  method: "POST",
  path: "/cgi-bin/qrcode/create",
  needsToken: true,
  input: z.strictObject({
    scene: z.string().regex(/^[\w-]{1,64}$/, "1 to 64 letters, digits, - and _"),
    /** At most 30; without it the code is for ever, of which an account has 100,000. */
    days: z.number().int().min(1).max(MAX_DAYS).optional(),
  }),
  sent: ({ scene, days }) => ({
    body: {
      ...(days === undefined ? {} : { expire_seconds: days * DAY_SECONDS }),
      action_name: days === undefined ? "QR_LIMIT_STR_SCENE" : "QR_STR_SCENE",
      action_info: { scene: { scene_str: scene } },
    },
  }),
  output: z
    .object({ ticket: z.string().min(1), url: z.string().min(1) })
    .transform(({ ticket, url }) => ({ ticket, url })),
  mayRepeat: always,
});

const MAX_IMAGE_BYTES = 10 * 1024 * 1024;

/** A picture for messages and cards, kept by the platform for three days. */
export const uploadImage = defineCall({
  method: "POST",
  path: "/cgi-bin/media/upload",
  needsToken: true,
  input: z.strictObject({
    type: z.enum(["image/png", "image/jpeg"]),
    bytes: z
      .instanceof(Uint8Array)
      .refine(({ length }) => length > 0 && length <= MAX_IMAGE_BYTES, "empty, or more than 10 MB"),
  }),
  sent: ({ type, bytes }) => ({
    query: { type: "image" },
    file: { name: type === "image/png" ? "image.png" : "image.jpg", type, bytes },
  }),
  output: z.object({ media_id: z.string().min(1) }).transform(({ media_id }) => ({ mediaId: media_id })),
  mayRepeat: always,
});
