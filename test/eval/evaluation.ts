import type { Figure } from "../bench/report.ts";

/** What an evaluation hands back: figures for machines and, for people, lines to print before them. */
export interface Result {
  figures: Figure[];
  /** Figures that the lines show in a better form than one row each. */
  figuresInLines: Figure[];
  lines: string[];
}

export interface Options {
  /** Gold records. */
  in: string;
  /** Where the predictions go. */
  out?: string | undefined;
  /** Lists what was misunderstood. */
  errors: boolean;
}

export type Evaluation = (options: Options) => Promise<Result>;
