import type { Ear } from "../../src/kit/sound.ts";
import type { Language } from "./language.ts";
import type { Entry, Lexicon } from "./lexicon.ts";
import { breaksIntoSentence, sameSigns } from "./likeness.ts";
import { soundOf } from "./sound.ts";
import { createSoundIndex } from "./sound-index.ts";
import { createTrie } from "./trie.ts";

/** Something that may have been meant; nothing is decided yet. */
export interface Candidate {
  start: number;
  end: number;
  said: string;
  entry: Entry;
  reason: "typo" | "homophone";
  /** How many of its characters are those of the name. */
  same: number;
}

/** Everything in a text that is a known slip of a name or sounds like one. */
export type Candidates = (text: string) => Candidate[];

const HEARD = /^\p{Script=Han}{2,12}$/u;

/** Towns are never matched by sound: half of all sentences would hit one. */
const isHeard = (entry: Entry): boolean =>
  (entry.type === "occupation" ||
    (!entry.needsCue &&
      entry.places.some(({ kind, isInSichuan }) => isInSichuan && (kind === "city" || kind === "county")))) &&
  HEARD.test(entry.name);

/** A city and a county may sound the same; people speak of the larger one more often. */
const sizeOf = (entry: Entry): number =>
  entry.type === "place" && entry.places.some(({ kind, isInSichuan }) => isInSichuan && kind === "city") ? 1 : 0;

/** What is written in the table goes before what only sounds alike; then the longer, the more alike, the larger. */
const byLikelihood = (a: Candidate, b: Candidate): number =>
  b.end - b.start - (a.end - a.start) ||
  Number(b.reason === "typo") - Number(a.reason === "typo") ||
  b.same - a.same ||
  sizeOf(b.entry) - sizeOf(a.entry);

/** Builds the tables once; about 30 ms for 4,000 names. */
export function createCandidates({ occupations, places }: Lexicon, typos: Language["typos"], ear: Ear): Candidates {
  const names = new Map<string, Entry>();
  const sounds = createSoundIndex<Entry>();
  for (const entry of [...occupations, ...places].filter(isHeard)) {
    if (names.has(entry.name)) continue;
    names.set(entry.name, entry);
    sounds.add(soundOf(entry.name).folded, entry);
  }
  const slips = createTrie<Entry>();
  for (const [typo, correct] of typos) {
    const entry = names.get(correct);
    if (entry !== undefined) slips.add(typo, entry);
  }
  return (text) => {
    const found = (reason: Candidate["reason"], hits: readonly { start: number; end: number; entry: Entry }[]) =>
      hits.map(({ start, end, entry }): Candidate => {
        const said = text.slice(start, end);
        return { start, end, said, entry, reason, same: sameSigns(said, entry.name) };
      });
    const heard = found("homophone", sounds.hits(ear(text))).filter(
      ({ said, entry, same }) => same < said.length && !breaksIntoSentence(said, entry.name),
    );
    return [...found("typo", slips.hits(text)), ...heard].sort(byLikelihood);
  };
}
