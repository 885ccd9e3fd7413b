// npx tsx test/eval/retrieval/pool-command.ts FOLDER [--in FILE …]: writes judging sheets for the pairs nobody has judged yet.
import { parseArgs } from "node:util";
import { localDate } from "../../../src/kit/clock.ts";
import { inShop, readCourses, type Shop } from "./catalogue.ts";
import { judgementsSoFar } from "./judgements.ts";
import { poolOf, secondPool, sheetsOf } from "./pool.ts";
import { OWN_JUDGEMENTS, OWN_QUERIES, readQueries } from "./query.ts";
import { COURSE_COLUMNS, centreOf, courseText, queryText } from "./sheet-text.ts";
import { writeSheets } from "./sheets.ts";
import { type Run, runQueries } from "./systems.ts";

async function writePool(
  folder: string,
  shop: Shop,
  runs: readonly Run[],
  judgements: ReturnType<typeof judgementsSoFar>,
) {
  const { house, now } = shop;
  const today = localDate(now);
  const first = poolOf(runs, judgements.byQuery);
  const second = secondPool(first);
  const courses = await readCourses(shop, [...new Set(first.flatMap(({ courseIds }) => courseIds))]);
  const byId = new Map(runs.map((run) => [run.query.id, run]));
  const centres = new Map(runs.map(({ query, ours }) => [query.id, centreOf(query, ours.place, house.places)]));
  const textOf = {
    query: (queryId: string): string => {
      const run = byId.get(queryId);
      return run === undefined ? queryId : queryText(run.query, centres.get(queryId));
    },
    course: (queryId: string, courseId: string): string => {
      const course = courses.get(courseId);
      return course === undefined ? courseId : courseText(course, centres.get(queryId), house.places, today);
    },
  };
  const head = [`# 今天是 ${today}。每行：${COURSE_COLUMNS}`];
  writeSheets(folder, "first", sheetsOf(first), head, textOf);
  writeSheets(folder, "second", sheetsOf(second), head, textOf);
  const pairs = (pools: typeof first): number => pools.reduce((sum, { courseIds }) => sum + courseIds.length, 0);
  console.log(
    `${pairs(first)} pairs on ${sheetsOf(first).length} sheets, ${pairs(second)} of them again on ${sheetsOf(second).length}`,
  );
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { in: { type: "string", multiple: true, default: [OWN_QUERIES] } },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error("usage: npx tsx test/eval/retrieval/pool-command.ts FOLDER [--in FILE …]");
  process.exit(2);
}
const queries = readQueries(values.in);
const judgements = judgementsSoFar(OWN_JUDGEMENTS);
await inShop(judgements.catalogue, async (shop) =>
  writePool(folder, shop, await runQueries(shop, queries), judgements),
);
