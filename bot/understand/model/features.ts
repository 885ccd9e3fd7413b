import type { Slots, Span } from "../meaning.ts";

/** Longer messages say their wish at the beginning or the end. */
const HEAD = 90;
const TAIL = 90;

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

/** How often each feature is seen. Slots bear a prefix that is longer than any piece of text, so that none looks like one. */
export type Features = ReadonlyMap<string, number>;

export const isSlotFeature = (feature: string): boolean => feature.startsWith("slot:");

/**
 * What the model sees of a message: its single characters and pairs, and which slots it fills. Runs of three and more made it worse on
 * sentences it had not seen (docs/decisions/0003).
 */
export function featuresOf(text: string, spans: readonly Span[], slots: Slots): Features {
  const framed = `^${clipped(maskedText(text, spans))}$`;
  const features = new Map<string, number>();
  const see = (feature: string): void => void features.set(feature, (features.get(feature) ?? 0) + 1);
  for (let at = 0; at < framed.length; at++) {
    see(framed.slice(at, at + 1));
    if (at + 2 <= framed.length) see(framed.slice(at, at + 2));
  }
  for (const [name, value] of Object.entries(slots)) if (value !== undefined) see(`slot:${name}`);
  return features;
}
