import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { projectPath, projectRoot } from "../../src/kit/root.ts";
import { withTables } from "../eval/reader.ts";
import { atMost, type Figure, measured, median } from "./report.ts";

const RUNS = 3;
const LENGTH = 10_000;
const DEADLINE_MS = 120_000;

const filled = (unit: string): string => unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH);

/** What has brought parsers to their knees, 10,000 characters of each. */
export const LONG_MESSAGES = [
  { name: "digits", text: filled("1234567890") },
  { name: "repeated dates", text: filled("2026年3月4日到下周三") },
  { name: "one character", text: filled("学") },
  { name: "nested brackets", text: "（".repeat(LENGTH / 2) + "）".repeat(LENGTH / 2) },
  { name: "emoji", text: filled("😀") },
  { name: "names of trades and places", text: filled("双流区电焊工养老护理员绵阳") },
] as const;

const Times = z.object({
  messages: z.number(),
  tablesMs: z.number(),
  startMs: z.number(),
  memoryMb: z.number(),
  turnMedianMs: z.number(),
  turnP95Ms: z.number(),
  turnMaxMs: z.number(),
  baselineMedianMs: z.number(),
  longMedianMs: z.number(),
  longMaxMs: z.number(),
});
export type UnderstandTimes = z.infer<typeof Times>;

const execute = promisify(execFile);

async function freshProcess(databaseUrl: string): Promise<UnderstandTimes> {
  const child = projectPath("test/bench/understand-child.ts");
  const { stdout } = await execute(process.execPath, ["--expose-gc", "--import", "tsx", child, databaseUrl], {
    cwd: projectRoot,
    timeout: DEADLINE_MS,
  });
  return Times.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
}

/** The reader of messages by itself, each time in a process that has done nothing else. */
export async function run(): Promise<Figure[]> {
  const times = await withTables(async (databaseUrl) => {
    const runs: UnderstandTimes[] = [];
    for (let at = 0; at < RUNS; at++) runs.push(await freshProcess(databaseUrl));
    return runs;
  });
  const of = (name: keyof UnderstandTimes): number => median(times.map((each) => each[name]));
  return [
    atMost("turn, median", of("turnMedianMs"), "ms", 0.3),
    atMost("turn, 95th percentile", of("turnP95Ms"), "ms", 2),
    measured("turn, longest", of("turnMaxMs"), "ms"),
    measured("floor: normalising the text alone, median", of("baselineMedianMs"), "ms"),
    measured("turn ÷ floor, median", of("turnMedianMs") / of("baselineMedianMs"), "×"),
    measured("10,000 characters, median", of("longMedianMs"), "ms"),
    atMost("10,000 characters, longest", of("longMaxMs"), "ms", 20),
    atMost("start: the reader, and the sounds its first message needs", of("startMs") / 1000, "s", 0.7),
    measured("before that: the tables from PostgreSQL", of("tablesMs") / 1000, "s"),
    atMost("memory of tables, dictionaries and reader", of("memoryMb"), "MB", 150),
    measured("messages, each five times", of("messages"), ""),
  ];
}
