// Every system's answers against the judgements. Pure.
import { gradesOf, type Judgements } from "./judgements.ts";
import { mean, ndcg, recall, reciprocalRank, success } from "./metrics.ts";
import { type Estimate, estimate, pairedDifference } from "./resample.ts";
import type { Run, SystemName } from "./systems.ts";

export const MEASURES = { "nDCG@10": ndcg, "Success@3": success, "Recall@10": recall, MRR: reciprocalRank } as const;
export type Measure = keyof typeof MEASURES;

export const isFitting = ({ query }: Run): boolean => query.fits;
const isNotFitting = ({ query }: Run): boolean => !query.fits;

/** A measure of each query, in their order; NaN where it cannot be taken. */
export const valuesOf = (
  measure: Measure,
  system: SystemName,
  runs: readonly Run[],
  judgements: Judgements,
): number[] => runs.map(({ query, lists }) => MEASURES[measure](lists[system], gradesOf(judgements, query.id)));

/** Only ours can say it in words; of the others an empty list says it. */
const saysNone = (system: SystemName, { lists, ours }: Run): boolean =>
  system === "ours" ? ours.saysNone : lists[system].length === 0;

const shareOf = (runs: readonly Run[], holds: (run: Run) => boolean): Estimate =>
  estimate(runs.map((run) => Number(holds(run))));

export interface SystemScore {
  system: SystemName;
  measures: Readonly<Record<Measure, Estimate>>;
  /** Of the queries that something fits, the share without a single course. */
  empty: Estimate;
  /** Of those that nothing fits, the share where that was said. */
  none: Estimate;
  /** Results that nobody has judged, and all results; they count as worth nothing. */
  unjudged: number;
  results: number;
}

export function scoreSystem(system: SystemName, runs: readonly Run[], judgements: Judgements): SystemScore {
  const fitting = runs.filter(isFitting);
  const of = (measure: Measure): Estimate => estimate(valuesOf(measure, system, fitting, judgements));
  const found = fitting.flatMap(({ query, lists }) => lists[system].map((id) => [query.id, id] as const));
  return {
    system,
    measures: {
      "nDCG@10": of("nDCG@10"),
      "Success@3": of("Success@3"),
      "Recall@10": of("Recall@10"),
      MRR: of("MRR"),
    },
    empty: shareOf(fitting, ({ lists }) => lists[system].length === 0),
    none: shareOf(runs.filter(isNotFitting), (run) => saysNone(system, run)),
    unjudged: found.filter(([queryId, id]) => !gradesOf(judgements, queryId).has(id)).length,
    results: found.length,
  };
}

/** By how much the nDCG@10 of ours is above another's, query by query. */
export function aheadOf(other: SystemName, runs: readonly Run[], judgements: Judgements): Estimate {
  const fitting = runs.filter(isFitting);
  return pairedDifference(
    valuesOf("nDCG@10", "ours", fitting, judgements),
    valuesOf("nDCG@10", other, fitting, judgements),
  );
}

export interface KindScore {
  kind: string;
  queries: number;
  ndcg: number;
  success: number;
}

/** How ours does on each kind of query, the worst first. */
export function scoreKinds(runs: readonly Run[], judgements: Judgements): KindScore[] {
  const fitting = runs.filter(isFitting);
  const kinds = [...new Set(fitting.flatMap(({ query }) => query.kind))];
  const scores = kinds.map((kind) => {
    const ofKind = fitting.filter(({ query }) => query.kind.includes(kind));
    return {
      kind,
      queries: ofKind.length,
      ndcg: mean(valuesOf("nDCG@10", "ours", ofKind, judgements)),
      success: mean(valuesOf("Success@3", "ours", ofKind, judgements)),
    };
  });
  return scores.sort((a, b) => a.ndcg - b.ndcg);
}

/** Queries whose label and whose grades contradict each other: each wants a second look. */
export function contradictions(runs: readonly Run[], judgements: Judgements): string[] {
  return runs.flatMap(({ query }) => {
    const best = Math.max(0, ...gradesOf(judgements, query.id).values());
    if (query.fits && best < 2)
      return [`${query.id} ${query.text}: labelled as fitting, and no course has more than ${best}`];
    return !query.fits && best > 1
      ? [`${query.id} ${query.text}: labelled as fitting nothing, and a course has ${best}`]
      : [];
  });
}
