import { exactEvidence, likelyEvidence, type Resolved, soundEvidence, weighed } from "./evidence.ts";
import { bareText, withoutFillers } from "./fillers.ts";
import { createHeardNames } from "./heard-names.ts";
import { createLikeness } from "./likeness.ts";
import { createNameIndex, spellingOf } from "./name-index.ts";
import type { OccupationCode, OccupationName, Occupations } from "./occupation.ts";
import { readSayings, type Saying } from "./sayings.ts";
import type { SoundHit } from "./sound-hit.ts";
import { type SoundedName, soundedNames } from "./sounded-names.ts";
import { createTypedNames } from "./typed-names.ts";
import { workLines } from "./work-lines.ts";

/** The whole text, but for what is said around a trade, is a name we know. */
export interface ExactName {
  codes: OccupationCode[];
  path: "name" | "alias" | "trade" | "ambiguous";
  name: string;
}

/** A name that may have been meant, and its (first) occupation. */
interface Correction {
  text: string;
  code: OccupationCode;
}

export interface OccupationResolver {
  /** The likeliest occupations first, each once; none where nothing is alike. Reads the first 60 characters. */
  resolve(text: string, limit?: number): Resolved[];
  exact(text: string): ExactName | undefined;
  /** The sounds of all names, which are worked out once for everybody. */
  sounded(): readonly SoundedName[];
  /** At most three names that are written or sound almost like the text; none for a text that is a name itself. */
  didYouMean(text: string): Correction[];
}

export interface ResolverNeeds {
  occupations: Occupations;
  /** Asked once, when first needed; the shipped table unless told otherwise. */
  sayings?: () => readonly Saying[];
}

const LONGEST = 60;
const LIMIT = 5;
const CORRECTIONS = 3;
/** Less alike is not worth a question. */
const PLAUSIBLE = 0.45;
const PATHS = { official: "name", alias: "alias", trade: "trade", ambiguous: "ambiguous" } as const;
const LETTERS = /^[a-z]{2,}$/;

function later<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Official names first: of two that are typed alike they are meant. */
const namesOf = (occupations: Occupations): OccupationName[] =>
  occupations.names().toSorted((a, b) => Number(b.kind === "official") - Number(a.kind === "official"));

/**
 * Reads what people call their trade as occupations: by name, popular name or trade; by letters and by sound; by all that is written
 * about the work. In memory and pure; each table is built when first needed (names 30 ms, sounds and lines some 100 ms each).
 */
export function createOccupationResolver({ occupations, sayings = readSayings }: ResolverNeeds): OccupationResolver {
  const names = later(() => namesOf(occupations));
  const index = later(() => createNameIndex(names()));
  const sounded = later(() => soundedNames(names()));
  const typed = later(() => createTypedNames(sounded()));
  const heard = later(() => createHeardNames(sounded()));
  const likeness = later(() => createLikeness(workLines(occupations, sayings())));

  const read = (text: string): string => spellingOf(text).slice(0, LONGEST);
  const exact: OccupationResolver["exact"] = (text) => {
    for (const rest of withoutFillers(read(text))) {
      const name = index().exact(rest);
      if (name !== undefined) return { codes: name.codes, path: PATHS[name.kind], name: name.name };
    }
    return undefined;
  };
  const misspelt = (bare: string): SoundHit[] => (LETTERS.test(bare) ? typed()(bare) : heard()(bare));

  return {
    exact,
    sounded,
    resolve: (text, limit = LIMIT) => {
      const known = exact(text);
      const bare = bareText(read(text));
      const isTyped = LETTERS.test(bare);
      return weighed(
        [
          ...(known === undefined
            ? soundEvidence(misspelt(bare), isTyped ? "pinyin" : "slip")
            : exactEvidence(known.codes, known.path, known.name)),
          ...(isTyped ? [] : likelyEvidence(likeness()(bare), bare)),
        ],
        occupations,
        limit,
      );
    },
    didYouMean: (text) => {
      if (exact(text) !== undefined) return [];
      const corrections = new Map<OccupationCode, Correction>();
      for (const { name, likeness: alike } of misspelt(bareText(read(text)))) {
        const [code] = name.codes;
        if (alike >= PLAUSIBLE && code !== undefined && !corrections.has(code))
          corrections.set(code, { text: name.name, code });
      }
      return [...corrections.values()].slice(0, CORRECTIONS);
    },
  };
}
