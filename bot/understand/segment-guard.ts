import { segmentsOf } from "../../src/kit/text-zh.ts";
import type { Span } from "./meaning.ts";

/** The first two guards: what sounds like a name may neither cut a word in two nor be a word itself. */
export interface SegmentGuard {
  /** Whether no word reaches over either end of the span. */
  isOnBorders(start: number, end: number): boolean;
  isWord(start: number, end: number): boolean;
}

/** 浪中学做糕点: before a trade it is the verb, and no part of 中学. */
const LEARNING = /学(?:个|下|一下|习|做|开|修|哈)?$/;

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
      return borders.has(start) && borders.has(end);
    },
    isWord: (start, end) => segmentsOf(text.slice(start, end)).length === 1,
  };
}
