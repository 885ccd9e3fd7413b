import { segmentsOf } from "../../src/kit/text-zh.ts";
import type { Span } from "./meaning.ts";

/** The first two guards: what sounds like a name may neither cut a word in two nor be a word itself. */
export interface SegmentGuard {
  /** Whether no word reaches over either end of the span. */
  isOnBorders(start: number, end: number): boolean;
  isWord(start: number, end: number): boolean;
}

/** Where one of these stands beside a name, it was the dictionary that made a word of them: 犍/伪学, 浪/中学/做糕点, 学术/控. */
const VERB_AFTER = /^(?:学(?![校生院])|考|有没有|哪|的|怎么)/;
const VERB_BEFORE = /(?:学|考|报|在|去|到|教)$/;

function bordersOf(text: string): Set<number> {
  const borders = new Set([0]);
  let at = 0;
  for (const { length } of segmentsOf(text)) {
    at += length;
    borders.add(at);
  }
  return borders;
}

/**
 * Cuts a text into words, when first asked to: the dictionary takes 0.2 s to load, and most messages never need it.
 * @param known names that stand there exactly; the dictionary lacks many of them and would cut them, and what is beside them, anywhere
 */
export function createSegmentGuard(text: string, known: readonly Pick<Span, "start" | "end">[]): SegmentGuard {
  let borders: Set<number> | undefined;
  const masked = (): string =>
    known.reduce((rest, { start, end }) => rest.slice(0, start) + "，".repeat(end - start) + rest.slice(end), text);
  return {
    isOnBorders: (start, end) => {
      borders ??= bordersOf(masked());
      const isEnd = borders.has(end) || VERB_AFTER.test(text.slice(end));
      return isEnd && (borders.has(start) || VERB_BEFORE.test(text.slice(0, start)));
    },
    isWord: (start, end) => segmentsOf(text.slice(start, end)).length === 1,
  };
}
