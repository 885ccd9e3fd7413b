import { bareText, withoutFillers } from "./fillers.ts";
import { createNameIndex, type NameIndex, spellingOf } from "./name-index.ts";
import { createNameSounds, type NameSounds, type SoundHit } from "./name-sounds.ts";
import type { OccupationCode, OccupationName, Occupations } from "./occupation.ts";

/** By what an occupation was found, strongest first. */
export const RESOLVED_PATHS = [
  "name",
  "alias",
  "trade",
  "ambiguous",
  "part",
  "saying",
  "pinyin",
  "slip",
  "likeness",
] as const;
export type ResolvedPath = (typeof RESOLVED_PATHS)[number];

/** An occupation that may be meant. */
export interface Resolved {
  code: OccupationCode;
  name: string;
  /** How sure: 0 to 1. */
  confidence: number;
  path: ResolvedPath;
  /** The name or saying it was found by. */
  matched: string;
}

/** The whole text, but for what is said around a trade, is a name we know. */
export interface ExactName {
  codes: OccupationCode[];
  path: "name" | "alias" | "trade" | "ambiguous";
  name: string;
}

export interface OccupationResolver {
  /** The likeliest occupations first, each once; none where nothing is alike. Reads at most 60 characters. */
  resolve(text: string, limit?: number): Resolved[];
  exact(text: string): ExactName | undefined;
}

const LONGEST = 60;
const LIMIT = 5;
const PATHS = { official: "name", alias: "alias", trade: "trade", ambiguous: "ambiguous" } as const;

/** Something a code is found by, before the best of each code is kept. */
interface Evidence {
  codes: readonly OccupationCode[];
  confidence: number;
  path: ResolvedPath;
  matched: string;
}

const EXACT = 0.97;
const PART = 0.6;
const SOUND = 0.85;
/** The first reading of an ambiguous word leads. */
const READING_SHARES = [0.5, 0.3, 0.2];

const exactEvidence = ({ codes, path, name }: ExactName): Evidence[] =>
  codes.length === 1
    ? [{ codes, confidence: EXACT, path, matched: name }]
    : codes.map((code, at) => ({ codes: [code], confidence: READING_SHARES[at] ?? 0.1, path, matched: name }));

function exactIn(index: NameIndex, text: string): ExactName | undefined {
  for (const rest of withoutFillers(spellingOf(text).slice(0, LONGEST))) {
    const name = index.exact(rest);
    if (name !== undefined) return { codes: name.codes, path: PATHS[name.kind], name: name.name };
  }
  return undefined;
}

const partEvidence = (index: NameIndex, bare: string): Evidence[] =>
  index.inside(bare).map(({ start, end, name }) => ({
    codes: name.codes,
    confidence: (PART + (0.3 * (end - start)) / bare.length) / name.codes.length,
    path: "part" as const,
    matched: name.name,
  }));

const soundEvidence = (hits: readonly SoundHit[], path: "pinyin" | "slip"): Evidence[] =>
  hits.map(({ name, likeness }) => ({
    codes: name.codes,
    confidence: (SOUND * likeness) / name.codes.length,
    path,
    matched: name.name,
  }));

/** Each code once, by its best evidence. */
function best(evidence: readonly Evidence[], occupations: Occupations, limit: number): Resolved[] {
  const resolved = new Map<OccupationCode, Resolved>();
  for (const { codes, confidence, path, matched } of evidence)
    for (const code of codes)
      if (confidence > (resolved.get(code)?.confidence ?? 0))
        resolved.set(code, { code, name: occupations.byCode(code)?.name ?? code, confidence, path, matched });
  return [...resolved.values()].sort((a, b) => b.confidence - a.confidence).slice(0, limit);
}

/**
 * Reads what people call their trade as occupations: by name, popular name or trade, by a name inside the text, by letters and by
 * sound. In memory; the tables are built when first needed.
 */
export function createOccupationResolver({ occupations }: { occupations: Occupations }): OccupationResolver {
  const later = <Value>(make: () => Value): (() => Value) => {
    let made: Value | undefined;
    return () => {
      made ??= make();
      return made;
    };
  };
  const names = later((): OccupationName[] =>
    [...occupations.names()].sort((a, b) => Number(b.kind === "official") - Number(a.kind === "official")),
  );
  const index = later(() => createNameIndex(names()));
  const sounds = later((): NameSounds => createNameSounds(names()));

  return {
    exact: (text) => exactIn(index(), text),
    resolve: (text, limit = LIMIT) => {
      const exact = exactIn(index(), text);
      const bare = bareText(spellingOf(text).slice(0, LONGEST));
      const isTyped = /^[a-z]{2,}$/.test(bare);
      const evidence = [
        ...(exact === undefined ? [] : exactEvidence(exact)),
        ...partEvidence(index(), bare),
        ...(isTyped ? soundEvidence(sounds().typed(bare), "pinyin") : []),
        ...(exact === undefined && !isTyped ? soundEvidence(sounds().heard(bare), "slip") : []),
      ];
      return best(evidence, occupations, limit);
    },
  };
}
