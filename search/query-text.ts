import { normaliseText, wordsOf } from "../src/kit/text-zh.ts";
import { STOP_WORDS } from "./settings.ts";

/** The engine ignores what follows the tenth token; thirty characters of Chinese are about that. */
const MAX_WORDS = 10;
const MAX_CHARACTERS = 30;

/**
 * What of a person's words may reach the engine: simplified, half width, without its operators (`-`, quotes) and other signs.
 * @returns undefined when nothing is left to search for
 */
export function cleanQuery(q: string | undefined): string | undefined {
  if (q === undefined) return undefined;
  const words = normaliseText(q).match(/[\p{L}\p{N}+#]+/gu) ?? [];
  const text = [...words.slice(0, MAX_WORDS).join(" ")].slice(0, MAX_CHARACTERS).join("").trim();
  return text === "" ? undefined : text;
}

/** Words were given, and nothing in them can be searched for: then nothing is found, instead of everything. */
export const isWordless = (q: string | undefined): boolean => q !== undefined && cleanQuery(q) === undefined;

/** Said with every trade, so they tell no course from another; dropped only where other words are left. */
const COMMON = new Set(["培训", "课程", "班", "培训班", "学习"]);
const FUNCTION_WORDS = new Set(STOP_WORDS);

/** The words of a cleaned query that say what is looked for: for PostgreSQL and for saved searches. The engine cuts words itself. */
export function tellingWords(q: string): string[] {
  const words = [...new Set(wordsOf(q))].filter((word) => !FUNCTION_WORDS.has(word)).slice(0, MAX_WORDS);
  const telling = words.filter((word) => !COMMON.has(word));
  return telling.length > 0 ? telling : words;
}

const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

/**
 * The lowest relevance that counts as found. Calibrated on the settings of settings.ts: hits by bigram alone score 0.54, junk up to
 * 0.50. Typed pinyin with one slip scores 0.12, so Latin text has no threshold.
 */
export const scoreThreshold = (q: string): number => (hasHan(q) ? 0.5 : 0);
