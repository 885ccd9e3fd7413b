/** One measured value; `limit` and `ok` where the project promises something about it. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** e.g. "≤ 12" */
  limit?: string;
  ok?: boolean;
}

export const atMost = (name: string, value: number, unit: string, limit: number): Figure => ({
  name,
  value,
  unit,
  limit: `≤ ${limit}`,
  ok: value <= limit,
});

export const atLeast = (name: string, value: number, unit: string, limit: number): Figure => ({
  name,
  value,
  unit,
  limit: `≥ ${limit}`,
  ok: value >= limit,
});

export const measured = (name: string, value: number, unit: string): Figure => ({ name, value, unit });

/** @param share 0.5 = median */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

const rounded = (value: number): string =>
  Number.isInteger(value) ? `${value}` : value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

/**
 * Prints a table for people, or with `--json` one object on standard output.
 * @returns the exit status: 1 when a figure misses its limit
 */
export function report(name: string, figures: readonly Figure[], asJson: boolean): number {
  const shown = figures.map((figure) => ({ ...figure, value: Number(rounded(figure.value)) }));
  if (asJson) console.log(JSON.stringify({ name, figures: shown }));
  else {
    console.log(`\n${name}\n\n| figure | value | unit | limit | |\n|---|---|---|---|---|`);
    for (const figure of shown) {
      const verdict = figure.ok === undefined ? "" : figure.ok ? "ok" : "MISSED";
      console.log(`| ${figure.name} | ${figure.value} | ${figure.unit} | ${figure.limit ?? ""} | ${verdict} |`);
    }
  }
  return figures.some((figure) => figure.ok === false) ? 1 : 0;
}
