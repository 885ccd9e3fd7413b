import type { Slots, Span } from "../meaning.ts";

/** Buckets of the hashed features; a power of two. 2^13 is within half a point of 2^14 on our examples and half its size. */
export const BUCKETS = 8192;

const LONGEST_GRAM = 4;
/** Longer messages say their wish at the beginning or the end. */
const HEAD = 60;
const TAIL = 60;

/** FNV-1a over the UTF-16 units: fast, and the same everywhere. */
function bucketOf(gram: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < gram.length; at++) hash = Math.imul(hash ^ gram.charCodeAt(at), 0x01000193);
  return (hash >>> 0) & (BUCKETS - 1);
}

const SIGNS: Readonly<Record<string, string>> = {
  occupation: "工",
  place: "地",
  price: "价",
  date: "期",
  ordinal: "序",
};

/** Names and values give way to one sign each, so that what is learned of 电工 holds for every occupation. */
export function maskedText(text: string, spans: readonly Span[]): string {
  let masked = "";
  let last = 0;
  for (const { start, end, what } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const sign = SIGNS[what];
    if (sign === undefined || start < last || end <= start) continue;
    masked += `${text.slice(last, start)}<${sign}>`;
    last = end;
  }
  return (masked + text.slice(last)).replace(/\d+/g, "0");
}

const clipped = (text: string): string =>
  text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)}…${text.slice(-TAIL)}`;

const SAID = [
  "occupations",
  "topic",
  "place",
  "near",
  "level",
  "mode",
  "schedule",
  "wish",
  "feeMaxFen",
  "group",
] as const;

/** What the model sees of a message: its letters in runs of one to four, and which slots it fills. Distinct buckets. */
export function featuresOf(text: string, spans: readonly Span[], slots: Slots): number[] {
  const framed = `^${clipped(maskedText(text, spans))}$`;
  const buckets = new Set<number>();
  for (let size = 1; size <= LONGEST_GRAM; size++)
    for (let at = 0; at + size <= framed.length; at++) buckets.add(bucketOf(framed.slice(at, at + size)));
  for (const name of SAID) if (slots[name] !== undefined) buckets.add(bucketOf(`slot:${name}`));
  buckets.add(bucketOf(`length:${Math.min(6, Math.floor(text.length / 8))}`));
  return [...buckets];
}
