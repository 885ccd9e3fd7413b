import type { Figure } from "../../bench/report.ts";
import type { Evaluation } from "../evaluation.ts";
import { scoreSet } from "./score-set.ts";
import { SETS } from "./sets.ts";

/** The grammars of numbers, money, lengths and times against the public sets. `--errors` lists the kept rows that go wrong. */
export const parsers: Evaluation = async ({ errors }) => {
  const figures: Figure[] = [];
  const lines: string[] = [];
  for (const set of SETS) {
    const score = scoreSet(set);
    if (score === undefined)
      throw new Error("the outside sets are not on this machine: set REFERENCE_DIR to the folder beside them");
    const { rows, right, keptRows, keptRight } = score;
    figures.push(
      { name: set.name, value: right, unit: `of ${rows}`, limit: `≥ ${set.floor}`, ok: right >= set.floor },
      { name: `${set.name}, without skipped rows`, value: (100 * keptRight) / keptRows, unit: `% of ${keptRows}` },
    );
    if (errors) lines.push(...score.wrong);
  }
  return { figures, figuresInLines: [], lines };
};
