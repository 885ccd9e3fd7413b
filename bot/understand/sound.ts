import { readingsOf, syllablesOf } from "../../src/kit/text-zh.ts";

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

/** As Sichuan speech and voice input confuse them: zh/z, ch/c, sh/s, n/l, hu/fu, -ing/-in, -eng/-en. */
const fold = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/, "$1")
    .replace(/^n/, "l")
    .replace(/^fu$/, "hu")
    .replace(/([ie])ng$/, "$1n");

const FOLDED = new Map<string, string>();
/** Four hundred syllables make up all names: each is folded once, and kept once. */
function folded(syllable: string): string {
  const known = FOLDED.get(syllable);
  if (known !== undefined) return known;
  const made = fold(syllable);
  FOLDED.set(syllable, made);
  return made;
}

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
    folded: syllables.length === name.length ? syllables.map(folded) : Array.from(name.split(""), () => ""),
    letters: syllables.join(""),
    bookLetters: fromBooks.join(""),
  };
}

/** Remembers characters: reading a whole text in its context takes 100 times as long, and a misheard text has no context to trust. */
export type Ear = (text: string) => readonly (readonly string[])[];

/** @returns a function that gives, for each UTF-16 unit of a text, every folded syllable it may be read as */
export function createEar(): Ear {
  const known = new Map<string, readonly string[]>();
  const heard = (character: string): readonly string[] => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const readings = [...new Set(readingsOf(character).map(folded))];
    known.set(character, readings);
    return readings;
  };
  return (text) => {
    const readings: (readonly string[])[] = [];
    for (let at = 0; at < text.length; at++) readings.push(heard(text.charAt(at)));
    return readings;
  };
}
