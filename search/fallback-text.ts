import { bigramsOf } from "../src/kit/text-zh.ts";
import { tellingWords } from "./query-text.ts";

const lexeme = (word: string): string => `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

const operand = (word: string): string => {
  if (!/^\p{Script=Han}{2,}$/u.test(word)) return `${lexeme(word)}:*`;
  const grams = bigramsOf(word);
  return grams.length > 1 ? `(${lexeme(word)} | (${grams.map(lexeme).join(" & ")}))` : lexeme(word);
};

/**
 * The query against `course.search_tokens`: every telling word, or all of its bigrams, must occur.
 * @returns undefined when no word is left
 */
export function tsquery(q: string): string | undefined {
  const words = tellingWords(q);
  return words.length === 0 ? undefined : words.map(operand).join(" & ");
}
