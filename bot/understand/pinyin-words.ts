import type { Language } from "./language.ts";
import type { Lexicon, PlaceEntry } from "./lexicon.ts";
import { soundOf } from "./sound.ts";
import { createTrie, type Trie } from "./trie.ts";

/** A word that can be typed in letters. */
export interface TypedWord {
  word: string;
  /** Means something by itself; the rest (我, 的, 在) only holds such words together. */
  isKey: boolean;
}

const WRITTEN = /^\p{Script=Han}{2,12}$/u;
const NAMED_FAR = new Set(["province", "city"]);

/** Towns and far counties share their letters with half of the language. */
const isTyped = ({ name, places, needsCue }: PlaceEntry): boolean =>
  places.some(({ kind, isInSichuan }) =>
    isInSichuan ? kind !== "town" && (!needsCue || kind === "county") : NAMED_FAR.has(kind),
  ) && WRITTEN.test(name);

const isHere = ({ places }: PlaceEntry): boolean => places.some(({ isInSichuan }) => isInSichuan);

/** What people say of courses first, then places here, occupations and far places: of two words with the same letters the first is meant. */
export function typedWords({ occupations, places }: Lexicon, words: Language["pinyinWords"]): Trie<TypedWord> {
  const typed = places.filter(isTyped);
  const names = [
    ...typed.filter(isHere),
    ...occupations.filter(({ name }) => WRITTEN.test(name)),
    ...typed.filter((entry) => !isHere(entry)),
  ].map(({ name }) => ({ word: name, isKey: true }));
  const trie = createTrie<TypedWord>();
  const taken = new Set<string>();
  for (const each of [...words, ...names]) {
    const sound = soundOf(each.word);
    for (const letters of new Set([sound.letters, sound.bookLetters])) {
      if (taken.has(letters)) continue;
      taken.add(letters);
      trie.add(letters, each);
    }
  }
  return trie;
}
