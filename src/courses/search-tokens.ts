import { bigramsOf, syllablesOf, wordsOf } from "../kit/text-zh.ts";

/** The words of a course by which the degraded search finds it. */
export interface SearchableText {
  title: string;
  occupationName: string;
  /** What people call the occupation: 电焊, 氩弧焊. */
  aliases: readonly string[];
  certificates: readonly string[];
}

type Weight = "A" | "B" | "C" | "D";

const MAX_POSITION = 16_383; // PostgreSQL keeps no position beyond this

const quoted = (word: string): string => `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
const lexeme = (word: string, position: number, weight: Weight): string =>
  `${quoted(word)}:${Math.min(position, MAX_POSITION)}${weight}`;

/** The same few thousand words come again in every course, and working out how one sounds takes longer than all the rest. */
const sounds = new Map<string, string[]>();
const MAX_SOUNDS = 20_000;

/** 焊工 → hangong, hg */
function soundsOf(word: string): string[] {
  const known = sounds.get(word);
  if (known !== undefined) return known;
  const syllables = syllablesOf(word);
  const made = [syllables.join(""), syllables.map((syllable) => syllable.charAt(0)).join("")];
  if (sounds.size >= MAX_SOUNDS) sounds.clear();
  sounds.set(word, made);
  return made;
}

const isHanWord = (word: string): boolean => /^\p{Script=Han}{2,8}$/u.test(word);

/**
 * A tsvector literal: words of the title weigh most (A), then the occupation with its popular names (B) and certificates (C);
 * bigrams of the title (D) find what the segmenter cut differently. Positions are written because weights without them are lost.
 * Last, without a weight, how the words of the title and the names are typed in pinyin.
 */
export function searchTokensOf({ title, occupationName, aliases, certificates }: SearchableText): string {
  const tokens: [string, Weight][] = [
    ...wordsOf(title).map((word): [string, Weight] => [word, "A"]),
    ...[occupationName, ...aliases].flatMap(wordsOf).map((word): [string, Weight] => [word, "B"]),
    ...certificates.flatMap(wordsOf).map((word): [string, Weight] => [word, "C"]),
    ...bigramsOf(title).map((gram): [string, Weight] => [gram, "D"]),
  ];
  const typed = [...wordsOf(title), occupationName, ...aliases].filter(isHanWord).flatMap(soundsOf);
  return [
    ...tokens.map(([word, weight], index) => lexeme(word, index + 1, weight)),
    ...[...new Set(typed)].map(quoted),
  ].join(" ");
}
