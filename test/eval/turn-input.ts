import type { Turn } from "../../bot/turn.ts";
import type { GoldRecord, GoldTurn } from "./record.ts";

type Input = Turn["input"];

const MEDIA = { 图片: "image", 语音: "voice", 视频: "video", 表情: "sticker", 文件: "file" } as const;

const BRACKETED = /^[[［【(（]\s*(图片|语音|视频|表情|文件|位置)\s*[\]］】)）]$/;

const isMedia = (name: string): name is keyof typeof MEDIA => name in MEDIA;

/** What the channel would hand over: a word in brackets stands for what is no text, as in an exported chat. */
export function inputOf(turn: GoldTurn, record: Pick<GoldRecord, "location">): Input {
  const text = turn.user.repeat(turn.repeat ?? 1);
  const bracketed = BRACKETED.exec(text.trim())?.[1];
  const location = turn.location ?? (bracketed === "位置" ? record.location : undefined);
  if (location !== undefined) {
    const { lat, lng, datum, label } = location;
    return { kind: "location", point: { lat, lng }, datum, ...(label !== undefined && { label }) };
  }
  if (bracketed !== undefined && isMedia(bracketed)) return { kind: "unsupported", media: MEDIA[bracketed] };
  return { kind: "text", text };
}

/** The words of a turn: what a reply may give back without a ref. */
export const wordsOf = (input: Input): string => {
  if (input.kind === "text") return input.text;
  if (input.kind === "choice") return input.value;
  return input.kind === "location" ? (input.label ?? "") : "";
};
