import { normaliseText } from "../../src/kit/text-zh.ts";
import { GUARDED_DIALECT } from "./dialect.ts";
import type { Language } from "./language.ts";
import { type MappedText, rewrite } from "./mapped-text.ts";
import { MISSPELT } from "./misspelt.ts";

export type Normalise = (written: MappedText) => MappedText;

/** Simplified, half width, small letters. The few characters that change their length lose only the exactness of their offset. */
function simplified({ text, offsets }: MappedText): MappedText {
  const simple = normaliseText(text);
  if (simple.length === text.length) return { text: simple, offsets };
  const last = offsets.length - 1;
  return { text: simple, offsets: Array.from({ length: simple.length }, (_, at) => offsets[Math.min(at, last)] ?? 0) };
}

/** One pattern of all words, longest first: 有没得 before 没得. */
const anyOf = (words: Iterable<string>): RegExp =>
  new RegExp(
    [...words]
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("|"),
    "g",
  );

/** @returns a pure function: what was written → the standard words that the lexicon and the grammars know */
export function createNormalise({ dialect, misspelt }: Pick<Language, "dialect" | "misspelt">): Normalise {
  const standardOf = new Map([...dialect, ...misspelt]);
  const plain = anyOf(standardOf.keys());
  return (written) => {
    const standard = rewrite(simplified(written), plain, (found) => standardOf.get(found[0]) ?? found[0]);
    return [...MISSPELT, ...GUARDED_DIALECT].reduce((text, { from, to }) => rewrite(text, from, to), standard);
  };
}
