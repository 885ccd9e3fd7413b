import { createEar, foldedSyllable } from "../kit/sound.ts";
import { isSpelt } from "../kit/syllables.ts";
import { readingsOf, syllablesOf } from "../kit/text-zh.ts";
import type { OccupationName } from "./occupation.ts";
import { slipLikeness, southern } from "./slips.ts";

/** A name that is typed or sounds like what was written. */
export interface SoundHit {
  name: OccupationName;
  /** 1 for the very letters or sound; less for initials, and where something differs. */
  likeness: number;
  /** What of the text it stands for. */
  matched: string;
}

/** Names by how they are typed in letters and by how they sound. */
export interface NameSounds {
  /** hangong, hg, hanggong, xue hangong; likeliest first. */
  typed(letters: string): SoundHit[];
  /** 函工, 美容帅; likeliest first, names that stand there as they are left out. */
  heard(spelling: string): SoundHit[];
}

interface SoundedName {
  name: OccupationName;
  spelling: string;
  /** Folded, one a character. */
  syllables: string[];
  letters: string;
  /** As the south types them. */
  southern: string;
  initials: string;
}

const HAN = /^\p{Script=Han}{2,12}$/u;
const SLIPPED = 0.7;
const SOUTHERN = 0.85;
const INITIALS = 0.6;
const INSIDE = 0.8;
/** Shorter runs of letters are one slip apart from too much. */
const SHORTEST_SLIPPED = 5;

const isAlike = ({ likeness }: SoundHit): boolean => likeness > 0;
const byLikeness = (a: SoundHit, b: SoundHit): number => b.likeness - a.likeness || b.matched.length - a.matched.length;

/** In context only where a character has several readings: the library takes its time for that, and each character is read once. */
function createReader(): (name: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  const readings = (character: string): readonly string[] => {
    const read = known.get(character) ?? readingsOf(character);
    known.set(character, read);
    return read;
  };
  return (name) => {
    const each = Array.from(name, readings);
    return each.some(({ length }) => length > 1) ? syllablesOf(name) : each.flat();
  };
}

function soundedNames(names: readonly OccupationName[]): SoundedName[] {
  const read = createReader();
  return names.flatMap((name) => {
    const spelling = name.name;
    const syllables = HAN.test(spelling) ? read(spelling) : [];
    if (syllables.length === 0 || syllables.length !== spelling.length) return [];
    const letters = syllables.join("");
    const initials = syllables.map((syllable) => syllable.charAt(0)).join("");
    return [
      { name, spelling, syllables: syllables.map(foldedSyllable), letters, southern: southern(letters), initials },
    ];
  });
}

function grouped<Value>(values: readonly Value[], keysOf: (value: Value) => readonly string[]): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values)
    for (const key of new Set(keysOf(value))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [value]);
      else group.push(value);
    }
  return groups;
}

/** Builds the tables of sounds; about 100 ms for 8,000 names, so it is done when first needed. */
export function createNameSounds(names: readonly OccupationName[]): NameSounds {
  const all = soundedNames(names);
  const byLetters = grouped(all, ({ letters }) => [letters]);
  const bySouthern = grouped(all, ({ southern: letters }) => [letters]);
  const byLength = grouped(all, ({ letters }) => [`${letters.length}`]);
  const byInitials = grouped(all, ({ initials }) => [initials]);
  // a name with one wrong character still begins or ends right
  const byFirst = grouped(all, ({ syllables }) => syllables.slice(0, 1));
  const byLast = grouped(all, ({ syllables }) => syllables.slice(-1));
  const ear = createEar();

  const hits = (found: readonly SoundedName[] | undefined, likeness: number, matched: string): SoundHit[] =>
    (found ?? []).map(({ name }) => ({ name, likeness, matched }));

  /** Names whose letters stand inside, with whole syllables around them. */
  const typedInside = (letters: string): SoundHit[] => {
    const found: SoundHit[] = [];
    for (let start = 0; start < letters.length; start++)
      for (let end = letters.length; end >= start + 4; end--) {
        const known = byLetters.get(letters.slice(start, end));
        if (known === undefined) continue;
        const isOnBorders =
          (start === 0 || isSpelt(letters.slice(0, start))) && (end === letters.length || isSpelt(letters.slice(end)));
        if (isOnBorders)
          found.push(...hits(known, INSIDE * ((end - start) / letters.length), letters.slice(start, end)));
      }
    return found;
  };

  const slips = (letters: string): SoundHit[] => {
    const near = [-1, 0, 1].flatMap((more) => byLength.get(`${letters.length + more}`) ?? []);
    return [
      ...hits(bySouthern.get(southern(letters)), SOUTHERN, letters),
      ...near.flatMap((name) => hits([name], slipLikeness(letters, name.letters), letters)).filter(isAlike),
    ];
  };

  const typed: NameSounds["typed"] = (text) => {
    const letters = text.replace(/[^a-z]/g, "");
    const whole = [...hits(byLetters.get(letters), 1, letters), ...hits(byInitials.get(letters), INITIALS, letters)];
    if (whole.length > 0) return whole.sort(byLikeness);
    const slipped = letters.length < SHORTEST_SLIPPED ? [] : slips(letters);
    return [...slipped, ...typedInside(letters)].sort(byLikeness);
  };

  /** How alike a name and the characters from `start` on are; 0 = not. */
  const likenessAt = (
    { spelling, syllables }: SoundedName,
    text: string,
    start: number,
    readings: ReturnType<typeof ear>,
  ) => {
    let same = 0;
    let alike = 0;
    for (let at = 0; at < syllables.length; at++) {
      if (text[start + at] === spelling[at]) same++;
      else if (readings[start + at]?.includes(syllables[at] ?? "")) alike++;
    }
    const wrong = spelling.length - same - alike;
    if (wrong === 0) return (same + 0.9 * alike) / spelling.length;
    // 美容帅 has all but one as it is written; inside a text that is as often chance
    const isWhole = spelling.length === text.length;
    return wrong === 1 && alike === 0 && isWhole && spelling.length > 2 ? (same / spelling.length) * SLIPPED : 0;
  };

  const heard: NameSounds["heard"] = (text) => {
    const readings = ear(text);
    const best = new Map<OccupationName, SoundHit>();
    const offer = (name: SoundedName, start: number): void => {
      const length = name.spelling.length;
      if (start < 0 || start + length > text.length) return;
      // two characters inside a text sound like something everywhere
      if (length < 3 && length < text.length) return;
      const likeness = likenessAt(name, text, start, readings) * (0.5 + (0.5 * length) / text.length);
      const matched = text.slice(start, start + length);
      if (likeness > (best.get(name.name)?.likeness ?? 0) && matched !== name.spelling)
        best.set(name.name, { name: name.name, likeness, matched });
    };
    readings.forEach((sounds, at) => {
      for (const sound of sounds) {
        for (const name of byFirst.get(sound) ?? []) offer(name, at);
        for (const name of byLast.get(sound) ?? []) offer(name, at - name.spelling.length + 1);
      }
    });
    return [...best.values()].sort(byLikeness);
  };

  return { typed, heard };
}
