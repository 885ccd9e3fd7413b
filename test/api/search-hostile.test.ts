import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { SearchPort } from "../../search/search-port.ts";
import { searchRoutes } from "../../search/search-routes.ts";
import { localDate, systemClock } from "../../src/kit/clock.ts";
import { DivisionCode } from "../../src/places/place.ts";
import { startEdge, type TestApp } from "../support/app.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aBase, aCourse } from "../support/factories.ts";
import { hostileText } from "../support/hostile.ts";
import { aSearch } from "../support/search.ts";

const SHUANGLIU = "510116";
const ELSEWHERE = { divisionCode: "510104", point: { lat: 30.64, lng: 104.08 } };

let test: TestDatabase;
let world: Awaited<ReturnType<typeof aSearch>>;
let app: TestApp;
let engineless: TestApp;

beforeAll(async () => {
  test = await freshDatabase();
  world = await aSearch(test);
  for (let at = 0; at < 6; at++) {
    await aCourse(test.db, { title: `电焊工培训${at}` });
    await aCourse(test.db, { title: `低压电工培训${at}`, occupationCode: "6-31-01-03", ...ELSEWHERE });
  }
  await aBase(test.db, { name: "焊接实训基地" });
  await aBase(test.db, { name: "电工实训基地", ...ELSEWHERE });
  await world.sync.rebuild();
  app = await startEdge({ routes: searchRoutes(world) });
  engineless = await startEdge({ routes: searchRoutes({ ...world, search: world.degraded }) });
}, 120_000);
afterAll(async () => {
  await app.stop();
  await engineless.stop();
  await test.drop();
});

const Found = z.object({
  items: z.array(
    z.looseObject({
      kind: z.string(),
      site: z.looseObject({ divisionCode: z.string() }).nullish(),
      divisionCode: z.string().optional(),
    }),
  ),
});
/** Places of what was found, of whatever kind. */
const placesIn = (body: unknown): string[] =>
  Found.parse(body).items.flatMap(({ site, divisionCode }) => site?.divisionCode ?? divisionCode ?? []);

/** Both halves of the search, by the same request. */
const both = async (path: string): Promise<Response[]> =>
  Promise.all(
    [app, engineless].map(({ url }, at) => fetch(url + path, { headers: { "x-forwarded-for": nextAddress(at) } })),
  );
let asked = 0;
const nextAddress = (at: number): string => `198.51.${at}.${asked++ % 250}`; // nobody may ask this often from one

describe("whatever the words", () => {
  const query = (q: string) => ({ q, place: DivisionCode.parse(SHUANGLIU) });
  const ports = (): [string, SearchPort][] => [
    ["the engine", world.engine],
    ["PostgreSQL", world.fallback],
  ];

  it("engine and PostgreSQL answer, with nothing from outside the place", async () => {
    const signal = new AbortController().signal;
    const today = localDate(systemClock.now());
    await fc.assert(
      fc.asyncProperty(hostileText, fc.constantFrom("all" as const, "frequency" as const), async (q, match) => {
        for (const [, port] of ports()) {
          const courses = await port.courses({ query: query(q), today, limit: 50, match }, signal);
          expect(courses.hits.every(({ divisionCode }) => divisionCode === SHUANGLIU)).toBe(true);
          const bases = await port.bases(query(q), 50, signal);
          expect(bases.hits.length).toBeLessThanOrEqual(1);
          await port.occupations(q, 5, signal);
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it.each([
    ["5,000 characters", "焊".repeat(5_000)],
    ["5,000 quotes and backslashes", `"\\'`.repeat(1_667)],
    ["5,000 words", "焊工 电工 ".repeat(1_000)],
  ])("%s do no harm", async (_what, q) => {
    const signal = new AbortController().signal;
    const today = localDate(systemClock.now());
    for (const [, port] of ports()) {
      const { hits } = await port.courses({ query: query(q), today, limit: 50, match: "all" }, signal);
      expect(hits.every(({ divisionCode }) => divisionCode === SHUANGLIU)).toBe(true);
    }
  });
});

describe("over HTTP, with the engine and without", () => {
  const value = fc.oneof(
    hostileText,
    fc.constantFrom(
      "510116",
      "6-18-02-04",
      "30.57,103.92",
      "91,103.92",
      "30.57,181",
      "1e999,0",
      "NaN,NaN",
      "-1",
      "0",
      "50",
      "5",
    ),
    fc.constantFrom(
      "relevance",
      "nearest",
      "cheapest",
      "true",
      "online",
      "2026-11-31",
      "9999-12-31",
      "焊工",
      "hangong",
    ),
  );
  const name = fc.constantFrom(
    ...["q", "place", "near", "radiusKm", "occupation", "level", "mode", "schedule", "subsidised", "startsAfter"],
    ...["startsBefore", "feeMaxFen", "sort", "limit", "cursor", "filter", "__proto__", "constructor", "q[]"],
  );
  const path = fc.constantFrom("/v1/courses", "/v1/search", "/v1/bases", "/v1/occupations");

  it("no parameters whatever bring down a search, or lead out of the place asked for", async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(path, fc.array(fc.tuple(name, value), { maxLength: 4 }), hostileText, async (to, pairs, q) => {
        const isAboutPlace = to !== "/v1/occupations";
        const inPlace = new URLSearchParams({ q: q.slice(0, 90), ...(isAboutPlace && { place: SHUANGLIU }) });
        for (const search of [new URLSearchParams(pairs), inPlace]) {
          for (const response of await both(`${to}?${search}`)) {
            const body: unknown = await response.json();
            expect(response.status, JSON.stringify(body)).toBeLessThan(500);
            if (response.status !== 200) continue;
            answered += 1;
            if (search === inPlace && isAboutPlace)
              expect(placesIn(body).every((code) => code === SHUANGLIU)).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(answered).toBeGreaterThan(50);
  }, 180_000);

  it.each([
    ["500 parameters", `/v1/courses?${Array.from({ length: 500 }, (_, at) => `p${at}=1`).join("&")}`, 422],
    ["500 times the same", `/v1/courses?${"q=a&".repeat(500)}`, 422],
    ["5,000 characters", `/v1/courses?q=${"a".repeat(5_000)}`, 422],
    ["latitude 91", "/v1/courses?near=91,104", 422],
    ["a place in the sea", "/v1/courses?near=0,0", 422],
    ["page 10,000,000", "/v1/courses?limit=50&cursor=eyJvZmZzZXQiOjEwMDAwMDAwfQ", 422],
    ["a cursor that is none", "/v1/courses?cursor=%00%FF", 422],
    ["half a character", "/v1/courses?q=%E7%84", 422],
    ["a NUL between words", "/v1/courses?q=%E7%84%8A%00%E5%B7%A5", 200],
  ])("%s: %s", async (_what, to, status) => {
    for (const response of await both(to)) expect(response.status).toBe(status);
  });
});
