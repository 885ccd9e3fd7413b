// The rules of the mini-program, held against those of the server where both have one.
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { CITIES } from "../../miniprogram/data/divisions";
import { pageOfPath } from "../../miniprogram/logic/card-page";
import { textScale } from "../../miniprogram/logic/care";
import { CONSENT_VERSION, standing } from "../../miniprogram/logic/consent-words";
import { cityNames, countyNames, divisionAt } from "../../miniprogram/logic/divisions";
import { courseQueryOf, type Filters, noFilters, sortsFor, type Where } from "../../miniprogram/logic/filters";
import { distanceMetres, gcj02OfWgs84, wgs84OfGcj02 } from "../../miniprogram/logic/geo";
import * as spoken from "../../miniprogram/logic/spoken";
import { reportsOf, wordsAfter } from "../../miniprogram/logic/subscribe";
import { queryText, requestOf } from "../../miniprogram/services/call";
import type { ConsentItem } from "../../miniprogram/services/consents";
import { courseParams } from "../../search/search-params.ts";
import { COURSE_MODE_NAMES, COURSE_SCHEDULE_NAMES } from "../../src/courses/course.ts";
import { LocalDate, localDate, spokenDate } from "../../src/kit/clock.ts";
import * as geo from "../../src/kit/geo.ts";
import { spokenFee } from "../../src/kit/money.ts";
import { projectPath } from "../../src/kit/root.ts";
import { spokenLevel } from "../../src/occupations/occupation.ts";
import { CONSENT_VERSIONS } from "../../src/people/consent.ts";
import { spokenSource } from "../../src/source.ts";

const inSichuan = fc.record({
  lat: fc.double({ min: 26, max: 34, noNaN: true }),
  lng: fc.double({ min: 97.5, max: 108.5, noNaN: true }),
});
const instant = fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2036-01-01") });

describe("words", () => {
  it("are the server's for days, money, distances, grades, modes, schedules and documents", () => {
    fc.assert(
      fc.property(instant, instant, (at, now) => {
        const [day, today] = [localDate(new Date(at)), localDate(new Date(now))];
        expect(spoken.dayOf(at)).toBe(day);
        expect(spoken.spokenDay(day, today)).toBe(spokenDate(LocalDate.parse(day), LocalDate.parse(today)));
      }),
    );
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(300_000), (fen, metres) => {
        expect(spoken.spokenFee(fen)).toBe(spokenFee(fen));
        expect(spoken.spokenDistance(metres)).toBe(geo.spokenDistance(metres));
      }),
    );
    for (const level of [1, 2, 3, 4, 5]) expect(spoken.spokenLevel(level)).toBe(spokenLevel(level));
    expect(Object.fromEntries(spoken.MODES.map(({ value, name }) => [value, name]))).toEqual(COURSE_MODE_NAMES);
    expect(Object.fromEntries(spoken.SCHEDULES.map(({ value, name }) => [value, name]))).toEqual(COURSE_SCHEDULE_NAMES);
    for (const documentNo of [null, "川人社发〔2024〕1号"])
      for (const publishedOn of [null, "2024-03-01"]) {
        const source = { title: "办法", documentNo, publishedOn };
        expect(spoken.spokenSource(source)).toBe(spokenSource(source));
      }
  });

  it("of consents are of the version that the server holds valid", () => {
    expect(new Set(Object.values(CONSENT_VERSIONS))).toEqual(new Set([CONSENT_VERSION]));
  });
});

describe("places", () => {
  const Row = z.object({ code: z.string(), name: z.string(), level: z.string(), parent: z.string() });
  const rows = z
    .array(Row)
    .parse(parse(readFileSync(projectPath("data/places/divisions.csv"), "utf8"), { columns: true }))
    .filter(({ code }) => code.startsWith("51"));

  it("to pick from are the cities and counties of the server's table, each under its own city", () => {
    expect(CITIES.map(({ code, name }) => ({ code, name }))).toEqual(
      rows.filter(({ level }) => level === "city").map(({ code, name }) => ({ code, name })),
    );
    for (const city of CITIES)
      expect(city.counties).toEqual(
        rows
          .filter(({ level, parent }) => level === "county" && parent === city.code)
          .map(({ code, name }) => ({ code, name })),
      );
    expect(CITIES.reduce((sum, { counties }) => sum + counties.length, 0)).toBe(183);
  });

  it("are reached by the two wheels, every one of them", () => {
    const reached = cityNames().flatMap((_, city) =>
      countyNames(city).map((_name, county) => divisionAt([city, county])?.code),
    );
    expect(reached.sort()).toEqual(
      rows
        .filter(({ level }) => level !== "province")
        .map(({ code }) => code)
        .sort(),
    );
    expect(divisionAt([99, 0])).toBeUndefined();
    expect(divisionAt([0, 99])).toBeUndefined();
  });

  it("shift between the two datums as the server shifts them, within three metres there and ten back", () => {
    fc.assert(
      fc.property(inSichuan, (point) => {
        expect(distanceMetres(gcj02OfWgs84(point), geo.gcj02OfWgs84(point))).toBeLessThan(3);
        expect(distanceMetres(wgs84OfGcj02(geo.gcj02OfWgs84(point)), point)).toBeLessThan(10);
      }),
    );
  });
});

describe("filters", () => {
  // of the two tables only whether a code exists is asked, and these codes do
  const codes = courseParams({
    places: { byCode: () => ({}) } as never,
    occupations: { byCode: () => ({}) } as never,
  });
  const oneOf = (list: readonly { value: string }[]) =>
    fc.constantFrom(null, ...list.map(({ value }) => value), "stranger");
  const where: fc.Arbitrary<Where> = fc.oneof(
    fc.constant<Where>({ kind: "anywhere" }),
    fc.constant<Where>({ kind: "division", division: { code: "510116", name: "双流区" } }),
    inSichuan.map((point): Where => ({ kind: "near", point, label: "我的位置" })),
  );
  const filters: fc.Arbitrary<Filters> = fc.record({
    words: fc.constantFrom("", "  ", "电焊", "月嫂 & 育婴"),
    where,
    occupation: fc.constantFrom(null, { code: "6-18-02-04", name: "焊工" }),
    level: fc.constantFrom(null, 1, 2, 3, 4, 5),
    mode: oneOf(spoken.MODES),
    schedule: oneOf(spoken.SCHEDULES),
    isSubsidisedOnly: fc.boolean(),
    sort: fc.constantFrom(null, "relevance", "nearest", "soonest", "cheapest", "stranger"),
  });

  it("whatever is chosen is a request that the server takes, and a point in it has two decimals", () => {
    fc.assert(
      fc.property(filters, (chosen) => {
        const query = courseQueryOf(chosen, "cursor");
        const parsed = codes.safeParse(query);
        expect(parsed.error?.issues, JSON.stringify(query)).toBeUndefined();
        if (query.near !== undefined) expect(query.near).toMatch(/^\d{2}(\.\d{1,2})?,\d{2,3}(\.\d{1,2})?$/);
      }),
    );
  });

  it("offer 最近 around a point only", () => {
    expect(sortsFor(noFilters).map(({ value }) => value)).not.toContain("nearest");
    const near: Filters = { ...noFilters, where: { kind: "near", point: { lat: 30, lng: 104 }, label: "这里" } };
    expect(sortsFor(near).map(({ value }) => value)).toContain("nearest");
    expect(courseQueryOf({ ...noFilters, sort: "nearest" })).toEqual({});
  });

  it("leave in an address what was written, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (q) => {
        expect(new URLSearchParams(queryText({ q })).get("q")).toBe(q);
      }),
    );
    const { url } = requestOf("http://h", "GET /v1/courses/{id}", { path: { id: "../me?x" } });
    expect(url).toBe("http://h/v1/courses/..%2Fme%3Fx");
  });
});

describe("cards", () => {
  it("lead to a page of the mini-program, or nowhere", () => {
    expect(pageOfPath("/courses/0197")).toBe("/pages/course/course?id=0197");
    expect(pageOfPath("/bases/0197")).toBe("/pages/base/base?id=0197");
    expect(pageOfPath("/occupations/6-18-02-04")).toBe("/pages/occupation/occupation?code=6-18-02-04");
    for (const path of ["", "/", "/ranking", "/courses/", "/courses/1/2", "https://elsewhere"])
      expect(pageOfPath(path)).toBeUndefined();
  });
});

describe("the size of text", () => {
  it("is 1.4 in 关怀版, follows WeChat's own where that is larger, and never shrinks or bursts the page", () => {
    expect(textScale(false, 1)).toBe(1);
    expect(textScale(true, 1)).toBe(1.4);
    expect(textScale(true, 1.6)).toBe(1.6);
    expect(textScale(false, 0.8)).toBe(1);
    expect(textScale(false, Number.NaN)).toBe(1);
    expect(textScale(true, 9)).toBe(2);
  });
});

describe("subscribing", () => {
  it("reports what WeChat can answer and nothing else", () => {
    const results = { a: "accept", b: "reject", c: "ban", d: "filter", e: "acceptWithAudio" };
    expect(reportsOf({ kind: "answered", results }).map(({ templateId }) => templateId)).toEqual(["a", "b", "c", "d"]);
    expect(reportsOf({ kind: "off" })).toEqual([]);
  });

  it("promises a message only to who said yes", () => {
    expect(wordsAfter({ kind: "answered", results: { a: "accept" } })).toContain("微信会提醒");
    for (const answer of [{ kind: "answered", results: { a: "reject" } }, { kind: "off" }, { kind: "failed" }] as const)
      expect(wordsAfter(answer)).not.toContain("会提醒您");
  });
});

describe("consents", () => {
  const item: ConsentItem = {
    purpose: "location",
    version: CONSENT_VERSION,
    channel: "miniprogram",
    state: "given",
    isGiven: true,
    askedAt: "2026-11-25T00:00:00Z",
    answeredAt: "2026-11-25T00:00:00Z",
    withdrawnAt: null,
  };

  it("stand as given, refused or not asked, by the present version only", () => {
    expect(standing([], "location")).toBe("unasked");
    expect(standing([item], "location")).toBe("given");
    expect(standing([item], "phone")).toBe("unasked");
    expect(standing([{ ...item, version: "2020-01" }], "location")).toBe("unasked");
    expect(standing([{ ...item, state: "asked" }], "location")).toBe("unasked");
    expect(standing([{ ...item, state: "refused" }], "location")).toBe("refused");
    expect(standing([{ ...item, state: "withdrawn" }], "location")).toBe("refused");
  });
});
