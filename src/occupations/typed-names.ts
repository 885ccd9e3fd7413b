import { isSpelt } from "../kit/syllables.ts";
import { slipLikeness, southern } from "./slips.ts";
import { byLikeness, grouped, type SoundHit } from "./sound-hit.ts";
import type { SoundedName } from "./sounded-names.ts";

/** Finds names by letters: hangong, hg, hanggong, xuehangong; the likeliest first. */
export type TypedNames = (letters: string) => SoundHit[];

const INITIALS = 0.6;
const SOUTHERN = 0.85;
/** What a name inside the letters counts when it is nearly all of them. */
const INSIDE = 0.8;
/** Shorter runs of letters are one slip apart from too much, or stand inside too much. */
const SHORTEST_SLIPPED = 5;
const SHORTEST_INSIDE = 4;

const hits = (found: readonly SoundedName[] | undefined, likeness: number, matched: string): SoundHit[] =>
  (found ?? []).map(({ name }) => ({ name, likeness, matched }));

/** Builds the tables of letters; some 20 ms. */
export function createTypedNames(names: readonly SoundedName[]): TypedNames {
  const byLetters = grouped(names, ({ letters }) => [letters]);
  const bySouthern = grouped(names, ({ letters }) => [southern(letters)]);
  const byInitials = grouped(names, ({ initials }) => [initials]);
  const byLength = grouped(names, ({ letters }) => [letters.length]);

  /** Names whose letters stand inside, with whole syllables around them. */
  const inside = (letters: string): SoundHit[] => {
    const found: SoundHit[] = [];
    for (let start = 0; start < letters.length; start++)
      for (let end = letters.length; end >= start + SHORTEST_INSIDE; end--) {
        const matched = letters.slice(start, end);
        const known = byLetters.get(matched);
        if (known === undefined) continue;
        const isOnBorders =
          (start === 0 || isSpelt(letters.slice(0, start))) && (end === letters.length || isSpelt(letters.slice(end)));
        if (isOnBorders) found.push(...hits(known, INSIDE * (matched.length / letters.length), matched));
      }
    return found;
  };

  const slipped = (letters: string): SoundHit[] => {
    if (letters.length < SHORTEST_SLIPPED) return [];
    const near = [-1, 0, 1].flatMap((more) => byLength.get(letters.length + more) ?? []);
    const slips = near.flatMap((name) => hits([name], slipLikeness(letters, name.letters), letters));
    return [
      ...hits(bySouthern.get(southern(letters)), SOUTHERN, letters),
      ...slips.filter(({ likeness }) => likeness > 0),
    ];
  };

  return (letters) => {
    const whole = [...hits(byLetters.get(letters), 1, letters), ...hits(byInitials.get(letters), INITIALS, letters)];
    return (whole.length > 0 ? whole : [...slipped(letters), ...inside(letters)]).sort(byLikeness);
  };
}
