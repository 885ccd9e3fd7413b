import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import * as OpenCC from "opencc-js/t2cn";
import { pinyin } from "pinyin-pro";

const toSimplifiedText = OpenCC.Converter({ from: "t", to: "cn" });

/** Traditional to simplified, full width to half width (NFKC). Lower-cases Latin letters. */
export const normaliseText = (text: string): string => toSimplifiedText(text.normalize("NFKC")).toLowerCase();

let segmenter: Jieba | undefined; // 191 ms and 67 MB: made when first needed
const jieba = (): Jieba => {
  segmenter ??= Jieba.withDict(dict);
  return segmenter;
};

/** Words of a text for search, punctuation left out. */
export const wordsOf = (text: string): string[] =>
  jieba()
    .cutForSearch(normaliseText(text), false)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));

/** 电焊工 → ["电焊", "焊工"]: finds what lies inside a longer word (search.md §3.2, row 1). */
export function bigramsOf(text: string): string[] {
  const grams: string[] = [];
  for (const run of normaliseText(text).match(/\p{Script=Han}+/gu) ?? [])
    for (let at = 0; at + 2 <= run.length; at++) grams.push(run.slice(at, at + 2));
  return [...new Set(grams)];
}

/** Toneless syllables, one per character: 焊工 → ["han", "gong"]. Place names must use the division table's own pinyin. */
export const syllablesOf = (text: string): string[] => pinyin(text, { toneType: "none", type: "array", v: true });

/** Every way to read one character, toneless, the commonest first: 都 → ["dou", "du"]. Empty for what is no Chinese character. */
export const readingsOf = (character: string): string[] =>
  /^\p{Script=Han}$/u.test(character)
    ? pinyin(character, { toneType: "none", type: "array", v: true, multiple: true })
    : [];

/** The words of the dictionary that a text is made of, nothing left out and nothing guessed: what it does not know stands alone. */
export const segmentsOf = (text: string): string[] => jieba().cut(text, false);
