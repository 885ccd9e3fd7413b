import type { Figure } from "../../bench/report.ts";

/** How long a run may take: the short form is for every change, the full one for a release. */
export type Form = "short" | "full";

/** One promise of the scorecard: what is done to the system, and which figures it must keep. */
export interface Row {
  /** S1 … S15 */
  id: string;
  title: string;
  /** What is done, for the reader of the table. */
  how: string;
  /** Stands on services of its own and leaves nothing behind. */
  run(form: Form): Promise<Figure[]>;
}

/** For what must not happen at all. */
export const none = (name: string, value: number, unit: string): Figure => ({
  name,
  value,
  unit,
  limit: "0",
  ok: value === 0,
});

/** Keeps a row honest: with less than this the fault came too late, or was too weak, to prove anything. */
export const atLeast = (name: string, value: number, unit: string, limit: number): Figure => ({
  name,
  value,
  unit,
  limit: `≥ ${limit}`,
  ok: value >= limit,
});

/** One line on standard error, for whoever waits. */
export const tell = (row: string, facts: Record<string, unknown>): void =>
  void process.stderr.write(`${JSON.stringify({ progress: "scorecard", row, ...facts })}\n`);
