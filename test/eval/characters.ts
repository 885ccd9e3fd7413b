// Which characters can stand for which, when a message is written by ear or in traditional script.
import * as OpenCC from "opencc-js/cn2t";
import { soundOf } from "../../bot/understand/sound.ts";
import { syllablesOf } from "../../src/kit/text-zh.ts";

export const traditionalOf = OpenCC.Converter({ from: "cn", to: "t" });

export interface SoundAlikes {
  /** Other characters of the same syllable: 焊 → 汗. */
  alike(character: string): readonly string[];
  /** Other characters that Sichuan speech says alike, and Standard Chinese does not: 师 → 丝. */
  folded(character: string): readonly string[];
}

const HAN = /^\p{Script=Han}$/u;

const readingOf = (character: string): string => syllablesOf(character)[0] ?? "";
const foldOf = (character: string): string => soundOf(character).folded[0] ?? "";

/** @param texts where the characters come from: what people write, so that no rare one gets in */
export function soundAlikesOf(texts: readonly string[]): SoundAlikes {
  const characters = [...new Set(texts.join(""))].filter((character) => HAN.test(character)).sort();
  const byFold = new Map<string, string[]>();
  for (const character of characters)
    byFold.set(foldOf(character), [...(byFold.get(foldOf(character)) ?? []), character]);
  const others = (character: string, isSame: boolean): string[] =>
    (byFold.get(foldOf(character)) ?? []).filter(
      (other) => other !== character && (readingOf(other) === readingOf(character)) === isSame,
    );
  return { alike: (character) => others(character, true), folded: (character) => others(character, false) };
}
