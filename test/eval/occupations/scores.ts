import { elapsed } from "../../../src/kit/clock.ts";
import { percent } from "../figures.ts";
import { wilson } from "../interval.ts";
import type { Case } from "./cases.ts";
import { RANKED, type Ranker } from "./rankers.ts";

/** Where the first right answer of a case stands: 0 = first; undefined = not among the first three. */
export interface Answer {
  of: Case;
  at: number | undefined;
  ms: number;
}

export async function answersOf({ rank }: Ranker, cases: readonly Case[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const of of cases) {
    const start = elapsed();
    const found = (await rank(of.text)).slice(0, RANKED);
    const at = found.findIndex((code) => of.codes.includes(code));
    answers.push({ of, at: at < 0 ? undefined : at, ms: elapsed() - start });
  }
  return answers;
}

/** The share of cases with a right answer among the first `count`, from 0 to 1. */
export const topShare = (answers: readonly Answer[], count: number): number =>
  answers.filter(({ at }) => at !== undefined && at < count).length / answers.length;

function shareCell(answers: readonly Answer[], count: number): string {
  const share = topShare(answers, count);
  const [low, high] = wilson(share * answers.length, answers.length);
  return `${percent(share).toFixed(1)} (${percent(low).toFixed(0)}–${percent(high).toFixed(0)})`;
}

/** One row a group: its name, how many cases, top-1 and top-3 with Wilson's 95 % interval. */
export const groupRow = (system: string, group: string, answers: readonly Answer[]): string =>
  answers.length === 0
    ? `| ${system} | ${group} | 0 | – | – |`
    : `| ${system} | ${group} | ${answers.length} | ${shareCell(answers, 1)} | ${shareCell(answers, RANKED)} |`;
