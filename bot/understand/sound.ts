import { syllablesOf } from "../../src/kit/text-zh.ts";

/** Characters the pinyin library reads otherwise than the people who live there. */
const LOCAL_READINGS: Readonly<Record<string, string>> = { 郫: "pi", 犍: "qian", 珙: "gong", 筠: "jun", 邛: "qiong" };

/** As Sichuan speech and voice input confuse them: zh/z, ch/c, sh/s, n/l, -ing/-in, -eng/-en. */
export const folded = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/, "$1")
    .replace(/^n/, "l")
    .replace(/([ie])ng$/, "$1n");

/** Folded syllables, one for each UTF-16 unit; what has no reading stands for itself. */
export function soundsOf(text: string): string[] {
  const syllables = syllablesOf(text);
  if (syllables.length !== text.length) return Array.from(text.split(""), () => "");
  return syllables.map((syllable, at) => folded(LOCAL_READINGS[text[at] ?? ""] ?? syllable));
}

/** Letters of a name as somebody types them: 电工 → diangong. */
export const lettersOf = (text: string): string =>
  syllablesOf(text)
    .map((syllable, at) => LOCAL_READINGS[text[at] ?? ""] ?? syllable)
    .join("");
