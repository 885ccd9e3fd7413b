import { syllablesOf } from "../src/kit/text-zh.ts";
import { type Typeable, typeAhead } from "../src/kit/type-ahead.ts";
import { spellingOf, tableSpelling } from "../src/occupations/name-index.ts";
import type { Occupations } from "../src/occupations/occupation.ts";
import type { OccupationResolver } from "../src/occupations/resolver.ts";
import { localSyllables } from "../src/places/local-readings.ts";
import type { Places } from "../src/places/place.ts";

/** What somebody may be about to type. */
export interface Suggestion {
  kind: "occupation" | "place";
  /** Of the occupation, or of the division. */
  code: string;
  /** Its own name. */
  label: string;
  /** The name it was found by: 电焊 of 焊工. */
  matched: string;
}

export interface SuggestNeeds {
  occupations: Occupations;
  places: Places;
  words: Pick<OccupationResolver, "sounded">;
}

const MOST = 10;
/** Cities come with the trades that have the most names, counties with the middling ones. */
const PLACE_WEIGHTS: Readonly<Record<string, number>> = { city: 60, county: 20 };

type Entry = Typeable<Omit<Suggestion, "matched">>;

function occupationEntries({ occupations, words }: SuggestNeeds): Entry[] {
  const sounds = new Map(words.sounded().map((sounded) => [sounded.name.name, sounded]));
  return occupations.names().flatMap(({ name, codes, kind }) =>
    codes.flatMap((code): Entry[] => {
      const occupation = occupations.byCode(code);
      if (occupation === undefined) return [];
      const { letters = "", initials = "" } = sounds.get(name) ?? {};
      const value = { kind: "occupation" as const, code, label: occupation.name };
      const weight = occupation.aliases.length;
      return [{ value, key: code, said: tableSpelling(name), letters, initials, isMain: kind === "official", weight }];
    }),
  );
}

function placeEntries({ places }: SuggestNeeds): Entry[] {
  return places.names().flatMap(({ name, places: named }) =>
    named.flatMap((place): Entry[] => {
      const weight = PLACE_WEIGHTS[place.kind];
      if (weight === undefined || !place.isInSichuan || name.length < 2) return [];
      const syllables = localSyllables(name, syllablesOf(name));
      return [
        {
          value: { kind: "place", code: place.divisionCode, label: place.fullName },
          key: place.divisionCode,
          said: tableSpelling(name),
          letters: syllables.join(""),
          initials: syllables.map((syllable) => syllable.charAt(0)).join(""),
          isMain: place.name.startsWith(name),
          weight,
        },
      ];
    }),
  );
}

/** Type-ahead over occupations and the cities and counties of Sichuan, in memory; its table is made when first asked. */
export function createSuggest(needs: SuggestNeeds): (typed: string) => Suggestion[] {
  let entries: Entry[] | undefined;
  return (typed) => {
    entries ??= [...occupationEntries(needs), ...placeEntries(needs)];
    return typeAhead(entries, spellingOf(typed), MOST).map(({ value, said }) => ({ ...value, matched: said }));
  };
}
