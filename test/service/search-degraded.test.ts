import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CourseQuery } from "../../search/course-query.ts";
import { createFallbackSearch } from "../../search/fallback.ts";
import { createMeiliSearch } from "../../search/meili.ts";
import { queryableCourse, satisfies } from "../../search/satisfies.ts";
import type { SearchPort } from "../../search/search-port.ts";
import type { CourseHit, SearchService } from "../../search/search-service.ts";
import { addDays, elapsed, localDate, systemClock } from "../../src/kit/clock.ts";
import { openDatabase } from "../../src/kit/database.ts";
import { OccupationCode } from "../../src/occupations/occupation.ts";
import { DivisionCode } from "../../src/places/place.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aBase, aCourse } from "../support/factories.ts";
import { aSearch } from "../support/search.ts";

const NOW = systemClock.now();
const TODAY = localDate(NOW);
const CHENGDU = { lat: 30.57, lng: 104.06 };
const SIGNAL = new AbortController().signal;

const TRADES = [
  { code: "6-18-02-04", title: "电焊工初级班" },
  { code: "6-31-01-03", title: "低压电工取证班" },
  { code: "4-10-01-05", title: "养老护理员培训" },
  { code: "6-30-05-01", title: "N1叉车司机取证班" },
];
const PLACES = [
  { divisionCode: "510116", point: { lat: 30.57, lng: 103.92 } },
  { divisionCode: "510104", point: { lat: 30.64, lng: 104.08 } },
  { divisionCode: "510703", point: { lat: 31.46, lng: 104.68 } },
  { divisionCode: "511002", point: { lat: 29.59, lng: 105.06 } },
  { divisionCode: "513401", point: { lat: 27.89, lng: 102.26 } },
];
const MODES = ["onsite", "onsite", "blended", "online"] as const;
const SCHEDULES = ["daytime", "evening", "weekend"] as const;

let test: TestDatabase;
let world: Awaited<ReturnType<typeof aSearch>>;
/** An engine that nobody answers for. */
let engineless: SearchService;

beforeAll(async () => {
  test = await freshDatabase();
  world = await aSearch(test);
  engineless = world.service(createMeiliSearch({ url: "http://127.0.0.1:9", key: "no-such-engine-key" }));
  for (let i = 0; i < 40; i++) {
    const trade = TRADES[i % TRADES.length];
    const mode = MODES[Math.floor(i / 5) % MODES.length] ?? "onsite";
    await aCourse(test.db, {
      ...PLACES[i % PLACES.length],
      title: `${trade?.title}${i}`,
      occupationCode: trade?.code ?? "",
      certificates: [],
      level: [5, 4, null][i % 3] ?? null,
      mode,
      ...(mode === "online" && { siteId: null }),
      schedule: SCHEDULES[Math.floor(i / 3) % SCHEDULES.length] ?? "daytime",
      isSubsidised: [true, false, null][i % 3] ?? null,
      feeFen: (i % 6) * 50_000,
      hours: 20 + i,
      sessions: [{ startsOn: addDays(TODAY, 3 + i) }, { startsOn: addDays(TODAY, 40 + i) }],
    });
  }
  for (const [at, place] of PLACES.entries()) await aBase(test.db, { ...place, name: `焊接实训基地${at}` });
}, 120_000);
afterAll(() => test.drop());

const occupation = (code: string) => [OccupationCode.parse(code)];
const place = (code: string) => DivisionCode.parse(code);
const find = (query: CourseQuery, search = engineless) => search.courses(query, { limit: 50 }, NOW);

/** Hits that break a condition of the query; words aside. */
const violations = (query: CourseQuery, items: readonly CourseHit[]): CourseHit[] => {
  const { q: _words, ...conditions } = query;
  return items.filter(({ course }) => !satisfies(conditions, queryableCourse(course, [], TODAY), world.places));
};

describe("with the engine away, questions", () => {
  it.each<[string, CourseQuery]>([
    ["a name", { q: "焊工" }],
    ["a part of a title", { q: "初级" }],
    ["what people call it", { q: "电焊" }],
    ["words of a sentence", { q: "我想学焊工" }],
    ["a name and a filler", { q: "焊工培训班" }],
    ["traditional characters", { q: "電焊" }],
    ["letters and characters", { q: "N1叉车证" }],
    ["pinyin", { q: "hangong" }],
    ["pinyin of a word in the title", { q: "quzheng" }],
    ["initials", { q: "hg" }],
    ["two trades, neither of both", { q: "叉车 护理" }],
    ["words and a place", { q: "电工", place: place("510100") }],
    ["words near a point", { q: "护理", near: CHENGDU, radiusKm: 300 }],
    ["an occupation in a county", { occupations: occupation("6-18-02-04"), place: place("510116") }],
    ["a city", { place: place("510100") }],
    ["the province", { place: place("510000") }],
    ["附近", { near: CHENGDU }],
    ["附近, and a radius", { near: CHENGDU, radiusKm: 15, sort: "nearest" }],
    ["online", { mode: "online" }],
    ["evenings, subsidised", { schedule: "evening", subsidised: true }],
    ["a level and a fee", { level: 5, feeMaxFen: 100_000 }],
    ["between two days", { startsAfter: addDays(TODAY, 10), startsBefore: addDays(TODAY, 30) }],
    ["the cheapest", { sort: "cheapest", place: place("510100") }],
    ["the shortest", { sort: "shortest" }],
    ["the soonest", { sort: "soonest", q: "电工" }],
    ["nothing online, nothing in 双流", { refused: { mode: "online", place: place("510116") } }],
    ["any trade but one", { refused: { occupation: OccupationCode.parse("6-31-01-03") }, place: place("510000") }],
    ["no condition", {}],
  ])("for %s are answered, marked as degraded, and keep every condition", async (_what, query) => {
    const page = await find(query);
    expect(page.degraded).toBe(true);
    expect(page.items.length).toBeGreaterThan(0);
    expect(violations(query, page.items)).toEqual([]);
  });

  it.each([{ q: "量子引力" }, { q: "区块链挖矿" }, { q: "xyzzy" }, { q: "焊工", near: { lat: 45.8, lng: 126.5 } }])(
    "that nothing fits find nothing: %j",
    async (query) => {
      expect(await find(query)).toMatchObject({ items: [], degraded: true, total: { value: 0, isExact: true } });
    },
  );

  it("are paged without a course twice or left out", async () => {
    for (const query of [{}, { q: "取证" }, { near: CHENGDU, radiusKm: 300 }, { sort: "cheapest" as const }]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await engineless.courses(query, { limit: 6, ...(cursor !== undefined && { cursor }) }, NOW);
        seen.push(...page.items.map(({ course }) => course.id));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual((await find(query)).items.map(({ course }) => course.id));
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  it("for occupations and bases are answered too", async () => {
    const occupations = await engineless.occupations("电焊", { limit: 5 });
    expect(occupations).toMatchObject({ degraded: true, items: [{ name: "焊工" }] });
    const bases = await engineless.bases({ q: "焊接", near: CHENGDU, radiusKm: 300 }, { limit: 5 });
    expect(bases.degraded).toBe(true);
    const metres = bases.items.map(({ distanceMetres }) => distanceMetres ?? Number.NaN);
    expect(metres.length).toBeGreaterThan(2);
    expect(metres).toEqual(metres.toSorted((a, b) => a - b));
  });
});

describe("candidates from PostgreSQL", () => {
  const courses = (port: SearchPort, query: CourseQuery, limit = 100) =>
    port.courses({ query, today: TODAY, limit, match: "all" }, SIGNAL);

  it("around a point are the nearest, when there are more than asked for", async () => {
    const { hits, estimatedTotal } = await courses(world.fallback, { near: CHENGDU, radiusKm: 300 }, 6);
    expect(new Set(hits.map(({ divisionCode }) => divisionCode))).toEqual(new Set(["510104"]));
    expect(estimatedTotal).toBeGreaterThan(6);
  });

  it("stand in the order of distance with earthdistance and without", async () => {
    const other = await freshDatabase();
    try {
      for (let i = 0; i < 30; i++)
        await aCourse(other.db, {
          point: { lat: 30 + ((i * 7) % 30) / 20, lng: 103.5 + ((i * 11) % 30) / 17 },
          mode: i % 5 === 0 ? "blended" : "onsite",
        });
      const queries: CourseQuery[] = [10, 40, 90, 300].flatMap((radiusKm) => [
        { near: CHENGDU, radiusKm },
        { near: CHENGDU, radiusKm, q: "焊工" },
        { near: CHENGDU, radiusKm, sort: "cheapest" },
        { near: CHENGDU, radiusKm, refused: { mode: "blended" } },
      ]);
      const idsOf = async (port: SearchPort) => {
        const lists: string[][] = [];
        for (const query of queries) lists.push((await courses(port, query)).hits.map(({ courseId }) => courseId));
        return lists;
      };
      const withIt = await idsOf(createFallbackSearch(other.db));
      expect(withIt.flat().length).toBeGreaterThan(100);
      const owner = new pg.Client({ connectionString: other.ownerUrl });
      await owner.connect();
      await owner.query("DROP EXTENSION earthdistance CASCADE");
      await owner.end();
      expect(await idsOf(createFallbackSearch(other.db))).toEqual(withIt);
    } finally {
      await other.drop();
    }
  }, 60_000);

  it("score higher the more of the words the title says", async () => {
    const { hits } = await courses(world.fallback, { q: "低压电工" });
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.every(({ textScore }) => textScore > 0.9 && textScore <= 1)).toBe(true);
    const typed = await courses(world.fallback, { q: "diangong" });
    expect(typed.hits.every(({ textScore }) => textScore === 0.55)).toBe(true);
  });

  it("of which some words may be dropped all say the rarest", async () => {
    const question = { query: { q: "叉车低压" }, today: TODAY, limit: 50 };
    expect((await world.fallback.courses({ ...question, match: "all" }, SIGNAL)).hits).toEqual([]);
    const { hits } = await world.fallback.courses({ ...question, match: "frequency" }, SIGNAL);
    expect(new Set(hits.map(({ occupationCode }) => occupationCode)).size).toBe(1);
    const unheard = { ...question, query: { q: "量子焊工" }, match: "frequency" as const };
    expect((await world.fallback.courses(unheard, SIGNAL)).hits).toEqual([]);
  });

  it("with a preferred name come first where the title says it", async () => {
    await aCourse(test.db, { title: "焊接基本功", certificates: [], sessions: [{ startsOn: addDays(TODAY, 1) }] });
    const query = { occupations: occupation("6-18-02-04") };
    const question = { query, today: TODAY, limit: 3, match: "all" as const };
    const preferred = await world.fallback.courses({ ...question, prefer: "电焊" }, SIGNAL);
    expect(preferred.hits.every(({ title }) => title.includes("电焊"))).toBe(true);
    expect((await world.fallback.courses(question, SIGNAL)).hits[0]?.title).toBe("焊接基本功");
  });
});

describe("a search in PostgreSQL that cannot be done in time", () => {
  it("is ended by the server, and says that it is busy", async () => {
    const owner = new pg.Client({ connectionString: test.ownerUrl });
    await owner.connect();
    await owner.query("BEGIN; LOCK TABLE course IN ACCESS EXCLUSIVE MODE");
    const startedAt = elapsed();
    const search = createFallbackSearch(test.db, { deadlineMs: 300 });
    const asked = search.courses({ query: {}, today: TODAY, limit: 5, match: "all" }, SIGNAL);
    await expect(asked).rejects.toMatchObject({ code: "search_busy", status: 503 });
    expect(elapsed() - startedAt).toBeLessThan(2_000);
    const { rows } = await owner.query(
      `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%"textScore"%'
         AND pid <> pg_backend_pid()`,
    );
    expect(rows).toEqual([]);
    await owner.query("ROLLBACK");
    await owner.end();
  });

  it("does not wait longer for a connection either, and gives a late one back", async () => {
    const db = openDatabase(test.url, 1);
    const search = createFallbackSearch(db, { deadlineMs: 300 });
    const ask = () => search.courses({ query: {}, today: TODAY, limit: 5, match: "all" }, SIGNAL);
    await ask();
    const only = await db.sql.connect();
    await expect(ask()).rejects.toMatchObject({ code: "search_busy" });
    only.release();
    expect((await ask()).hits.length).toBe(5);
    await db.close();
  });

  it("is not even begun for somebody who went away", async () => {
    const gone = world.fallback.courses({ query: {}, today: TODAY, limit: 5, match: "all" }, AbortSignal.abort());
    await expect(gone).rejects.toThrow("aborted");
  });
});
