import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { elapsed, systemClock } from "../../src/kit/clock.ts";
import { projectPath } from "../../src/kit/root.ts";
import { startChild } from "../fault/scorecard/child.ts";
import { aCourse, aSite, aStaff } from "../support/factories.ts";
import { bodiesOf, rawEngine } from "./index-raw.ts";
import { type MemoryPeak, memoryDuring } from "./process-memory.ts";
import { atMost, type Figure, measured, median, quantile } from "./report.ts";
import { houseWith, type ScaledHouse } from "./search-house.ts";

const projectScripts = z
  .object({ scripts: z.object({ reindex: z.string() }) })
  .parse(JSON.parse(readFileSync(projectPath("package.json"), "utf8"))).scripts;

const COURSES = 100_000;
const COURSES_OF_A_PUBLICATION = 20_000;
/** Raw and ours take turns, so that a slow moment of the machine falls on both. */
const ROUNDS = "2";
const PUBLICATIONS = 60;
const LOOK_MS = 20;
const GIVE_UP_MS = 30_000;

/** What `npm run reindex` gives Node (package.json): the garbage of a batch is collected before the next two. */
const NODE_LIMITS = projectScripts.reindex.match(/--max-\S+/g) ?? [];

/** `npm run reindex` as an operator runs it, in a process of its own. @returns seconds from its start to its end */
async function reindex({ databaseUrl, meili, secret }: ScaledHouse["services"]): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "jiangtu-bench-"));
  const env = { DATA_DIR: folder, DATABASE_URL: databaseUrl, MEILI_URL: meili.url, MEILI_KEY: meili.key };
  const startedAt = elapsed();
  const child = await startChild([...NODE_LIMITS, projectPath("dist/main.js"), "reindex"], { ...env, SECRET: secret });
  while (!child.hasEnded()) await sleep(LOOK_MS);
  const seconds = (elapsed() - startedAt) / 1000;
  await rm(folder, { recursive: true, force: true });
  if (!child.said().includes("搜索索引已重建")) throw new Error(`reindex failed: ${child.said()}`);
  return seconds;
}

async function buildFigures(courses: number, rounds: number): Promise<Figure[]> {
  const { house, services, close } = await houseWith(courses, systemClock, false);
  try {
    const { bodies, documents } = await bodiesOf(house.db);
    const raw: number[] = [];
    const ours: number[] = [];
    const peaks: MemoryPeak[] = [];
    for (let round = 0; round < rounds; round++) {
      const { result, peak } = await memoryDuring(reindex(services));
      ours.push(result);
      peaks.push(peak);
      process.stderr.write(`${JSON.stringify({ progress: "reindex", round, seconds: result, megabytes: peak.all })}\n`);
      raw.push(await rawEngine(services.meili).post(bodies));
      process.stderr.write(`${JSON.stringify({ progress: "raw", round, seconds: raw.at(-1) })}\n`);
    }
    // The first fill: later the engine also holds what the raw posts before it left in its memory.
    const [first, ...later] = peaks;
    const megabytes = (name: string): number => first?.byName.get(name) ?? Number.NaN;
    const label = (name: string): string => `${name}, ${courses.toLocaleString("en")} courses`;
    return [
      measured(label("documents"), documents, ""),
      measured(label("the same documents posted raw, median"), median(raw), "s"),
      measured(label("npm run reindex, from start to end, median"), median(ours), "s"),
      atMost(label("reindex ÷ raw"), median(ours) / median(raw), "×", 1.3),
      atMost(
        label("private memory while an empty index is filled, all processes"),
        first?.all ?? Number.NaN,
        "MB",
        1400,
      ),
      atMost(label("of it, our Node"), megabytes("node"), "MB", 450),
      measured(label("of it, the engine"), megabytes("meilisearch"), "MB"),
      ...later.map(({ all }) => measured(label("all processes when it is filled again after posting raw"), all, "MB")),
    ];
  } finally {
    await close();
  }
}

/** From the reviewer's click until the course is found by its title, through the program's own worker and search. */
async function secondsToBeFound({ house }: ScaledHouse, siteId: string, at: number): Promise<number> {
  const { db, courses, search } = house;
  const { actor } = await aStaff(db, { institutionId: null });
  const title = `竹编技艺传习第${at}期`;
  const { id } = await aCourse(db, { siteId, title, status: "submitted", certificates: [] });
  const startedAt = elapsed();
  await courses.approve(actor, id, systemClock.now());
  while (elapsed() - startedAt < GIVE_UP_MS) {
    const { items, degraded } = await search.courses({ q: title }, { limit: 20 }, systemClock.now());
    if (!degraded && items.some(({ course }) => course.id === id)) return (elapsed() - startedAt) / 1000;
    await sleep(LOOK_MS);
  }
  return Number.POSITIVE_INFINITY;
}

async function publicationFigures(courses: number): Promise<Figure[]> {
  const scaled = await houseWith(courses, systemClock);
  try {
    const { id: siteId } = await aSite(scaled.house.db);
    scaled.house.sync?.start();
    const seconds: number[] = [];
    for (let at = 0; at < PUBLICATIONS; at++) seconds.push(await secondsToBeFound(scaled, siteId, at));
    await scaled.house.sync?.stop();
    const label = (name: string): string => `${name}, ${courses.toLocaleString("en")} courses`;
    return [
      measured(label("from publishing until found, median"), median(seconds), "s"),
      atMost(label("from publishing until found, 95th percentile"), quantile(seconds, 0.95), "s", 3),
    ];
  } finally {
    await scaled.close();
  }
}

/** How long the catalogue takes into the index, and one course; what memory it takes. `--courses N` for a smaller catalogue. */
export async function run(args: string[]): Promise<Figure[]> {
  const { values } = parseArgs({
    args,
    options: {
      courses: { type: "string", default: `${COURSES}` },
      rounds: { type: "string", default: ROUNDS },
      json: { type: "boolean" },
    },
  });
  const courses = Number(values.courses);
  if (!Number.isInteger(courses) || courses < 1) throw new Error("--courses wants a number of courses");
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds wants a number of rounds");
  return [
    ...(await publicationFigures(Math.min(courses, COURSES_OF_A_PUBLICATION))),
    ...(await buildFigures(courses, rounds)),
  ];
}
