import { foldedSyllable } from "../kit/sound.ts";
import { readingsOf, syllablesOf } from "../kit/text-zh.ts";
import type { OccupationName } from "./occupation.ts";

/** A name with the ways it sounds and is typed. */
export interface SoundedName {
  name: OccupationName;
  /** Folded, one a character. */
  syllables: string[];
  /** 电工 → diangong */
  letters: string;
  /** 电工 → dg */
  initials: string;
}

const HAN = /^\p{Script=Han}{2,12}$/u;

/** In context only where a character has several readings: the library takes its time for that, and each character is read once. */
function createReader(): (name: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  const readings = (character: string): readonly string[] => {
    const read = known.get(character) ?? readingsOf(character);
    known.set(character, read);
    return read;
  };
  return (name) => {
    const each = Array.from(name, readings);
    return each.some(({ length }) => length > 1) ? syllablesOf(name) : each.flat();
  };
}

/** Names in Chinese characters, with their sound; about 100 ms for 8,000. */
export function soundedNames(names: readonly OccupationName[]): SoundedName[] {
  const read = createReader();
  return names.flatMap((name) => {
    const syllables = HAN.test(name.name) ? read(name.name) : [];
    if (syllables.length === 0 || syllables.length !== name.name.length) return [];
    const letters = syllables.join("");
    const initials = syllables.map((syllable) => syllable.charAt(0)).join("");
    return [{ name, syllables: syllables.map(foldedSyllable), letters, initials }];
  });
}
