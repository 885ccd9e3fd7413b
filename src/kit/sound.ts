import { readingsOf } from "./text-zh.ts";

/** As Sichuan speech and voice input confuse them: zh/z, ch/c, sh/s, n/l, hu/fu, -ing/-in, -eng/-en. */
const fold = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/, "$1")
    .replace(/^n/, "l")
    .replace(/^fu$/, "hu")
    .replace(/([ie])ng$/, "$1n");

const FOLDED = new Map<string, string>();
/** Four hundred syllables make up all names: each is folded once, and kept once. */
export function foldedSyllable(syllable: string): string {
  const known = FOLDED.get(syllable);
  if (known !== undefined) return known;
  const made = fold(syllable);
  FOLDED.set(syllable, made);
  return made;
}

/** Remembers characters: reading a whole text in its context takes 100 times as long, and a misheard text has no context to trust. */
export type Ear = (text: string) => readonly (readonly string[])[];

/** @returns a function that gives, for each UTF-16 unit of a text, every folded syllable it may be read as */
export function createEar(): Ear {
  const known = new Map<string, readonly string[]>();
  const heard = (character: string): readonly string[] => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const readings = [...new Set(readingsOf(character).map(foldedSyllable))];
    known.set(character, readings);
    return readings;
  };
  return (text) => {
    const readings: (readonly string[])[] = [];
    for (let at = 0; at < text.length; at++) readings.push(heard(text.charAt(at)));
    return readings;
  };
}
