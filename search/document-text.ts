import { bigramsOf, syllablesOf, wordsOf } from "../src/kit/text-zh.ts";

interface Sound {
  full: string;
  initials: string;
}

/** The same few thousand words come again in every course; reading one costs a hundred times looking it up. */
const MAX_REMEMBERED = 20_000;
const remembered = new Map<string, Sound>();

function soundOf(word: string): Sound {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const syllables = syllablesOf(word);
  const sound = { full: syllables.join(""), initials: syllables.map((syllable) => syllable.charAt(0)).join("") };
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(word, sound);
  return sound;
}

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
  const words = [...new Set([...texts.flatMap(wordsOf), ...names])].filter(isHanWord);
  const sounds = words.map(soundOf);
  return {
    pinyin: [...new Set(sounds.map(({ full }) => full))].join(" "),
    pinyinInitials: [...new Set(sounds.map(({ initials }) => initials))].join(" "),
    grams: [...new Set(texts.flatMap(bigramsOf))].join(" "),
  };
}
