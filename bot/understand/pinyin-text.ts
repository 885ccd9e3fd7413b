import { isSpelt, syllableEnds } from "../../src/kit/syllables.ts";
import type { Language } from "./language.ts";
import type { Lexicon } from "./lexicon.ts";
import { type MappedText, rewrite } from "./mapped-text.ts";
import { type TypedWord, typedWords } from "./pinyin-words.ts";
import type { Hit, Trie } from "./trie.ts";

/** Letters with what people put between syllables; what is no letter ends a run. */
const RUN = / ?[a-z][a-z' ]*[a-z] ?/g;

/** Rewrites what is typed in letters into the words that are meant; leaves alone what is no pinyin. */
export type ReadPinyin = (written: MappedText) => MappedText;

/** A way through the letters up to a point. */
interface Path {
  cost: number;
  /** Letters that became words. */
  read: number;
  hasKey: boolean;
  text: string;
}

const WORD_COST = 1;
/** Between two ways of reading the one with longer words is meant: 培训班 before 培训 and 班. */
const GLUE_COST = 1.5;
const UNREAD_COST = 4;

const isCheaper = (a: Path, b: Path | undefined): boolean => b === undefined || a.cost < b.cost;

/** The cheapest way through a run of syllables; a syllable in no word stays as it was typed. */
function cheapestPath(letters: string, words: readonly Hit<TypedWord>[]): Path | undefined {
  const ends = syllableEnds(letters);
  const paths: (Path | undefined)[] = [{ cost: 0, read: 0, hasKey: false, text: "" }];
  const offer = (at: number, path: Path): void => {
    if (isCheaper(path, paths[at])) paths[at] = path;
  };
  for (let at = 0; at < letters.length; at++) {
    const path = paths[at];
    if (path === undefined) continue;
    for (const { start, end, entry } of words)
      if (start === at)
        offer(end, {
          cost: path.cost + (entry.isKey ? WORD_COST : GLUE_COST),
          read: path.read + end - start,
          hasKey: path.hasKey || entry.isKey,
          text: path.text + entry.word,
        });
    for (const end of ends[at] ?? [])
      offer(end, { ...path, cost: path.cost + UNREAD_COST, text: `${path.text}${letters.slice(at, end)}` });
  }
  return paths[letters.length];
}

/** Shorter runs of letters are as often a word of another language. */
const SHORTEST = 4;
const LEAST_READ = 0.6;

/** @returns undefined when the letters are not, for the most part, words that are known here */
function wordsIn(typed: string, words: Trie<TypedWord>): string | undefined {
  const letters = typed.replace(/[' ]/g, "");
  if (letters.length < SHORTEST) return undefined;
  const path = cheapestPath(letters, words.hits(letters));
  return path?.hasKey === true && path.read >= letters.length * LEAST_READ ? path.text : undefined;
}

/** Words of another language part a run: word peixun is word 培训. */
function parts(run: string): string[] {
  const found: string[] = [];
  let spelt: string[] = [];
  const close = (): void => {
    if (spelt.length > 0) found.push(spelt.join(" "));
    spelt = [];
  };
  for (const token of run.trim().split(/ +/)) {
    if (isSpelt(token.replace(/'/g, ""))) spelt.push(token);
    else {
      close();
      found.push(token);
    }
  }
  close();
  return found;
}

function readRun(run: string, words: Trie<TypedWord>): string {
  const read = parts(run).map((part) => wordsIn(part, words) ?? part);
  if (read.join(" ") === run.trim()) return run;
  // between Chinese words a space says nothing
  return read.reduce(
    (text, part) => (/[a-z]$/.test(text) && /^[a-z]/.test(part) ? `${text} ${part}` : text + part),
    "",
  );
}

/** Initials that everybody uses, where a Chinese word follows: cd学美甲. */
const INITIALS = /(?<![a-z])cd(?= ?(?:市|学|有|找|哪|那边|这边|附近|的|报|考|培训))/g;

/** The table of words is made at the first message with letters in it; about 30 ms. */
export function createReadPinyin(lexicon: Lexicon, { pinyinWords }: Pick<Language, "pinyinWords">): ReadPinyin {
  let words: Trie<TypedWord> | undefined;
  return (written) => {
    if (!/[a-z]{2}/.test(written.text)) return written;
    const read = rewrite(written, RUN, ([run]) => {
      words ??= typedWords(lexicon, pinyinWords);
      return readRun(run, words);
    });
    return rewrite(read, INITIALS, "成都");
  };
}
