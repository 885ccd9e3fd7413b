import { foldedSyllable } from "../../src/kit/sound.ts";
import { syllablesOf } from "../../src/kit/text-zh.ts";

/** Names the pinyin library reads otherwise than the people who live there; a test holds them against the table of divisions. */
const LOCAL_READINGS: readonly (readonly [name: string, syllables: readonly string[]])[] = Object.entries({
  新都: ["xin", "du"],
  郫: ["pi"],
  郫都: ["pi", "du"],
  什邡: ["shi", "fang"],
  丹棱: ["dan", "ling"],
  筠: ["jun"],
  犍: ["qian"],
  珙: ["gong"],
  邛: ["qiong"],
});

/** How a name sounds and how it is typed; its syllables are looked up once for both. */
export interface Sound {
  /** Folded syllables, one for each UTF-16 unit; empty where a character has no single reading. */
  folded: string[];
  /** 电工 → diangong */
  letters: string;
  /** As the books spell it, where those who live there do not: 郫都 → pidou. */
  bookLetters: string;
}

function localSyllables(text: string, fromBooks: readonly string[]): string[] {
  const syllables = [...fromBooks];
  for (const [name, reading] of LOCAL_READINGS) {
    const at = text.indexOf(name);
    if (at >= 0) syllables.splice(at, reading.length, ...reading);
  }
  return syllables;
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
