import type { Language } from "./language.ts";
import type { Entry, Lexicon } from "./lexicon.ts";
import { soundOf } from "./sound.ts";
import { createTrie, type Trie } from "./trie.ts";

/** A reading of something that is written otherwise. */
export interface FuzzyHit {
  start: number;
  end: number;
  entry: Entry;
  /** Safe enough to use and show; otherwise it is only offered: 您是不是想找… */
  isSure: boolean;
  reason: "typo" | "homophone" | "pinyin";
}

/** Finds what was meant where nothing exact was found. */
export type Fuzzy = (text: string) => FuzzyHit[];

const WORTH = /^\p{Script=Han}{2,8}$/u;
const WANTED_BEFORE = /(?:学|考|当|做|找|报|教|个|的|会|^)$/;
const WANTED_AFTER = /^(?:证|班|培训|课|工|师|学校|技术|$)/;
const PLACE_BEFORE = /(?:在|到|去|住|往)$/;
const LATIN = /[a-z](?:[a-z' ]{2,40}[a-z])/g;
/** Shorter runs of letters are as often a word of another language. */
const SHORTEST_LETTERS = 6;

/** Reading a text aloud is the dearest step, and a message this long does not hang on one misheard word. */
const LONGEST_HEARD = 120;

type Names = ReadonlyMap<string, Entry>;

function typoHits(text: string, typos: Language["typos"], names: Names): FuzzyHit[] {
  const hits: FuzzyHit[] = [];
  for (const [typo, correct] of typos) {
    const start = text.indexOf(typo);
    const entry = names.get(correct);
    if (start < 0 || entry === undefined) continue;
    hits.push({ start, end: start + typo.length, entry, isSure: typo.length > 2, reason: "typo" });
  }
  return hits.sort((a, b) => b.end - b.start - (a.end - a.start));
}

/** Two characters sound like too many things: they count only between words that speak of training. */
function soundHits(text: string, sounds: Trie<Entry>): FuzzyHit[] {
  if (text.length > LONGEST_HEARD) return [];
  return sounds.hits(soundOf(text).folded).flatMap(({ start, end, entry }) => {
    const [before, after] = [text.slice(0, start), text.slice(end)];
    const isLong = end - start >= 3 && entry.type === "occupation";
    const isCued =
      entry.type === "place" ? PLACE_BEFORE.test(before) : WANTED_BEFORE.test(before) && WANTED_AFTER.test(after);
    if (!isLong && !isCued) return [];
    return [{ start, end, entry, isSure: isLong, reason: "homophone" as const }];
  });
}

function letterHits(text: string, letters: Trie<Entry>): FuzzyHit[] {
  const found: FuzzyHit[] = [];
  for (const run of text.matchAll(LATIN)) {
    const typed = run[0].replace(/[' ]/g, "");
    for (const { start, end, entry } of letters.hits(typed))
      if (end - start >= SHORTEST_LETTERS)
        found.push({ start: run.index, end: run.index + run[0].length, entry, isSure: true, reason: "pinyin" });
  }
  return found;
}

/** Towns are never matched by sound: half of all sentences would hit one. */
const isHeard = (entry: Entry): boolean =>
  WORTH.test(entry.name) &&
  (entry.type === "occupation" ||
    (!entry.needsCue &&
      entry.places.some(({ kind, isInSichuan }) => isInSichuan && (kind === "city" || kind === "county"))));

/** Builds the tables of sounds once; about 20 ms for 3,000 names. */
export function createFuzzy(lexicon: Lexicon, { typos }: Pick<Language, "typos">): Fuzzy {
  const sounds = createTrie<Entry>();
  const letters = createTrie<Entry>();
  const names = new Map<string, Entry>();
  for (const entry of [...lexicon.occupations, ...lexicon.places]) {
    if (!names.has(entry.name)) names.set(entry.name, entry);
    if (!isHeard(entry)) continue;
    const sound = soundOf(entry.name);
    sounds.add(sound.folded, entry);
    letters.add(sound.letters, entry);
  }
  return (text) => {
    const hits = [...letterHits(text, letters), ...typoHits(text, typos, names), ...soundHits(text, sounds)];
    return hits.filter(
      (hit, index) =>
        !hits
          .slice(0, index)
          .some((other) => other.entry.type === hit.entry.type && hit.start < other.end && other.start < hit.end),
    );
  };
}
