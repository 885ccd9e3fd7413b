import { atLeast, atMost, type Figure, measured, median, quantile } from "./report.ts";
import type { Recording } from "./search-recording.ts";
import { type Sample, SYSTEMS, type SystemName } from "./search-systems.ts";
import type { Throughput } from "./search-throughput.ts";

/** All that was measured at one number of courses. */
export interface Scale {
  courses: number;
  /** Class sessions: what the indexes hold. */
  documents: number;
  recordings: readonly Recording[];
  /** Each the whole mix once. */
  runs: readonly Record<SystemName, readonly Sample[]>[];
  throughput: Throughput;
}

const SHARES = [
  { name: "median", share: 0.5 },
  { name: "p95", share: 0.95 },
  { name: "p99", share: 0.99 },
] as const;

const ofRun = (samples: readonly Sample[], share: number): number =>
  quantile(
    samples.map(({ ms }) => ms),
    share,
  );

/** The median of the runs, so that one slow moment of the machine decides nothing. */
const ms = ({ runs }: Scale, name: SystemName, share: number): number =>
  median(runs.map((run) => ofRun(run[name], share)));

/** Taken within each run, where both lived through the same moments. */
const overFloor = ({ runs }: Scale, share: number): number =>
  median(runs.map((run) => ofRun(run.ours, share) / ofRun(run.floor, share)));

const faultsOf = ({ runs, throughput }: Scale): string[] => [
  ...throughput.faults,
  ...runs.flatMap((run) => SYSTEMS.flatMap((name) => run[name].flatMap(({ fault }) => fault ?? []))),
];

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function figuresOf(scale: Scale): Figure[] {
  const { courses, documents, recordings, throughput } = scale;
  const label = (name: string): string => `${name}, ${courses.toLocaleString("en")} courses`;
  const { ours, raw } = throughput;
  const faults = faultsOf(scale);
  const requests = recordings.map(({ engineRequests }) => engineRequests);
  const share = (which: (recording: Recording) => boolean): number =>
    (recordings.filter(which).length / recordings.length) * 100;
  return [
    atMost(label("ours ÷ floor, median"), overFloor(scale, 0.5), "×", 2),
    atMost(label("ours ÷ floor, p99"), overFloor(scale, 0.99), "×", 3),
    atLeast(
      label("answers a second ÷ raw engine, 8 clients"),
      median(ours.map((each, at) => each / (raw[at] ?? Number.NaN))),
      "×",
      0.45,
    ),
    measured(label("answers a second, 8 clients"), median(ours), "/s"),
    measured(label("raw engine, 8 clients"), median(raw), "/s"),
    atMost(label("engine requests per answer, mean"), mean(requests), "", 1.3),
    measured(
      label("answers that took more than one"),
      share(({ engineRequests }) => engineRequests > 1),
      "%",
    ),
    measured(
      label("answers without a course"),
      share(({ hasItems }) => !hasItems),
      "%",
    ),
    atMost(label("errors"), faults.length, "", 0),
    ...[...new Set(faults)].map((fault) =>
      measured(label(`errors: ${fault}`), faults.filter((each) => each === fault).length, ""),
    ),
    measured(label("class sessions indexed"), documents, ""),
    ...SYSTEMS.flatMap((name) =>
      SHARES.map(({ name: part, share }) => measured(label(`${name}, ${part}`), ms(scale, name, share), "ms")),
    ),
  ];
}

/** How the cost grows with the number of courses: median / p95 / p99 of each system, in milliseconds. */
export function growthTable(scales: readonly Scale[]): string {
  const cell = (scale: Scale, name: SystemName): string =>
    SHARES.map(({ share }) => ms(scale, name, share).toFixed(1)).join(" / ");
  const rows = SYSTEMS.map((name) => [name, ...scales.map((scale) => cell(scale, name))]);
  const head = ["ms: median / p95 / p99", ...scales.map(({ courses }) => `${courses.toLocaleString("en")} courses`)];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
