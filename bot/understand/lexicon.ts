import type { OccupationCode, Occupations } from "../../src/occupations/occupation.ts";
import type { Place, Places } from "../../src/places/place.ts";
import { createTrie, type Trie } from "./trie.ts";

export interface OccupationEntry {
  type: "occupation";
  name: string;
  codes: OccupationCode[];
  /** Asked when the word has several readings. */
  question: string | null;
  /** An everyday word (咖啡, 按摩): a trade only where somebody wants to learn it. */
  needsCue?: true;
}

export interface PlaceEntry {
  type: "place";
  name: string;
  places: Place[];
  needsCue: boolean;
}

export type Entry = OccupationEntry | PlaceEntry;

/** Everything with a name. Built once at start from the tables; about 20,000 names. */
export interface Lexicon {
  trie: Trie<Entry>;
  occupations: OccupationEntry[];
  places: PlaceEntry[];
  occupationName(code: string): string;
}

/** Shorter names are single characters (川, 蜀): only part of a longer name is safe. */
const SHORTEST = 2;

/** @param tradeWords everyday words and the occupation each stands for beside a word of learning */
export function buildLexicon(
  places: Places,
  occupations: Occupations,
  tradeWords: ReadonlyMap<string, string> = new Map(),
): Lexicon {
  const trie = createTrie<Entry>();
  const occupationEntries = occupations.names().map(
    ({ name, codes, question }): OccupationEntry => ({
      type: "occupation",
      name: name.toLowerCase(),
      codes,
      question,
    }),
  );
  const known = new Set(occupationEntries.map(({ name }) => name));
  for (const [name, code] of tradeWords) {
    const occupation = occupations.byCode(code);
    if (occupation !== undefined && !known.has(name))
      occupationEntries.push({ type: "occupation", name, codes: [occupation.code], question: null, needsCue: true });
  }
  const placeEntries = places.names().map((named): PlaceEntry => ({ type: "place", ...named }));
  for (const entry of [...occupationEntries, ...placeEntries])
    if (entry.name.length >= SHORTEST) trie.add(entry.name, entry);
  return {
    trie,
    occupations: occupationEntries,
    places: placeEntries,
    occupationName: (code) => occupations.byCode(code)?.name ?? code,
  };
}
