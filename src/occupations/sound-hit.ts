import type { OccupationName } from "./occupation.ts";

/** A name that is typed or sounds like what was written. */
export interface SoundHit {
  name: OccupationName;
  /** 1 for the very letters or sound; less for initials, and where something differs. */
  likeness: number;
  /** What of the text it stands for. */
  matched: string;
}

/** The likeliest first; of two that are equally likely the one that more of the text stands for. */
export const byLikeness = (a: SoundHit, b: SoundHit): number =>
  b.likeness - a.likeness || b.matched.length - a.matched.length;

/** Values by each of their keys, in the order they came. */
export function grouped<Key, Value>(
  values: readonly Value[],
  keysOf: (value: Value) => readonly Key[],
): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values)
    for (const key of new Set(keysOf(value))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [value]);
      else group.push(value);
    }
  return groups;
}
