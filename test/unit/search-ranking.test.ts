import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CourseQuery } from "../../search/course-query.ts";
import { type RankingContext, spokenWord } from "../../search/ranking/factors.ts";
import { rankCourses as rankIn, spreadInstitutions } from "../../search/ranking/rank.ts";
import { readWeights, weightsOn } from "../../search/ranking/weights.ts";
import { spokenWhy, whyOf } from "../../search/ranking/why.ts";
import type { CourseCandidate } from "../../search/search-port.ts";
import { addDays, LocalDate } from "../../src/kit/clock.ts";
import { OccupationCode } from "../../src/occupations/occupation.ts";

const TODAY = LocalDate.parse("2026-07-28");
const HERE = { lat: 30.57, lng: 104.06 };

const candidate = (over: Partial<CourseCandidate> = {}): CourseCandidate => ({
  courseId: "c",
  title: "焊工班",
  certNames: [],
  isWarned: false,
  divisionCode: "510104",
  completeness: 1,
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
const WELDING: CourseQuery = { occupations: [OccupationCode.parse("6-18-02-04")] };
const made = (list: readonly Partial<CourseCandidate>[]) => list.map((each) => candidate(each));
const weights = weightsOn(await readWeights(), TODAY);
const contextOf = (query: CourseQuery): RankingContext => ({
  query,
  today: TODAY,
  weights,
  scarcity: (code) => (code === "6-18-02-04" ? "province" : undefined),
  halfWorthMetres: query.near === undefined ? undefined : 5_000,
  spoken: query.spoken === undefined ? undefined : spokenWord(query.spoken),
});
const rankCourses = (list: readonly CourseCandidate[], query: CourseQuery) => rankIn(list, contextOf(query));
const idsOf = (list: readonly CourseCandidate[]) => list.map(({ courseId }) => courseId);

describe("ranking", () => {
  it("keeps every candidate once and does not depend on the order they come in", () => {
    fc.assert(
      fc.property(candidates, fc.constantFrom<CourseQuery>({}, { near: HERE }, { sort: "cheapest" }), (list, query) => {
        const ranked = rankCourses(made(list), query);
        expect(idsOf(ranked).sort()).toEqual(idsOf(made(list)).sort());
        expect(idsOf(rankCourses(made(list).reverse(), query))).toEqual(idsOf(ranked));
      }),
    );
  });

  it("puts at most two of one institution into the first five, where others are left", () => {
    fc.assert(
      fc.property(candidates, (list) => {
        const ranked = spreadInstitutions(rankCourses(made(list), { near: HERE }));
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
        const fees = rankCourses(made(list), { sort: "cheapest" }).map(({ feeFen }) => feeFen);
        expect(fees).toEqual([...fees].sort((a, b) => a - b));
        const metres = rankCourses(made(list), { sort: "nearest", near: HERE }).map(
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
    ["better matching", { textScore: 0.9 }, { textScore: 0.6 }, { q: "焊" }],
    ["not stated to be unsubsidised", { isSubsidised: null }, { isSubsidised: false }, { feeMaxFen: 1000 }],
    ["of a scarce occupation", {}, { occupationCode: "6-31-01-03" }, {}],
    ["not of a warned institution", {}, { isWarned: true }, {}],
    ["told in full", { completeness: 1 }, { completeness: 0.4 }, {}],
    ["called as the person calls it", { title: "氩弧焊实操班" }, { title: "焊工班" }, { ...WELDING, spoken: "氩弧焊" }],
    ["called almost so", { title: "低压电工操作证取证班" }, { title: "电工班" }, { ...WELDING, spoken: "低压电工证" }],
    ["the very occupation", {}, { occupationCode: "6-18-02-99" }, WELDING],
  ])("prefers what is %s", (_what, better, worse, query) => {
    const ranked = rankCourses(
      [candidate({ courseId: "a", ...worse }), candidate({ courseId: "b", ...better })],
      query,
    );
    expect(idsOf(ranked)).toEqual(["b", "a"]);
  });
});

describe("why a course stands where it stands", () => {
  const whyOfOne = (over: Partial<CourseCandidate>, query: CourseQuery) => {
    const [ranked] = rankCourses([candidate(over)], query);
    if (ranked === undefined) throw new Error("nothing was ranked");
    return whyOf(ranked, contextOf(query));
  };

  it("tells two strengths and the one thing that costs it most, each with its value", () => {
    const why = whyOfOne({ isSubsidised: null }, { ...WELDING, near: HERE });
    expect(why.strengths).toHaveLength(2);
    expect(why.weakness?.factor).toBe("subsidy");
    expect(spokenWhy(why)).toBe("离得近，1 公里内；很快开班，8月7日。不足：没有写明有没有补贴，待确认");
  });

  it("says nothing of what is not known: no point, no date, no rating", () => {
    const told = whyOfOne({ point: null, startsOn: null }, { near: HERE }).strengths.map(({ factor }) => factor);
    expect(told).not.toContain("distance");
    expect(told).not.toContain("start");
    expect(told).not.toContain("provider");
  });

  it("gives a score that is the product of the factors it lists", () => {
    fc.assert(
      fc.property(candidates, (list) => {
        for (const course of rankCourses(made(list), { near: HERE })) {
          const { score, factors } = whyOf(course, contextOf({ near: HERE }));
          const product = factors.reduce((all, { value }) => all * value, 1);
          expect(score).toBeCloseTo(product, 10);
        }
      }),
    );
  });
});

describe("the table of weights", () => {
  const rows = [...weights.rows];
  it("holds on a day the newest edition that had come into force", () => {
    const later = rows.map((row) => ({ ...row, since: LocalDate.parse("2027-03-01"), value: row.value / 2 }));
    const both = [...rows, ...later];
    expect(weightsOn(both, LocalDate.parse("2027-02-28")).of("subsidy", "yes")).toBe(1);
    expect(weightsOn(both, LocalDate.parse("2027-03-01")).of("subsidy", "yes")).toBe(0.5);
  });
  it("refuses an edition that lacks a number", () => {
    expect(() => weightsOn(rows.slice(1), TODAY)).toThrow("lack relevance/exact");
  });
});
