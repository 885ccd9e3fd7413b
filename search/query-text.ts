import { normaliseText, segmentsOf, wordsOf } from "../src/kit/text-zh.ts";
import { STOP_WORDS } from "./settings.ts";

/** The engine ignores what follows the tenth token; thirty characters of Chinese are about that. */
const MAX_WORDS = 10;
const MAX_CHARACTERS = 30;

/** Said with every trade, so they tell no course from another; dropped only where other words are left. */
const COMMON = new Set(["培训", "课程", "班", "培训班", "学习"]);
/** Where COMMON words are no part of a name: 机器学习 ends with one, 培训师 begins with one. */
const COMMON_LAST = new Set(["培训", "课程", "班", "培训班", "课"]);
const COMMON_FIRST = new Set(["培训", "学习"]);
const FUNCTION_WORDS = new Set(STOP_WORDS);

/** Cut off before words are looked for: to the segmenter, 学会计 is 学会 and 计. */
const WISH =
  /^(?:请问|告诉我|我们?|附近|哪里|哪儿|怎么|可以|能不能|想要?|要|有没有|有|的|去)*(?:想要?|要|可以|哪里|哪儿|怎么)(?:学习|学|找|报|考)(?=.)/u;

/**
 * Runs of Chinese apart from runs of letters and digits, because engines differ in where they cut N1叉车证 (search.md §2). Of signs only
 * `+` and `#` after a letter stay (C++): others are operators to the engine (`-`, quotes) or nothing.
 */
const RUNS = /\p{Script=Han}+|(?!\p{Script=Han})[\p{L}\p{N}](?:(?!\p{Script=Han})[\p{L}\p{N}+#])*/gu;

/** Words of the text; `opens` is true where something stood before it that is not sent on. */
interface Word {
  text: string;
  opens: boolean;
}

const isFunctionWord = ({ text }: Word): boolean => FUNCTION_WORDS.has(text);
const lengthOf = (words: readonly Word[]): number => words.reduce((sum, { text }) => sum + text.length, 0);

function withoutFunctionWords(words: readonly Word[]): Word[] {
  return words.flatMap((word, at) => {
    if (isFunctionWord(word)) return [];
    const before = words[at - 1];
    return [{ ...word, opens: word.opens || (before !== undefined && isFunctionWord(before)) }];
  });
}

/** One character alone finds words that begin with it, whatever they are: it is no better than the common word. */
function withoutCommonEnds(words: readonly Word[]): Word[] {
  const last = words.at(-1);
  const rest = words.slice(0, -1);
  if (last !== undefined && COMMON_LAST.has(last.text) && lengthOf(rest) > 1) return withoutCommonEnds(rest);
  const [first, ...others] = words;
  return first !== undefined && COMMON_FIRST.has(first.text) && lengthOf(others) > 1 ? others : [...words];
}

/**
 * What of a person's words may reach the engine: simplified, half width, without its operators, without wishes, function words, and
 * words that come with every course, at most ten words.
 * @returns undefined when nothing is left to search for
 */
export function cleanQuery(q: string | undefined): string | undefined {
  if (q === undefined) return undefined;
  const runs = normaliseText(q).trim().replace(WISH, "").match(RUNS) ?? [];
  const words = runs.flatMap((run) => segmentsOf(run).map((text, at): Word => ({ text, opens: at === 0 })));
  const kept = withoutCommonEnds(withoutFunctionWords(words)).slice(0, MAX_WORDS);
  const text = kept.map(({ text: word, opens }) => (opens ? ` ${word}` : word)).join("");
  const short = [...text.trim()].slice(0, MAX_CHARACTERS).join("").trim();
  return short === "" ? undefined : short;
}

/** Words were given, and nothing in them can be searched for: then nothing is found, instead of everything. */
export const isWordless = (q: string | undefined): boolean => q !== undefined && cleanQuery(q) === undefined;

/** The words of a cleaned query that say what is looked for: for PostgreSQL and for saved searches. The engine cuts words itself. */
export function tellingWords(q: string): string[] {
  const words = [...new Set(wordsOf(q))].filter((word) => !FUNCTION_WORDS.has(word)).slice(0, MAX_WORDS);
  const telling = words.filter((word) => !COMMON.has(word));
  return telling.length > 0 ? telling : words;
}

const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

/**
 * The lowest relevance that counts as found. Calibrated on the settings of settings.ts, by the golden queries, which print the table:
 * hits by bigram alone score 0.55 and more; where half of the words are dropped, right and wrong both score 0.50 (飞行员 finds 护理员).
 * Typed pinyin with one slip scores 0.14, so Latin text has no threshold.
 */
export const scoreThreshold = (q: string): number => (hasHan(q) ? 0.52 : 0);
