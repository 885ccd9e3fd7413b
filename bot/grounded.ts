import type { Reply } from "./turn.ts";

/** What must come from a record or from the person: numbers in any form, levels, and words that promise. */
const CLAIMS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["number", /\d+(?:[.:,/-]\d+)*/g],
  [
    "number in words",
    /[零一二两三四五六七八九十百千万]{1,6}(?=元|块|公里|天|周|个月|课时|学时|岁|年级|级|名|人次|门课)/g,
  ],
  ["level", /高级技师|(?<!高级)技师|高级工|中级工|初级工/g],
  ["promise", /最好|最佳|最便宜|保证|包过|包就业|百分之百|绝对|肯定能|一定能|稳拿|唯一|首选/g],
];

/** Words the bot says itself that look like claims. */
const HARMLESS = /一级一级|第一次|一下|一会儿|一样|哪一门|一门一门/g;

const textsOf = ({ parts, quickReplies }: Reply): string[] => [
  ...parts.flatMap((part) => (part.kind === "text" ? [part.text] : [part.title, ...part.lines])),
  ...quickReplies.map(({ label }) => label),
];

/** Blanks out every place where a ref's value or the person's own words stand. */
function masked(text: string, covered: readonly string[]): string {
  let rest = text;
  for (const words of covered) rest = rest.replaceAll(words, "\u0000".repeat(words.length));
  return rest.replaceAll(HARMLESS, "");
}

const longestFirst = (a: string, b: string): number => b.length - a.length;

/**
 * Holds a reply against its refs.
 * @param userText what the person wrote in this turn; their own numbers and names may be given back
 * @param names names of institutions and places to look for: one of them outside a ref is a fault
 * @returns one line for each claim without a ground; empty when all is well
 */
export function groundFaults(reply: Reply, userText: string, names: Iterable<string> = []): string[] {
  const covered = [...new Set(reply.refs.map(({ value }) => value))].filter((value) => value !== "").sort(longestFirst);
  const known = [...names];
  return textsOf(reply).flatMap((text) => {
    const bare = masked(text, covered);
    const claims = CLAIMS.flatMap(([what, pattern]) =>
      [...bare.matchAll(pattern)].map(([words]) => [what, words] as const),
    );
    const named = known.filter((name) => bare.includes(name)).map((name) => ["name", name] as const);
    return [...claims, ...named]
      .filter(([, words]) => !userText.includes(words))
      .map(([what, words]) => `${what} “${words}” has no ref in: ${text}`);
  });
}
