import { normaliseText } from "../kit/text-zh.ts";
import type { OccupationName } from "./occupation.ts";

/** How a name is written for looking it up: simplified, half width, small letters, nothing but letters, digits, + and #. */
export const spellingOf = (text: string): string => normaliseText(text).replace(/[^\p{L}\p{N}+#]+/gu, "");

/** The same for what stands in our own tables, which are simplified and half width already: it is asked for 12,000 lines. */
export const tableSpelling = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}+#]+/gu, "");

/** Names by how they are written. */
export interface NameIndex {
  exact(spelling: string): OccupationName | undefined;
}

/** Where two are spelt alike the first given stands. */
export function createNameIndex(names: readonly OccupationName[]): NameIndex {
  const known = new Map<string, OccupationName>();
  for (const name of names) {
    const spelling = tableSpelling(name.name);
    if (!known.has(spelling)) known.set(spelling, name);
  }
  return { exact: (spelling) => known.get(spelling) };
}
