import { z } from "zod";
import type { XmlFields } from "./xml.ts";

/**
 * What may answer a push at once: free, and one only (official page 被动回复用户消息). `news` is one article, for more are cut off when a
 * message is answered; `transfer` hands the person over to the agents of the account, and never answers an event.
 */
export const PassiveReply = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text: z.string().min(1) }),
  z.strictObject({
    kind: z.literal("news"),
    title: z.string().min(1),
    description: z.string(),
    url: z.url(),
    pictureUrl: z.url().exactOptional(),
  }),
  z.strictObject({ kind: z.literal("transfer") }),
]);
export type PassiveReply = z.infer<typeof PassiveReply>;

interface Parties {
  openid: string;
  accountId: string;
  now: Date;
}

/** The fields of the reply as the push protocol names them; the answer goes from the account to the person. */
export function replyFields(reply: PassiveReply, { openid, accountId, now }: Parties): XmlFields {
  const common = { ToUserName: openid, FromUserName: accountId, CreateTime: Math.floor(now.getTime() / 1_000) };
  switch (reply.kind) {
    case "text":
      return { ...common, MsgType: "text", Content: reply.text };
    case "transfer":
      return { ...common, MsgType: "transfer_customer_service" };
    case "news": {
      const { title, description, url, pictureUrl = "" } = reply;
      const article = { Title: title, Description: description, PicUrl: pictureUrl, Url: url };
      return { ...common, MsgType: "news", ArticleCount: 1, Articles: [article] };
    }
  }
}
