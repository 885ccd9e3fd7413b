import { findPersonalNumbers } from "../../../src/kit/masking.ts";
import type { RecognizersRow } from "./row.ts";

/** Every labelled number is covered by what is masked; where none is labelled nothing need be. Masking too much does no harm. */
export function isPhoneMasked({ text, results }: RecognizersRow): boolean {
  const masked = findPersonalNumbers(text);
  return results.every((result) => {
    const start = text.indexOf(result.text);
    return masked.some((number) => number.start <= start + 1 && number.end >= start + result.text.length);
  });
}

/** An 11-digit mobile of the mainland, with or without 86. */
export const isMainlandMobile = ({ results }: RecognizersRow): boolean =>
  results.length > 0 && results.every(({ text }) => /^(?:(?:00|\+)?86[- ]?)?1[3-9]\d{9}$/.test(text));
