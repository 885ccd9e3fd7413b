import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CourseQuery } from "../../search/course-query.ts";
import { createMeiliSearch } from "../../search/meili.ts";
import { queryableCourse, satisfies } from "../../search/satisfies.ts";
import type { CourseHit, Page, SearchService } from "../../search/search-service.ts";
import { createCourseService } from "../../src/courses/course-service.ts";
import { AppError } from "../../src/errors.ts";
import { addDays, localDate, systemClock } from "../../src/kit/clock.ts";
import { OccupationCode } from "../../src/occupations/occupation.ts";
import { DivisionCode } from "../../src/places/place.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aCourse, aSite } from "../support/factories.ts";
import { aSearch } from "../support/search.ts";

const NOW = systemClock.now();
const TODAY = localDate(NOW);
const CHENGDU = { lat: 30.57, lng: 104.06 };
const inDays = (days: number) => ({ startsOn: addDays(TODAY, days) });

let test: TestDatabase;
let world: Awaited<ReturnType<typeof aSearch>>;
const ids: string[] = [];

/** Twenty-four courses that differ in everything a query can ask for. */
async function someCourses(): Promise<void> {
  const places: [string, { lat: number; lng: number }][] = [
    ["510116", { lat: 30.57, lng: 103.92 }],
    ["510104", { lat: 30.64, lng: 104.08 }],
    ["510703", { lat: 31.46, lng: 104.68 }],
    ["511002", { lat: 29.59, lng: 105.06 }],
  ];
  const modes = ["onsite", "online", "blended"] as const;
  const schedules = ["daytime", "evening", "weekend", "full_time"] as const;
  for (let i = 0; i < 24; i++) {
    const [divisionCode, point] = places[i % 4] ?? ["510116", CHENGDU];
    const mode = modes[i % 3] ?? "onsite";
    const course = await aCourse(test.db, {
      divisionCode,
      point,
      title: i % 2 === 0 ? `电焊工初级班${i}` : `低压电工培训${i}`,
      occupationCode: i % 2 === 0 ? "6-18-02-04" : "6-31-01-03",
      certificates: [],
      level: [5, 4, 3, null][i % 4] ?? null,
      mode,
      ...(mode === "online" && { siteId: null }),
      schedule: schedules[(i * 7) % 4] ?? "daytime",
      isSubsidised: [true, false, null][(i * 5) % 3] ?? null,
      feeFen: (i % 6) * 50_000,
      hours: 20 + i,
      sessions: [inDays(3 + i), inDays(40 + i)],
    });
    ids.push(course.id);
  }
}

beforeAll(async () => {
  test = await freshDatabase();
  world = await aSearch(test);
  await someCourses();
  await world.sync.rebuild();
}, 120_000);
afterAll(() => test.drop());

async function everyPage(search: SearchService, query: CourseQuery, limit = 7): Promise<CourseHit[]> {
  const hits: CourseHit[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<CourseHit> = await search.courses(query, { limit, ...(cursor && { cursor }) }, NOW);
    hits.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return hits;
}
const titles = (page: Page<CourseHit>) => page.items.map(({ course }) => course.title);
const find = (query: CourseQuery, limit = 50) => world.search.courses(query, { limit }, NOW);

describe("finding courses by words", () => {
  it("finds 焊工 inside 电焊工初级班", async () => {
    const { items, degraded } = await find({ q: "焊工" });
    expect(degraded).toBe(false);
    expect(items).toHaveLength(12);
    expect(items.every(({ course }) => course.title.startsWith("电焊工"))).toBe(true);
  });

  it.each(["hangong", "hg", "diangong", "焊工培训班", "我想学焊工", "電焊"])("finds something for %s", async (q) => {
    expect((await find({ q })).items.length).toBeGreaterThan(0);
  });

  it.each(["xyzzy", "量子引力", "区块链挖矿"])("finds nothing for %s", async (q) => {
    expect(await find({ q })).toMatchObject({ items: [], total: { value: 0, isExact: true } });
  });

  it.each(["😀", "--", "的", "我想"])("finds nothing, and not everything, for %s", async (q) => {
    expect((await find({ q })).items).toEqual([]);
    expect((await world.degraded.courses({ q }, { limit: 50 }, NOW)).items).toEqual([]);
  });

  it("takes an operator for what it is: a sign to leave out", async () => {
    expect((await find({ q: "-焊工" })).items).toHaveLength(12);
    expect((await find({ q: '"焊工' })).items).toHaveLength(12);
  });

  it("does not confuse 电工 and 焊工", async () => {
    expect((await find({ q: "电工" })).items.slice(0, 5).every(({ course }) => course.title.includes("电工"))).toBe(
      true,
    );
  });

  it("finds 焊工 without the engine too", async () => {
    const page = await world.degraded.courses({ q: "焊工" }, { limit: 50 }, NOW);
    expect(page.degraded).toBe(true);
    expect(page.items).toHaveLength(12);
    expect(titles(page).every((title) => title.startsWith("电焊工"))).toBe(true);
  });
});

describe("finding courses near a point", () => {
  it("orders by distance and leaves out what is beyond the radius, saying how many", async () => {
    const page = await find({ near: CHENGDU, radiusKm: 14, sort: "nearest" });
    const metres = page.items.map(({ distanceMetres }) => distanceMetres ?? Number.NaN);
    expect(metres.length).toBeGreaterThan(0);
    expect(metres).toEqual([...metres].sort((a, b) => a - b));
    expect(Math.max(...metres)).toBeLessThanOrEqual(14_000);
  });

  it("counts those in the corner of the box, outside the circle", async () => {
    const corner = await aSite(test.db, { point: { lat: 28.0 + 0.08, lng: 102.0 + 0.09 } });
    const course = await aCourse(test.db, { siteId: corner.id, title: "角落里的课程" });
    await world.sync.driftCheck();
    const page = await find({ near: { lat: 28, lng: 102 }, radiusKm: 10 });
    expect(page).toMatchObject({ items: [], removed: [{ gate: "radius", count: 1 }] });
    await test.db.prisma.course.delete({ where: { id: course.id } });
    await world.sync.driftCheck();
  });

  it("shows only courses with a site", async () => {
    const { items } = await find({ near: CHENGDU, radiusKm: 300 });
    expect(items.every(({ course }) => course.site !== null)).toBe(true);
  });
});

describe("paging", () => {
  it("gives every course once, in the order of one long page", async () => {
    for (const query of [{}, { near: CHENGDU, radiusKm: 300 }, { sort: "cheapest" as const }]) {
      const paged = (await everyPage(world.search, query, 5)).map(({ course }) => course.id);
      expect(new Set(paged).size).toBe(paged.length);
      expect(paged).toEqual((await find(query)).items.map(({ course }) => course.id));
    }
  });

  it.each(["nonsense", "eyJvZmZzZXQiOjV9", ""])("refuses the cursor %j", async (cursor) => {
    await expect(world.search.courses({}, { limit: 5, cursor }, NOW)).rejects.toThrow(AppError);
  });

  it("refuses the cursor of another question", async () => {
    const { next } = await world.search.courses({}, { limit: 5 }, NOW);
    const other = world.search.courses({ level: 5 }, { limit: 5, cursor: next ?? "" }, NOW);
    await expect(other).rejects.toMatchObject({ status: 422 });
  });
});

describe("hard conditions", () => {
  const occupation = fc.constantFrom("6-18-02-04", "6-31-01-03").map((code) => OccupationCode.parse(code));
  const place = fc
    .constantFrom("510000", "510100", "510116", "510703", "511000")
    .map((code) => DivisionCode.parse(code));
  const level = fc.constantFrom(5, 4, 3);
  const mode = fc.constantFrom("onsite" as const, "online" as const, "blended" as const);
  const schedule = fc.constantFrom("daytime" as const, "evening" as const, "weekend" as const);
  const near = fc.constantFrom(CHENGDU, { lat: 31.4, lng: 104.7 });
  const dayFrom = (min: number, max: number) => fc.integer({ min, max }).map((days) => addDays(TODAY, days));
  const conditions: fc.Arbitrary<CourseQuery>[] = [
    fc.record({ occupations: fc.tuple(occupation) }),
    fc.record({ place }),
    fc.record({ level }),
    fc.record({ mode }),
    fc.record({ schedule }),
    fc.record({ subsidised: fc.boolean() }),
    fc.record({ near, radiusKm: fc.constantFrom(5, 20, 60, 300) }, { noNullPrototype: true }), // without a radius it would be widened
    fc.record({ startsAfter: dayFrom(-5, 70) }),
    fc.record({ startsBefore: dayFrom(1, 80) }),
    fc.record({ feeMaxFen: fc.constantFrom(0, 100_000, 200_000) }),
    fc.record({ sort: fc.constantFrom("relevance" as const, "cheapest" as const, "soonest" as const) }),
    fc.record({
      refused: fc.record({ occupation, place, mode, schedule, level }, { requiredKeys: [], noNullPrototype: true }),
    }),
  ];
  /** Up to four conditions at once: with more, nothing is ever left. */
  const queries: fc.Arbitrary<CourseQuery> = fc
    .tuple(fc.tuple(...conditions), fc.subarray([...conditions.keys()], { maxLength: 4 }))
    .map(([all, kept]): CourseQuery => Object.assign({}, ...kept.map((at) => all[at])));

  it("are the same to the engine, to PostgreSQL and to satisfies()", async () => {
    const rows = await createCourseService(test.db).publishedByIds(ids, NOW);
    let found = 0;
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        const expected = [...rows.values()]
          .filter((course) => satisfies(query, queryableCourse(course, [], TODAY), world.places))
          .map(({ id }) => id)
          .sort();
        const idsFrom = async (search: SearchService) =>
          (await everyPage(search, query)).map(({ course }) => String(course.id)).sort();
        expect(await idsFrom(world.search)).toEqual(expected);
        expect(await idsFrom(world.degraded)).toEqual(expected);
        found += expected.length;
      }),
      { numRuns: 120 },
    );
    expect(found).toBeGreaterThan(100);
  }, 60_000);
});

describe("what the index does not know yet", () => {
  it("is checked when the rows are read: withdrawn, full, begun", async () => {
    const [withdrawn, full, begun, cheap] = ids;
    if (!withdrawn || !full || !begun || !cheap) throw new Error("four courses are needed");
    const undo = test.db.prisma;
    await undo.course.update({ where: { id: withdrawn }, data: { status: "withdrawn" } });
    await test.db.sql.query("UPDATE class_session SET seats_taken = seats_total WHERE course_id = $1", [full]);
    await test.db.sql.query("UPDATE class_session SET cancelled_at = now() WHERE course_id = $1", [begun]);
    await undo.course.update({ where: { id: cheap }, data: { feeFen: 9_999_999 } });
    const page = await find({ feeMaxFen: 300_000 });
    const gates = Object.fromEntries(page.removed.map(({ gate, count }) => [gate, count]));
    expect(gates).toEqual({ withdrawn: 1, full: 1, closed: 1, changed: 1 });
    expect(page.items).toHaveLength(20);
    expect(page.total).toEqual({ value: 20, isExact: true });
  });
});

describe("without an engine", () => {
  it("an unreachable one is answered for by PostgreSQL, marked as degraded", async () => {
    const gone = createMeiliSearch({ url: "http://127.0.0.1:9", key: "no-such-engine-key" });
    const page = await world.service(gone).courses({ subsidised: true }, { limit: 50 }, NOW);
    const right = await find({ subsidised: true });
    expect(page.degraded).toBe(true);
    expect(page.items.map(({ course }) => course.id)).toEqual(right.items.map(({ course }) => course.id));
  });
});
