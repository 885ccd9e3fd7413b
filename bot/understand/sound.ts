import { syllablesOf } from "../../src/kit/text-zh.ts";

/** Characters the pinyin library reads otherwise than the people who live there. */
const LOCAL_READINGS: Readonly<Record<string, string>> = {
  郫: "pi",
  都: "du",
  犍: "qian",
  珙: "gong",
  筠: "jun",
  邛: "qiong",
};

/** As Sichuan speech and voice input confuse them: zh/z, ch/c, sh/s, n/l, -ing/-in, -eng/-en. */
const folded = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/, "$1")
    .replace(/^n/, "l")
    .replace(/([ie])ng$/, "$1n");

/** How a name sounds and how it is typed; its syllables are looked up once for both. */
export interface Sound {
  /** Folded syllables, one for each UTF-16 unit; empty where a character has no single reading. */
  folded: string[];
  /** 电工 → diangong */
  letters: string;
}

export function soundOf(text: string): Sound {
  const syllables = syllablesOf(text).map((syllable, at) => LOCAL_READINGS[text[at] ?? ""] ?? syllable);
  return {
    folded: syllables.length === text.length ? syllables.map(folded) : Array.from(text.split(""), () => ""),
    letters: syllables.join(""),
  };
}
