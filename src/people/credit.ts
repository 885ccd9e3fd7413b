import { z } from "zod";

/** What wx.requestSubscribeMessage says of each template after a tap. */
export const TapResult = z.enum(["accept", "reject", "ban", "filter"]);
/** What WeChat's own event says. */
export type TapStatus = "accept" | "reject";

/** 一次性订阅: one message for each accept. 长期订阅: as many as come, until refused. */
export type TemplateKind = "once" | "long_term";

/** What may still be sent to a person by one template. WeChat cannot be asked: we count. */
export const Credit = z.object({
  templateId: z.string(),
  credits: z.number().int().min(0),
  isLongTerm: z.boolean(),
});
export type Credit = z.infer<typeof Credit>;

export interface TapReport {
  templateId: string;
  result: z.infer<typeof TapResult>;
}

/** wx.requestSubscribeMessage takes as many at once. */
export const MAX_TEMPLATES = 5;
/** A phone that reports without WeChat confirming is not listened to beyond this. */
export const MAX_UNCONFIRMED = 20;
