import type { OccupationCode, Occupations } from "../../src/occupations/occupation.ts";
import type { Place, Places } from "../../src/places/place.ts";
import { createTrie, type Trie } from "./trie.ts";

export interface OccupationEntry {
  type: "occupation";
  name: string;
  codes: OccupationCode[];
  /** Asked when the word has several readings. */
  question: string | null;
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

export function buildLexicon(places: Places, occupations: Occupations): Lexicon {
  const trie = createTrie<Entry>();
  const occupationEntries = occupations.names().map(
    ({ name, codes, question }): OccupationEntry => ({
      type: "occupation",
      name: name.toLowerCase(),
      codes,
      question,
    }),
  );
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
