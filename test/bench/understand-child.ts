// A process of its own for `bench -- understand`: what the reader takes to build and to hold, and how fast it reads. Prints one JSON line.
import { createReader } from "../../bot/answer.ts";
import { openDatabase } from "../../src/kit/database.ts";
import { normaliseText } from "../../src/kit/text-zh.ts";
import { loadOccupations } from "../../src/occupations/occupations.ts";
import { loadPlaces } from "../../src/places/places.ts";
import { freshContext } from "../bot/language.ts";
import { readSets } from "../eval/sets.ts";
import { median, quantile } from "./report.ts";
import { LONG_MESSAGES, type UnderstandTimes } from "./understand.ts";

const MB = 1024 * 1024;
const ROUNDS = 5;
const LONG_ROUNDS = 20;

/** What is held after a collection, in the heap and outside it, where the segmenter keeps its words; not what V8 keeps free for later. */
function heldMb(): number {
  globalThis.gc?.();
  const { rss, heapTotal, heapUsed } = process.memoryUsage();
  return (rss - heapTotal + heapUsed) / MB;
}

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

const [databaseUrl = ""] = process.argv.slice(2);
const db = openDatabase(databaseUrl, 2);
// The first queries of the ORM keep some 70 MB of its own machinery, whoever makes them: that is no table of ours.
await loadPlaces(db);
await loadOccupations(db);
const messages = readSets([], ["dev"]).flatMap(({ records }) =>
  records.flatMap(({ turns }) => turns.map(({ user }) => user)),
);
const before = heldMb();

const began = performance.now();
const [places, occupations] = await Promise.all([loadPlaces(db), loadOccupations(db)]);
const tablesMs = performance.now() - began;
const readerBegan = performance.now();
const understand = createReader({ places, occupations });
understand("成都学点汗的班", freshContext); // the tables of sounds are made when a message first needs them
const startMs = performance.now() - readerBegan;
const memoryMb = heldMb() - before;
await db.close();

for (const text of messages) understand(text, freshContext); // warm, as a reader in service is

const turnMs: number[] = [];
const baselineMs: number[] = [];
for (let round = 0; round < ROUNDS; round++)
  for (const text of messages) {
    baselineMs.push(timed(() => normaliseText(text)));
    turnMs.push(timed(() => understand(text, freshContext)));
  }
const longMs = LONG_MESSAGES.flatMap(({ text }) =>
  Array.from({ length: LONG_ROUNDS }, () => timed(() => understand(text, freshContext))),
);

const times: UnderstandTimes = {
  messages: messages.length,
  tablesMs,
  startMs,
  memoryMb,
  turnMedianMs: median(turnMs),
  turnP95Ms: quantile(turnMs, 0.95),
  turnMaxMs: Math.max(...turnMs),
  baselineMedianMs: median(baselineMs),
  longMedianMs: median(longMs),
  longMaxMs: Math.max(...longMs),
};
console.log(JSON.stringify(times));
