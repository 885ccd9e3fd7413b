import { createEar } from "../kit/sound.ts";
import type { OccupationName } from "./occupation.ts";
import { byLikeness, grouped, type SoundHit } from "./sound-hit.ts";
import type { SoundedName } from "./sounded-names.ts";

/** Finds names by sound and by one wrong character: 函工, 美容帅. The likeliest first; what stands there as it is is left out. */
export type HeardNames = (spelling: string) => SoundHit[];

const SOUNDS_SAME = 0.9;
/** What a name counts with a character that neither is nor sounds right. */
const SLIPPED = 0.7;
/** Two characters inside a text sound like something everywhere. */
const SHORTEST_INSIDE = 3;

type Readings = ReturnType<ReturnType<typeof createEar>>;

/** How alike a name and the characters from `start` on are, 0 to 1; 0 = they are not. */
function likenessAt(
  { name: { name }, syllables }: SoundedName,
  text: string,
  start: number,
  readings: Readings,
): number {
  let same = 0;
  let alike = 0;
  for (let at = 0; at < name.length; at++) {
    if (text[start + at] === name[at]) same++;
    else if (readings[start + at]?.includes(syllables[at] ?? "")) alike++;
  }
  const wrong = name.length - same - alike;
  if (wrong === 0) return (same + SOUNDS_SAME * alike) / name.length;
  // 美容帅 has all but one as it is written; inside a text that is as often chance
  const isWhole = name.length === text.length;
  return wrong === 1 && alike === 0 && isWhole && name.length > 2 ? (same / name.length) * SLIPPED : 0;
}

/** Builds the tables of sounds; some 20 ms. */
export function createHeardNames(names: readonly SoundedName[]): HeardNames {
  // a name with one wrong character still begins or ends right
  const byFirst = grouped(names, ({ syllables }) => syllables.slice(0, 1));
  const byLast = grouped(names, ({ syllables }) => syllables.slice(-1));
  const ear = createEar();

  return (text) => {
    const readings = ear(text);
    const best = new Map<OccupationName, SoundHit>();
    const offer = (sounded: SoundedName, start: number): void => {
      const { name } = sounded;
      const { length } = name.name;
      if (start < 0 || start + length > text.length || (length < SHORTEST_INSIDE && length < text.length)) return;
      const likeness = likenessAt(sounded, text, start, readings) * (0.5 + (0.5 * length) / text.length);
      const matched = text.slice(start, start + length);
      if (likeness > (best.get(name)?.likeness ?? 0) && matched !== name.name)
        best.set(name, { name, likeness, matched });
    };
    readings.forEach((syllables, at) => {
      for (const syllable of syllables) {
        for (const sounded of byFirst.get(syllable) ?? []) offer(sounded, at);
        for (const sounded of byLast.get(syllable) ?? []) offer(sounded, at - sounded.name.name.length + 1);
      }
    });
    return [...best.values()].sort(byLikeness);
  };
}
