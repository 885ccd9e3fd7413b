import { bigramsOf, wordsOf } from "../kit/text-zh.ts";

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

const lexeme = (word: string, position: number, weight: Weight): string =>
  `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}':${Math.min(position, MAX_POSITION)}${weight}`;

/**
 * A tsvector literal: words of the title weigh most (A), then the occupation with its popular names (B) and certificates (C);
 * bigrams of the title (D) find what the segmenter cut differently. Positions are written because weights without them are lost.
 */
export function searchTokensOf({ title, occupationName, aliases, certificates }: SearchableText): string {
  const tokens: [string, Weight][] = [
    ...wordsOf(title).map((word): [string, Weight] => [word, "A"]),
    ...[occupationName, ...aliases].flatMap(wordsOf).map((word): [string, Weight] => [word, "B"]),
    ...certificates.flatMap(wordsOf).map((word): [string, Weight] => [word, "C"]),
    ...bigramsOf(title).map((gram): [string, Weight] => [gram, "D"]),
  ];
  return tokens.map(([word, weight], index) => lexeme(word, index + 1, weight)).join(" ");
}
