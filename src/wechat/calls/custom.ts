import { z } from "zod";
import { defineCall, never } from "./definition.ts";
import { Appid, bytesUpTo, Done, Openid, PagePath, WebUrl } from "./fields.ts";

/** The platform's limit of a text, passive or 客服消息, in bytes. */
const MAX_TEXT_BYTES = 2_048;

const CustomMessage = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text: bytesUpTo(MAX_TEXT_BYTES) }),
  z.strictObject({ kind: z.literal("image"), mediaId: z.string().min(1).max(256) }),
  /** One article: more are refused (45008). */
  z.strictObject({
    kind: z.literal("news"),
    title: bytesUpTo(256),
    description: z.string().max(512).default(""),
    url: WebUrl,
    pictureUrl: WebUrl.optional(),
  }),
  /** A tap comes back as text with the item's id. */
  z.strictObject({
    kind: z.literal("menu"),
    head: z.string().max(512).optional(),
    items: z
      .array(z.strictObject({ id: z.string().min(1).max(32), text: bytesUpTo(256) }))
      .min(1)
      .max(10),
    tail: z.string().max(512).optional(),
  }),
  z.strictObject({
    kind: z.literal("miniprogram"),
    title: bytesUpTo(256),
    appid: Appid,
    page: PagePath,
    /** A picture of 520 × 416, uploaded before. */
    thumbMediaId: z.string().min(1).max(256),
  }),
]);
export type CustomMessage = z.input<typeof CustomMessage>;
type Checked = z.output<typeof CustomMessage>;

/** The message as the call names its parts. */
function partsOf(message: Checked): Record<string, unknown> {
  switch (message.kind) {
    case "text":
      return { msgtype: "text", text: { content: message.text } };
    case "image":
      return { msgtype: "image", image: { media_id: message.mediaId } };
    case "news": {
      const { title, description, url, pictureUrl } = message;
      return { msgtype: "news", news: { articles: [{ title, description, url, picurl: pictureUrl }] } };
    }
    case "menu": {
      const list = message.items.map(({ id, text }) => ({ id, content: text }));
      return { msgtype: "msgmenu", msgmenu: { head_content: message.head, list, tail_content: message.tail } };
    }
    case "miniprogram": {
      const { title, appid, page, thumbMediaId } = message;
      const card = { title, appid, pagepath: page, thumb_media_id: thumbMediaId };
      return { msgtype: "miniprogrampage", miniprogrampage: card };
    }
  }
}

/** 客服消息: five within 48 hours of a person's message. Never repeated by itself: there is nothing that tells a second one from a first. */
export const sendCustom = defineCall({
  method: "POST",
  path: "/cgi-bin/message/custom/send",
  needsToken: true,
  input: z.strictObject({
    openid: Openid,
    message: CustomMessage,
    /** Shows that the content was made by a machine. */
    isMachineMade: z.boolean().default(false),
  }),
  sent: ({ openid, message, isMachineMade }) => ({
    body: {
      touser: openid,
      ...partsOf(message),
      ...(isMachineMade ? { aimsgcontext: { is_ai_msg: 1 } } : {}),
    },
  }),
  output: Done,
  mayRepeat: never,
});

/** Shows that an answer is being written; within 30 seconds of an exchange. */
export const typing = defineCall({
  method: "POST",
  path: "/cgi-bin/message/custom/typing",
  needsToken: true,
  input: z.strictObject({ openid: Openid, isTyping: z.boolean() }),
  sent: ({ openid, isTyping }) => ({ body: { touser: openid, command: isTyping ? "Typing" : "CancelTyping" } }),
  output: Done,
  mayRepeat: never,
});
