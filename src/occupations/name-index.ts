import { normaliseText } from "../kit/text-zh.ts";
import type { OccupationName } from "./occupation.ts";

/** How a name is written for looking it up: simplified, half width, small letters, nothing but letters, digits, + and #. */
export const spellingOf = (text: string): string => normaliseText(text).replace(/[^\p{L}\p{N}+#]+/gu, "");

/** A known name and where it stands in a text. `end` is exclusive. */
export interface NamedSpan {
  start: number;
  end: number;
  name: OccupationName;
}

export interface NameIndex {
  exact(spelling: string): OccupationName | undefined;
  /** Names inside a text that do not overlap: the longest first, of equally long ones the later. */
  inside(spelling: string): NamedSpan[];
}

const lengthOf = ({ start, end }: NamedSpan): number => end - start;
const overlaps = (a: NamedSpan, b: NamedSpan): boolean => a.start < b.end && b.start < a.end;

/** All names by spelling; about 3 ms for 8,000. Where two are spelt alike the first given stands. */
export function createNameIndex(names: readonly OccupationName[]): NameIndex {
  const known = new Map<string, OccupationName>();
  let longest = 0;
  for (const name of names) {
    const spelling = spellingOf(name.name);
    if (!known.has(spelling)) known.set(spelling, name);
    longest = Math.max(longest, spelling.length);
  }
  const spansAt = (text: string, start: number): NamedSpan[] => {
    const spans: NamedSpan[] = [];
    for (let end = start + 2; end <= Math.min(text.length, start + longest); end++) {
      const name = known.get(text.slice(start, end));
      if (name !== undefined) spans.push({ start, end, name });
    }
    return spans;
  };
  return {
    exact: (spelling) => known.get(spelling),
    inside: (text) => {
      const spans = Array.from({ length: text.length }, (_, start) => spansAt(text, start)).flat();
      const kept: NamedSpan[] = [];
      for (const span of spans.sort((a, b) => lengthOf(b) - lengthOf(a) || b.start - a.start))
        if (kept.every((other) => !overlaps(span, other))) kept.push(span);
      return kept;
    },
  };
}
