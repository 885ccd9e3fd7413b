import { z } from "zod";
import { MAX_TEXT_BYTES } from "../push/reply.ts";
import type { EntryContent } from "../transcript.ts";
import type { World } from "../world.ts";

const media = z.object({ media_id: z.string() });
const Article = z.object({
  title: z.string().default(""),
  description: z.string().default(""),
  url: z.string().default(""),
  picurl: z.string().default(""),
});

/** The kinds of customer-service messages (official page 客服消息, 发送消息). */
export const CustomMessage = z.discriminatedUnion("msgtype", [
  z.object({ msgtype: z.literal("text"), text: z.object({ content: z.string() }) }),
  z.object({ msgtype: z.literal("image"), image: media }),
  z.object({ msgtype: z.literal("voice"), voice: media }),
  z.object({ msgtype: z.literal("video"), video: media.extend({ title: z.string().default("") }) }),
  z.object({ msgtype: z.literal("music"), music: z.object({ title: z.string().default("") }) }),
  z.object({ msgtype: z.literal("news"), news: z.object({ articles: z.array(Article).min(1) }) }),
  z.object({ msgtype: z.literal("mpnewsarticle"), mpnewsarticle: z.object({ article_id: z.string().min(1) }) }),
  z.object({
    msgtype: z.literal("msgmenu"),
    msgmenu: z.object({
      head_content: z.string().default(""),
      list: z.array(z.object({ id: z.coerce.string(), content: z.string().min(1) })).min(1),
      tail_content: z.string().default(""),
    }),
  }),
  z.object({ msgtype: z.literal("wxcard"), wxcard: z.object({ card_id: z.string().min(1) }) }),
  z.object({
    msgtype: z.literal("miniprogrampage"),
    miniprogrampage: z.object({
      title: z.string(),
      appid: z.string().optional(),
      pagepath: z.string().min(1),
      thumb_media_id: z.string().min(1),
    }),
  }),
  z.object({
    msgtype: z.literal("link"),
    link: z.object({
      title: z.string(),
      description: z.string().default(""),
      url: z.string(),
      thumb_url: z.string().default(""),
    }),
  }),
]);
export type CustomMessage = z.infer<typeof CustomMessage>;

export const MESSAGE_TYPES: ReadonlySet<string> = new Set(
  CustomMessage.options.map((option) => option.shape.msgtype.value),
);
/** What may be sent in the mini-program's customer-service conversation. */
export const MINIPROGRAM_TYPES: ReadonlySet<string> = new Set(["text", "image", "link", "miniprogrampage"]);

/** @returns the code it is refused with, or what the person sees */
export function shownMessage(message: CustomMessage, world: World, isAi: boolean): number | EntryContent {
  const isKnown = (id: string): boolean => world.media.find(id, world.clock.now()) !== undefined;
  switch (message.msgtype) {
    case "text":
      if (message.text.content === "") return 44004;
      return Buffer.byteLength(message.text.content) > MAX_TEXT_BYTES
        ? 45002
        : { kind: "text", text: message.text.content, isAi };
    case "image":
      return isKnown(message.image.media_id) ? { kind: "image", url: `/media/${message.image.media_id}` } : 40007;
    case "voice":
      return isKnown(message.voice.media_id) ? { kind: "voice" } : 40007;
    case "video":
      return isKnown(message.video.media_id) ? { kind: "other", text: `［视频］${message.video.title}` } : 40007;
    case "news": {
      const { articles } = message.news;
      if (articles.length > 1) return 45008;
      return { kind: "news", articles: articles.map(({ picurl, ...article }) => ({ ...article, pictureUrl: picurl })) };
    }
    case "msgmenu": {
      const { head_content: head, list: items, tail_content: tail } = message.msgmenu;
      return { kind: "msgmenu", head, items, tail };
    }
    case "miniprogrampage": {
      const { title, pagepath, appid = world.accounts.miniprogram.appid, thumb_media_id } = message.miniprogrampage;
      if (appid !== world.accounts.miniprogram.appid) return 40013;
      return isKnown(thumb_media_id) ? { kind: "miniprogram", title, appid, pagepath } : 40007;
    }
    case "link": {
      const { title, description, url } = message.link;
      return { kind: "link", title, description, url };
    }
    case "music":
      return { kind: "other", text: `［音乐］${message.music.title}` };
    case "mpnewsarticle":
      return { kind: "other", text: "［图文］" };
    case "wxcard":
      return { kind: "other", text: "［卡券］" };
  }
}
