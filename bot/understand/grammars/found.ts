import { eachMatch } from "../each-match.ts";

/** What a grammar found: where, what it means, and why it thinks so. `end` is exclusive. */
export interface Found<Value> {
  start: number;
  end: number;
  value: Value;
  reason: string;
}

/** A message has at most this many of anything; a text made to hurt has thousands, and reading each costs more than finding it. */
const MOST_MATCHES = 30;

/** The first matches of a pattern. */
export const matchesOf = (text: string, pattern: RegExp): RegExpExecArray[] => {
  const matches: RegExpExecArray[] = [];
  eachMatch(text, pattern, (match) => matches.push(match) < MOST_MATCHES);
  return matches;
};

/**
 * Runs one linear-time pattern over the text.
 * @param read the value of a match, or undefined when it means nothing after all
 */
export function findAll<Value>(
  text: string,
  pattern: RegExp,
  reason: string,
  read: (match: RegExpExecArray) => Value | undefined,
): Found<Value>[] {
  const found: Found<Value>[] = [];
  for (const match of matchesOf(text, pattern)) {
    const value = read(match);
    if (value !== undefined) found.push({ start: match.index, end: match.index + match[0].length, value, reason });
  }
  return found;
}

/** Where two overlap the earlier in the list stays; in the order of the text. */
export function withoutOverlaps<Value>(found: readonly Found<Value>[]): Found<Value>[] {
  if (found.length < 2) return [...found];
  const taken = new Set<number>(); // by place, so that ten thousand finds stay linear
  const kept = found.filter(({ start, end }) => {
    for (let at = start; at < end; at++) if (taken.has(at)) return false;
    for (let at = start; at < end; at++) taken.add(at);
    return true;
  });
  return kept.sort((a, b) => a.start - b.start);
}

/** A table of words and what each means; earlier rows win where two overlap. */
export type WordTable<Value> = readonly (readonly [pattern: RegExp, value: Value])[];

export function findWords<Value>(text: string, table: WordTable<Value>, reason: string): Found<Value>[] {
  const found: Found<Value>[] = [];
  for (const [pattern, value] of table) found.push(...findAll(text, pattern, reason, () => value));
  return withoutOverlaps(found);
}
