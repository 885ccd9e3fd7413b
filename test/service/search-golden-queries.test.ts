// Golden queries: what people really type, over two hundred courses. Run against the engine of this run; see docs/search.md.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanQuery, isWordless, scoreThreshold } from "../../search/query-text.ts";
import type { Course } from "../../src/courses/course.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { writeGoldenCatalogue } from "../support/golden-catalogue.ts";
import { type RawEngine, rawEngine } from "../support/raw-engine.ts";
import { aSearch } from "../support/search.ts";
import { GOLDEN_QUERIES, type GoldenQuery } from "./golden-queries.ts";

const NOW = systemClock.now();
const TOP = 20;

let test: TestDatabase;
let world: Awaited<ReturnType<typeof aSearch>>;

beforeAll(async () => {
  test = await freshDatabase();
  world = await aSearch(test);
  expect(await writeGoldenCatalogue(test.db, NOW)).toBeGreaterThan(180);
  await world.sync.rebuild();
}, 180_000);
afterAll(() => test.drop());

async function coursesFor({ q, with: conditions }: GoldenQuery): Promise<Course[]> {
  const page = await world.search.courses({ q, ...conditions }, { limit: 200 }, NOW);
  expect(page.degraded).toBe(false);
  return page.items.map(({ course }) => course);
}

describe.each(Object.entries(GOLDEN_QUERIES))("%s", (_kind, queries) => {
  it.each(queries)("$q", async (query) => {
    const { first, contains = [], excludes = [], school = "", isNothing = false } = query;
    const courses = await coursesFor(query);
    const titles = courses.map(({ title }) => title);
    expect(titles.length === 0).toBe(isNothing);
    if (first !== undefined) expect(titles[0]).toContain(first);
    for (const part of contains) expect(titles.slice(0, TOP).join(" ")).toContain(part);
    for (const part of excludes) expect(titles.filter((title) => title.includes(part))).toEqual([]);
    expect(courses.filter(({ institution }) => !institution.name.includes(school))).toEqual([]);
  });
});

describe("the relevance that the engine gives, before our threshold", () => {
  interface Scored {
    kind: string;
    q: string;
    words: string;
    /** Best score of a hit that is right; 0 where none is asked for. */
    good: number;
    /** Best score of a hit where nothing is right. */
    junk: number;
  }

  const scoreOf = async (raw: RawEngine, kind: string, { q, ...expected }: GoldenQuery): Promise<Scored> => {
    const index = world.engine.liveIndex("courses");
    const words = cleanQuery(q) ?? "";
    const strict = await raw.scores(index, words, { matchingStrategy: "all" });
    const hits = strict.size > 0 ? strict : await raw.scores(index, words, { matchingStrategy: "frequency" });
    const wanted = [expected.first, ...(expected.contains ?? [])].filter((part) => part !== undefined);
    const best = (isMeant: (title: string) => boolean): number =>
      Math.max(0, ...[...hits].filter(([title]) => isMeant(title)).map(([, score]) => score));
    return {
      kind,
      q,
      words,
      good: best((title) => wanted.some((part) => title.includes(part))),
      junk: best(() => expected.isNothing === true && expected.with === undefined),
    };
  };

  /** The weakest right hit and the strongest wrong one of each kind of query. */
  const byKind = (scored: readonly Scored[]) =>
    Object.keys(GOLDEN_QUERIES).flatMap((kind) => {
      const some = scored.filter((each) => each.kind === kind);
      const [weakest] = some.filter(({ good }) => good > 0).sort((a, b) => a.good - b.good);
      const [strongest] = some.filter(({ junk }) => junk > 0).sort((a, b) => b.junk - a.junk);
      const good = weakest?.good.toFixed(2);
      const junk = strongest?.junk.toFixed(2);
      return [{ kind, weakest: weakest?.q, good, strongest: strongest?.q, junk }];
    });

  it("sets what is right apart from what is not, at the threshold we use", async () => {
    const raw = rawEngine();
    const scored: Scored[] = [];
    for (const [kind, queries] of Object.entries(GOLDEN_QUERIES))
      for (const query of queries) if (!isWordless(query.q)) scored.push(await scoreOf(raw, kind, query));
    console.table(byKind(scored));
    expect(scored.filter(({ good, words }) => good > 0 && good < scoreThreshold(words))).toEqual([]);
    expect(scored.filter(({ junk, words }) => junk > 0 && junk >= scoreThreshold(words))).toEqual([]);
  });
});
