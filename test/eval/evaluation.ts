import type { Figure } from "../bench/report.ts";
import type { Split } from "./sets.ts";

/** What an evaluation hands back: figures for machines and, for people, lines to print before them. */
export interface Result {
  figures: Figure[];
  /** Figures that the lines show in a better form than one row each. */
  figuresInLines: Figure[];
  lines: string[];
}

export interface Options {
  /** Files of labelled records, or folders of them; none = the project's own sets. */
  in: readonly string[];
  /** Of the project's own sets, only this one. */
  split?: Split | undefined;
  /** Where the predictions go. */
  out?: string | undefined;
  /** retrieval: grades of (query, course) pairs; none = the project's own. */
  judgements?: string | undefined;
  /** Lists what was misunderstood. */
  errors: boolean;
}

export type Evaluation = (options: Options) => Promise<Result>;
