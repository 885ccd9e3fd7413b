import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { z } from "zod";
import { fixedClock, systemClock } from "../../src/kit/clock.ts";
import { showProgress } from "../../src/kit/progress.ts";
import { type Figure, measured } from "./report.ts";
import { startChild } from "./search-child.ts";
import { openClient } from "./search-client.ts";
import { figuresOf, growthTable, type Scale } from "./search-figures.ts";
import { houseWith } from "./search-house.ts";
import { readMix } from "./search-mix.ts";
import { type Recording, recordSearch } from "./search-recording.ts";
import { openContest, type Sample, SYSTEMS, type SystemName, type Systems } from "./search-systems.ts";
import { measureThroughput } from "./search-throughput.ts";

const RUNS = 5;
const WARM_UPS = 2;

const emptyRun = (): Record<SystemName, Sample[]> => ({
  ours: [],
  "raw engine": [],
  floor: [],
  PostgreSQL: [],
  MiniSearch: [],
});

/** The whole mix once: every system answers every question, and who goes first goes round. */
async function runOf(systems: Systems, recordings: readonly Recording[], run: number) {
  const samples = emptyRun();
  for (const [at, recording] of recordings.entries())
    for (let turn = 0; turn < SYSTEMS.length; turn++) {
      const name = SYSTEMS[(at + run + turn) % SYSTEMS.length] ?? "ours";
      samples[name].push(await systems[name](recording));
    }
  return samples;
}

async function measureAt(courses: number): Promise<Scale> {
  const now = systemClock.now(); // the same for all that follows: what may be found depends on the day
  const scaled = await houseWith(courses, fixedClock(now));
  const client = openClient(1);
  try {
    const here = await scaled.house.startWeb("127.0.0.1", 0);
    const recordings: Recording[] = [];
    for (const question of readMix())
      recordings.push(await recordSearch(scaled.house, client, `http://127.0.0.1:${here.port}`, question));
    await here.stop();
    const given = { services: scaled.services, at: now.toISOString() };
    const program = await startChild("search-program.ts", given, z.object({ port: z.number() }));
    const address = `http://127.0.0.1:${program.ready.port}`;
    const contest = await openContest(scaled, client, address, now);
    for (let round = 0; round < WARM_UPS; round++) await runOf(contest.systems, recordings, round);
    const progress = showProgress(`${courses} courses`, RUNS);
    const runs = [];
    for (let run = 0; run < RUNS; run++) {
      runs.push(await runOf(contest.systems, recordings, run));
      progress.advance(run + 1);
    }
    progress.finish();
    await contest.close();
    const throughput = await measureThroughput(recordings, address);
    await program.end();
    return { courses, documents: contest.documents, recordings, runs, throughput };
  } finally {
    client.close();
    await scaled.close();
  }
}

const Sizes = z.array(z.coerce.number().int().min(1).max(200_000)).min(1);

/** The search of the API, whole, against the engine alone, against its floor, and beside what else could answer. */
export async function run(args: string[]): Promise<Figure[]> {
  const { values } = parseArgs({
    args,
    options: { courses: { type: "string", default: "3000,20000,100000" }, json: { type: "boolean", default: false } },
  });
  const load = (): number => loadavg()[0] ?? 0;
  const machine = [measured("cores", availableParallelism(), ""), measured("load average before", load(), "")];
  const scales: Scale[] = [];
  for (const courses of Sizes.parse(values.courses.split(","))) scales.push(await measureAt(courses));
  if (!values.json) console.log(growthTable(scales));
  return [...scales.flatMap(figuresOf), ...machine, measured("load average after", load(), "")];
}
