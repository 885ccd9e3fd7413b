import type { Turn } from "../../bot/turn.ts";
import type { GoldRecord, GoldTurn } from "./record.ts";

type Input = Turn["input"];

const MEDIA = { 图片: "image", 语音: "voice", 视频: "video", 表情: "sticker", 文件: "file" } as const;

const BRACKETED = /^[[［【(（〔]\s*(图片|语音|视频|表情|文件|位置)\s*[\]］】)）〕]$/;

const isMedia = (name: string): name is keyof typeof MEDIA => name in MEDIA;

const textOf = ({ user, repeat = 1 }: GoldTurn): string => user.repeat(repeat);

const bracketedIn = (turn: GoldTurn): string | undefined => BRACKETED.exec(textOf(turn).trim())?.[1];

function pointInput({ lat, lng, datum, label }: NonNullable<GoldTurn["location"]>): Input {
  return { kind: "location", point: { lat, lng }, datum, ...(label !== undefined && { label }) };
}

/** What the channel would hand over: a word in brackets stands for what is no text, as in an exported chat. */
function inputsOfTurn(turn: GoldTurn, home: GoldRecord["location"]): Input[] {
  const bracketed = bracketedIn(turn);
  const point = turn.location ?? (bracketed === "位置" ? home : undefined);
  const text = textOf(turn);
  if (bracketed === "位置") return [point === undefined ? { kind: "text", text: "[位置]" } : pointInput(point)];
  const message: Input =
    bracketed !== undefined && isMedia(bracketed)
      ? { kind: "unsupported", media: MEDIA[bracketed] }
      : { kind: "text", text };
  if (point === undefined) return [message];
  return text.trim() === "" ? [pointInput(point)] : [pointInput(point), message];
}

/**
 * One list for each turn of a record; its last input is the turn that is scored. A point before it is how the person has let the bot
 * know where they are: with the turn it belongs to, or before the first one when the record has one and no turn asks for it.
 */
export function inputsOf({ turns, location }: Pick<GoldRecord, "turns" | "location">): Input[][] {
  const isSentLater = turns.some((turn) => bracketedIn(turn) === "位置");
  return turns.map((turn, at) => {
    const inputs = inputsOfTurn(turn, location);
    return at === 0 && location !== undefined && !isSentLater ? [pointInput(location), ...inputs] : inputs;
  });
}

/** The words of a turn: what a reply may give back without a ref. */
export const wordsOf = (input: Input): string => {
  if (input.kind === "text") return input.text;
  if (input.kind === "choice") return input.value;
  return input.kind === "location" ? (input.label ?? "") : "";
};
