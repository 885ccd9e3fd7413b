import { type MappedText, rewrite } from "./mapped-text.ts";

/** No library sees more than this many characters of a message: head and tail, where people put what they want. */
export const MAX_PARSED = 300;
const HEAD = 200;

/** Control, zero-width, direction and private characters, lone surrogates: never part of what is meant. */
const UNSEEN = /(?:[\p{Cc}\p{Cf}\p{Co}\p{Cs}]|[\u{FE00}-\u{FE0F}])+/gu;
const PICTURES = /[\p{Extended_Pictographic}\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}]+/gu;
const REPEATED = /([^\d\s])\1{3,}/gu;
const SPACES = /\s+/gu;
const SPACE_IN_CHINESE =
  /(?<=[\p{Script=Han}，。！？、；：]) (?=[\p{Script=Han}，。！？、；：\d])|(?<=\d) (?=\p{Script=Han})/gu;

export interface Guarded extends MappedText {
  /** True when the middle of the message was left unread. */
  wasCut: boolean;
}

function capped(raw: string): Guarded {
  if (raw.length <= MAX_PARSED)
    return { text: raw, offsets: Array.from({ length: raw.length }, (_, at) => at), wasCut: false };
  const tail = raw.length - (MAX_PARSED - HEAD - 1);
  const offsets = Array.from({ length: HEAD }, (_, at) => at);
  for (let at = tail - 1; at < raw.length; at++) offsets.push(at);
  return { text: `${raw.slice(0, HEAD)} ${raw.slice(tail)}`, offsets, wasCut: true };
}

/** Caps and cleans what came in, so that every later step is short, linear and safe. Pure. */
export function guard(raw: string): Guarded {
  const { wasCut, ...cut } = capped(raw);
  let text = rewrite(cut, UNSEEN, " ");
  text = rewrite(text, PICTURES, " ");
  text = rewrite(text, REPEATED, (found) => found[1] ?? "");
  text = rewrite(text, SPACES, " ");
  text = rewrite(text, SPACE_IN_CHINESE, "");
  const start = text.text.length - text.text.trimStart().length;
  const end = text.text.trimEnd().length;
  return { text: text.text.slice(start, end), offsets: text.offsets.slice(start, end), wasCut };
}
