import { z } from "zod";
import { isSameSignature, signatureOf } from "../../crypto.ts";
import { readXml } from "../../xml.ts";
import type { EntryContent } from "../transcript.ts";
import type { Seal } from "./envelope.ts";

export const MAX_TEXT_BYTES = 2048;

export type Reply =
  | { kind: "none" }
  | { kind: "reply"; type: string; xml: string; shown: EntryContent }
  | { kind: "invalid"; reason: string; xml: string };

/** What is known about the push a reply belongs to. */
export interface Expected {
  openid: string;
  ghId: string;
  nonce: string;
  /** Of a message; events allow more articles and no handing over. */
  isMessage: boolean;
  isKnownMedia(id: string): boolean;
  pictureUrlOf(mediaId: string): string;
}

const invalid = (reason: string, xml = ""): Reply => ({ kind: "invalid", reason, xml });

const Sealed = z.object({
  Encrypt: z.string().min(1),
  MsgSignature: z.string(),
  TimeStamp: z.string().regex(/^\d{10}$/),
  Nonce: z.string(),
});

type Opened = { xml: string } | { reason: string };

function openReply(body: string, { token, cipher }: Seal, nonce: string): Opened {
  if (cipher === undefined) return { xml: body };
  const outer = readXml(body);
  const { data } = Sealed.safeParse(outer.kind === "fields" ? outer.fields : undefined);
  if (data === undefined) return { reason: "安全模式下的回复没有加密，或缺少 MsgSignature、TimeStamp、Nonce" };
  if (data.Nonce !== nonce) return { reason: "Nonce 与请求的不同" };
  if (!isSameSignature(data.MsgSignature, signatureOf(token, data.TimeStamp, data.Nonce, data.Encrypt)))
    return { reason: "MsgSignature 不对" };
  const opened = cipher.decrypt(data.Encrypt);
  return opened.kind === "message" ? { xml: opened.text } : { reason: `解密失败：${opened.reason}` };
}

const Media = z.object({ MediaId: z.string().min(1) });
const ReplyItem = z.object({
  Title: z.string().default(""),
  Description: z.string().default(""),
  PicUrl: z.string().default(""),
  Url: z.string().default(""),
});
const head = { ToUserName: z.string(), FromUserName: z.string(), CreateTime: z.string().regex(/^\d{1,11}$/) };
const ReplyFields = z.discriminatedUnion("MsgType", [
  z.object({ ...head, MsgType: z.literal("text"), Content: z.string().min(1) }),
  z.object({ ...head, MsgType: z.literal("image"), Image: Media }),
  z.object({ ...head, MsgType: z.literal("voice"), Voice: Media }),
  z.object({ ...head, MsgType: z.literal("video"), Video: Media.extend({ Title: z.string().default("") }) }),
  z.object({
    ...head,
    MsgType: z.literal("music"),
    Music: z.object({ ThumbMediaId: z.string().min(1), Title: z.string().default("") }),
  }),
  z.object({
    ...head,
    MsgType: z.literal("news"),
    ArticleCount: z.coerce.number().int().min(1),
    Articles: z.object({ item: z.array(ReplyItem) }),
  }),
  z.object({ ...head, MsgType: z.literal("transfer_customer_service") }),
]);
type ReplyFields = z.infer<typeof ReplyFields>;

/** @returns what is wrong, or what the person sees */
function shownOf(fields: ReplyFields, expected: Expected): string | EntryContent {
  switch (fields.MsgType) {
    case "text":
      if (Buffer.byteLength(fields.Content) > MAX_TEXT_BYTES) return `文字超过 ${MAX_TEXT_BYTES} 字节`;
      return { kind: "text", text: fields.Content };
    case "news": {
      const { item } = fields.Articles;
      const most = expected.isMessage ? 1 : 8;
      if (item.length !== fields.ArticleCount) return "ArticleCount 与图文条数不同";
      if (item.length > most) return `图文超过 ${most} 条`;
      const articles = item.map(({ Title, Description, Url, PicUrl }) => ({
        title: Title,
        description: Description,
        url: Url,
        pictureUrl: PicUrl,
      }));
      return { kind: "news", articles };
    }
    case "image":
      if (!expected.isKnownMedia(fields.Image.MediaId)) return "没有这个 MediaId";
      return { kind: "image", url: expected.pictureUrlOf(fields.Image.MediaId) };
    case "transfer_customer_service":
      return expected.isMessage ? { kind: "system", text: "已转人工，请稍候" } : "事件不能转人工";
    case "voice":
      return expected.isKnownMedia(fields.Voice.MediaId) ? { kind: "voice" } : "没有这个 MediaId";
    case "video":
      if (!expected.isKnownMedia(fields.Video.MediaId)) return "没有这个 MediaId";
      return { kind: "other", text: `［视频］${fields.Video.Title}` };
    case "music":
      return { kind: "other", text: `［音乐］${fields.Music.Title}` };
  }
}

/** Judges what the webhook answered as the platform does: nothing, a reply that can be shown, or a fault the person sees. */
export function readReply(status: number, body: string, seal: Seal, expected: Expected): Reply {
  if (status !== 200) return invalid(`HTTP ${status}`);
  if (body === "" || body === "success") return { kind: "none" };
  const opened = openReply(body, seal, expected.nonce);
  if ("reason" in opened) return invalid(opened.reason);
  const read = readXml(opened.xml);
  if (read.kind === "refused") return invalid(`XML 读不懂：${read.reason}`, opened.xml);
  const { data } = ReplyFields.safeParse(read.fields);
  if (data === undefined) return invalid("字段不全，或不是允许的 MsgType", opened.xml);
  if (data.ToUserName !== expected.openid) return invalid("ToUserName 不是发消息的人", opened.xml);
  if (data.FromUserName !== expected.ghId) return invalid("FromUserName 不是本账号", opened.xml);
  const shown = shownOf(data, expected);
  if (typeof shown === "string") return invalid(shown, opened.xml);
  return { kind: "reply", type: data.MsgType, xml: opened.xml, shown };
}
