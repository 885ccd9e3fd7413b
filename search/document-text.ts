import { bigramsOf, syllablesOf, wordsOf } from "../src/kit/text-zh.ts";

interface Sound {
  full: string;
  initials: string;
}

/** The same few thousand words and names come again in every course; working one out costs a hundred times looking it up. */
const MAX_REMEMBERED = 20_000;

function remembering<Value>(work: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = work(text);
    if (known.size >= MAX_REMEMBERED) known.clear();
    known.set(text, value);
    return value;
  };
}

const soundOf = remembering((word): Sound => {
  const syllables = syllablesOf(word);
  return { full: syllables.join(""), initials: syllables.map((syllable) => syllable.charAt(0)).join("") };
});
const rememberedWords = remembering(wordsOf);
const rememberedGrams = remembering(bigramsOf);

const isHanWord = (word: string): boolean => /^\p{Script=Han}{2,8}$/u.test(word);

/** How a document is found by typed pinyin and by parts of its words: see search.md §3.2 and §4. */
export interface SoundFields {
  /** One run of syllables a word: hangong dianhan. */
  pinyin: string;
  /** hg dh */
  pinyinInitials: string;
  /** 电焊 焊工 */
  grams: string;
}

/**
 * @param texts cut into words, each of which can be typed
 * @param names also typed as a whole: 电焊工 → dianhangong
 */
export function soundFields(texts: readonly string[], names: readonly string[]): SoundFields {
  const words = [...new Set([...texts.flatMap(rememberedWords), ...names])].filter(isHanWord);
  const sounds = words.map(soundOf);
  return {
    pinyin: [...new Set(sounds.map(({ full }) => full))].join(" "),
    pinyinInitials: [...new Set(sounds.map(({ initials }) => initials))].join(" "),
    grams: [...new Set(texts.flatMap(rememberedGrams))].join(" "),
  };
}
