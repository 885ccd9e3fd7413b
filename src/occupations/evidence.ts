import type { Likely } from "./likeness.ts";
import type { OccupationCode, Occupations } from "./occupation.ts";
import type { SoundHit } from "./sound-hit.ts";

/** By what an occupation was found. */
export const RESOLVED_PATHS = [
  ...(["name", "alias", "trade", "ambiguous"] as const), // the whole text is one
  "part", // a name stands in it
  "saying", // something that people say of the work is like it
  ...(["pinyin", "slip"] as const), // a name is typed or sounds so
  "likeness", // something else written about it is like it
] as const;
export type ResolvedPath = (typeof RESOLVED_PATHS)[number];

/** An occupation that may be meant. */
export interface Resolved {
  code: OccupationCode;
  name: string;
  /** How sure: 0 to 1, and at most 1 for all that are offered together. */
  confidence: number;
  path: ResolvedPath;
  /** The name or the line it was found by. */
  matched: string;
}

/** Something a code is found by. Scores of all kinds are on one scale, that of likeness.ts. */
export interface Evidence {
  code: OccupationCode;
  score: number;
  path: ResolvedPath;
  matched: string;
}

/** What a name that is the whole text weighs, and how much less each further reading of an ambiguous one. */
const EXACT = 1.5;
const NEXT_READING = 0.05;

export const exactEvidence = (codes: readonly OccupationCode[], path: ResolvedPath, matched: string): Evidence[] =>
  codes.map((code, at) => ({ code, score: EXACT - NEXT_READING * at, path, matched }));

export const soundEvidence = (hits: readonly SoundHit[], path: "pinyin" | "slip"): Evidence[] =>
  hits.flatMap(({ name, likeness }) =>
    name.codes.map((code, at) => ({ code, score: likeness - NEXT_READING * at, path, matched: name.name })),
  );

/** A name that stands whole in the text is a part of it; else the nearest line says what kind of evidence it is. */
export const likelyEvidence = (likely: readonly Likely[], spelling: string): Evidence[] =>
  likely.map(({ code, score, line }) => {
    const isPart = line.kind === "name" && spelling.includes(line.spelling);
    return { code, score, path: isPart ? "part" : line.kind === "saying" ? "saying" : "likeness", matched: line.text };
  });

/** How fast confidence falls with the score, and the score of none of them being meant; fitted on the dev cases. */
const TEMPERATURE = 0.06;
const NONE = 0.3;

/** Each code once, by its best evidence, the likeliest first; of two that are equal the one that people have more names for. */
export function weighed(evidence: readonly Evidence[], occupations: Occupations, limit: number): Resolved[] {
  const best = new Map<OccupationCode, Evidence>();
  for (const each of evidence) if (each.score > (best.get(each.code)?.score ?? 0)) best.set(each.code, each);
  const spoken = ({ code }: Evidence): number => occupations.byCode(code)?.aliases.length ?? 0;
  const ordered = [...best.values()].sort((a, b) => b.score - a.score || spoken(b) - spoken(a));
  const likelihood = (score: number): number => Math.exp((score - EXACT) / TEMPERATURE);
  const whole = ordered.reduce((sum, { score }) => sum + likelihood(score), likelihood(NONE));
  return ordered.slice(0, limit).map(({ code, score, path, matched }) => ({
    code,
    name: occupations.byCode(code)?.name ?? code,
    confidence: likelihood(score) / whole,
    path,
    matched,
  }));
}
