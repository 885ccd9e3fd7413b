import { z } from "zod";

const byteLength = (text: string): number => Buffer.byteLength(text, "utf8");

/** The platform counts bytes of UTF-8 where people count characters. */
export const bytesUpTo = (most: number) =>
  z
    .string()
    .min(1)
    .refine((text) => byteLength(text) <= most, `最多 ${most} 字节`);

export const Openid = z.string().regex(/^[\w-]{6,64}$/, "not an openid");
export const TemplateId = z.string().regex(/^[\w-]{10,64}$/, "not a template id");
export const WebUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), "not an http address")
  .refine((text) => byteLength(text) <= 1_024, "最多 1024 字节");
export const Appid = z.string().regex(/^wx[0-9a-f]{16}$/, "not an appid");
/** A path inside a mini-program, with or without a query. */
export const PagePath = z.string().regex(/^[^\s]{1,1024}$/, "not a page");

/** An answer that says only that it went well. */
export const Done = z.object({}).transform((): undefined => undefined);

/** A message id, as text; see reply.ts. */
export const MessageId = z.union([z.string(), z.number().transform(String)]);
