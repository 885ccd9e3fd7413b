import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CourseQuery } from "../../search/course-query.ts";
import { rankCourses } from "../../search/rank.ts";
import type { CourseCandidate } from "../../search/search-port.ts";
import { addDays, LocalDate } from "../../src/kit/clock.ts";

const TODAY = LocalDate.parse("2026-07-28");
const HERE = { lat: 30.57, lng: 104.06 };

const candidate = (over: Partial<CourseCandidate> = {}): CourseCandidate => ({
  courseId: "c",
  occupationCode: "6-18-02-04",
  institutionId: "i",
  level: 5,
  feeFen: 1000,
  hours: 100,
  isSubsidised: true,
  point: HERE,
  startsOn: addDays(TODAY, 10),
  textScore: 1,
  ...over,
});

const candidates = fc.uniqueArray(
  fc.record({
    courseId: fc.uuid(),
    institutionId: fc.constantFrom("a", "b", "c", "d"),
    feeFen: fc.nat(500),
    hours: fc.integer({ min: 1, max: 300 }),
    isSubsidised: fc.constantFrom(true, false, null),
    point: fc.option(
      fc.record({
        lat: fc.double({ min: 29, max: 32, noNaN: true }),
        lng: fc.double({ min: 103, max: 106, noNaN: true }),
      }),
    ),
    startsOn: fc.integer({ min: 0, max: 120 }).map((days) => addDays(TODAY, days)),
    textScore: fc.double({ min: 0.5, max: 1, noNaN: true }),
  }),
  { selector: ({ courseId }) => courseId, maxLength: 30 },
);
const made = (list: readonly Partial<CourseCandidate>[]) => list.map((each) => candidate(each));
const idsOf = (list: readonly CourseCandidate[]) => list.map(({ courseId }) => courseId);

describe("ranking", () => {
  it("keeps every candidate once and does not depend on the order they come in", () => {
    fc.assert(
      fc.property(candidates, fc.constantFrom<CourseQuery>({}, { near: HERE }, { sort: "cheapest" }), (list, query) => {
        const ranked = rankCourses(made(list), query, TODAY);
        expect(idsOf(ranked).sort()).toEqual(idsOf(made(list)).sort());
        expect(idsOf(rankCourses(made(list).reverse(), query, TODAY))).toEqual(idsOf(ranked));
      }),
    );
  });

  it("puts at most two of one institution into the first five, where others are left", () => {
    fc.assert(
      fc.property(candidates, (list) => {
        const ranked = rankCourses(made(list), { near: HERE }, TODAY);
        const first = ranked.slice(0, 5);
        const counts = new Map<string, number>();
        for (const { institutionId } of first) counts.set(institutionId, (counts.get(institutionId) ?? 0) + 1);
        const crowded = [...counts].filter(([, count]) => count > 2).map(([id]) => id);
        const others = ranked.slice(5).some(({ institutionId }) => (counts.get(institutionId) ?? 0) < 2);
        expect(crowded.length > 0 && others).toBe(false);
      }),
    );
  });

  it("follows the person's own sort exactly", () => {
    fc.assert(
      fc.property(candidates, (list) => {
        const fees = rankCourses(made(list), { sort: "cheapest" }, TODAY).map(({ feeFen }) => feeFen);
        expect(fees).toEqual([...fees].sort((a, b) => a - b));
        const metres = rankCourses(made(list), { sort: "nearest", near: HERE }, TODAY).map(
          ({ distanceMetres }) => distanceMetres ?? Number.POSITIVE_INFINITY,
        );
        expect(metres).toEqual([...metres].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      }),
    );
  });

  it.each<[string, Partial<CourseCandidate>, Partial<CourseCandidate>, CourseQuery]>([
    ["nearer", { point: { lat: 30.58, lng: 104.06 } }, { point: { lat: 30.8, lng: 104.06 } }, { near: HERE }],
    ["subsidised", { isSubsidised: true }, { isSubsidised: false }, {}],
    ["sooner", { startsOn: addDays(TODAY, 14) }, { startsOn: addDays(TODAY, 80) }, {}],
    ["better matching", { textScore: 0.9 }, { textScore: 0.6 }, {}],
    ["not stated to be unsubsidised", { isSubsidised: null }, { isSubsidised: false }, { feeMaxFen: 1000 }],
  ])("prefers what is %s", (_what, better, worse, query) => {
    const ranked = rankCourses(
      [candidate({ courseId: "a", ...worse }), candidate({ courseId: "b", ...better })],
      query,
      TODAY,
    );
    expect(idsOf(ranked)).toEqual(["b", "a"]);
  });
});
