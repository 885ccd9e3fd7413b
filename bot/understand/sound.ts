import { foldedSyllable } from "../../src/kit/sound.ts";
import { syllablesOf } from "../../src/kit/text-zh.ts";
import { localSyllables } from "../../src/places/local-readings.ts";

/** How a name sounds and how it is typed; its syllables are looked up once for both. */
export interface Sound {
  /** Folded syllables, one for each UTF-16 unit; empty where a character has no single reading. */
  folded: string[];
  /** 电工 → diangong */
  letters: string;
  /** As the books spell it, where those who live there do not: 郫都 → pidou. */
  bookLetters: string;
}

export function soundOf(name: string): Sound {
  const fromBooks = syllablesOf(name);
  const syllables = localSyllables(name, fromBooks);
  return {
    folded: syllables.length === name.length ? syllables.map(foldedSyllable) : Array.from(name.split(""), () => ""),
    letters: syllables.join(""),
    bookLetters: fromBooks.join(""),
  };
}
