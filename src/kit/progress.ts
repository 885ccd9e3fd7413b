import cliProgress from "cli-progress";

export interface Progress {
  advance(done: number): void;
  finish(): void;
}

/** Shows nothing: for tests and for work that is known to be short. */
export const noProgress: Progress = { advance: () => undefined, finish: () => undefined };

/**
 * A bar on a terminal; elsewhere one JSON line each five per cent, so that a log stays readable.
 * @param out where it is drawn; standard error, so that standard output stays clean for results
 */
export function showProgress(label: string, total: number, out: NodeJS.WriteStream = process.stderr): Progress {
  if (out.isTTY) {
    const bar = new cliProgress.SingleBar(
      { format: `${label} {bar} {value}/{total} {eta_formatted}`, stream: out, hideCursor: true },
      cliProgress.Presets.shades_classic,
    );
    bar.start(total, 0);
    return { advance: (done) => bar.update(done), finish: () => bar.stop() };
  }
  let printed = -1;
  const print = (done: number): void => {
    const step = total === 0 ? 20 : Math.floor((done / total) * 20);
    if (step === printed) return;
    printed = step;
    out.write(`${JSON.stringify({ progress: label, done, total })}\n`);
  };
  return { advance: print, finish: () => print(total) };
}
