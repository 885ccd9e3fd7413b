// The measures of retrieval on lists small enough to be worked out by hand, and the files the figures rest on.
import { describe, expect, it } from "vitest";
import type { CourseQuery } from "../../search/course-query.ts";
import { Course } from "../../src/courses/course.ts";
import { LocalDate } from "../../src/kit/clock.ts";
import { DivisionCode } from "../../src/places/place.ts";
import { formatJudgements, OWN_CATALOGUE, parseJudgements } from "../eval/retrieval/judgements.ts";
import { agreementOf, type Pair } from "../eval/retrieval/kappa.ts";
import { type Grade, type Grades, ndcg, recall, reciprocalRank, success } from "../eval/retrieval/metrics.ts";
import type { OurAnswer } from "../eval/retrieval/our-answer.ts";
import { OWN_QUERIES, readMustNot, readQueries } from "../eval/retrieval/query.ts";
import { estimate, pairedDifference } from "../eval/retrieval/resample.ts";
import { checkSeal } from "../eval/retrieval/seal.ts";
import { brokenBy } from "../eval/retrieval/violations.ts";

const grades = (marks: Record<string, Grade>): Grades => new Map(Object.entries(marks));
const JUDGED = grades({ a: 3, b: 2, c: 0, d: 1 });

describe("nDCG@10", () => {
  it("is 1 for the best order and falls with every step from it", () => {
    expect(ndcg(["a", "b", "d"], JUDGED)).toBe(1);
    expect(ndcg(["b", "a", "d"], JUDGED)).toBeLessThan(1);
    expect(ndcg(["c", "b", "a"], JUDGED)).toBeLessThan(ndcg(["b", "a", "d"], JUDGED));
  });

  it("gains 2^grade − 1, discounted by the logarithm of the rank", () => {
    const gained = 3 / Math.log2(2) + 7 / Math.log2(3);
    const ideal = 7 / Math.log2(2) + 3 / Math.log2(3) + 1 / Math.log2(4);
    expect(ndcg(["b", "a"], JUDGED)).toBeCloseTo(gained / ideal, 12);
  });

  it("holds a list against all that was judged, and takes what was not judged for worthless", () => {
    expect(ndcg([], JUDGED)).toBe(0);
    expect(ndcg(["x", "a"], JUDGED)).toBe(ndcg(["c", "a"], JUDGED));
  });

  it("looks at ten results and says nothing where nothing is of use", () => {
    const late = [...Array.from({ length: 10 }, (_, at) => `x${at}`), "a"];
    expect(ndcg(late, JUDGED)).toBe(0);
    expect(ndcg(["c"], grades({ c: 0 }))).toBeNaN();
  });
});

describe("the other measures", () => {
  it("count a success only for grade 3 among the first three", () => {
    expect(success(["c", "d", "a"], JUDGED)).toBe(1);
    expect(success(["b", "c", "d", "a"], JUDGED)).toBe(0);
    expect(success(["b"], grades({ b: 2 }))).toBeNaN();
  });

  it("recall grades 2 and 3, of at most ten", () => {
    expect(recall(["a", "c"], JUDGED)).toBe(0.5);
    const twelve = grades(Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`g${at}`, 2 as const])));
    expect(recall([...twelve.keys()].slice(0, 10), twelve)).toBe(1);
    expect(recall(["d"], grades({ d: 1 }))).toBeNaN();
  });

  it("rank the first useful course", () => {
    expect(reciprocalRank(["c", "d", "b"], JUDGED)).toBeCloseTo(1 / 3, 12);
    expect(reciprocalRank(["c"], JUDGED)).toBe(0);
  });
});

describe("intervals", () => {
  it("hold the mean, are the same on every run, and leave out what could not be measured", () => {
    const values = Array.from({ length: 100 }, (_, at) => (at % 4 === 0 ? 0 : 1));
    const { value, low, high } = estimate(values);
    expect(value).toBe(0.75);
    expect(low).toBeGreaterThan(0.65);
    expect(low).toBeLessThan(0.75);
    expect(high).toBeGreaterThan(0.75);
    expect(high).toBeLessThan(0.85);
    expect(estimate([...values, Number.NaN])).toEqual(estimate(values));
  });

  it("are not given for a handful of queries", () => {
    expect(estimate([1, 0, 1])).toMatchObject({ value: 2 / 3, low: Number.NaN });
  });

  it("are narrow for a small difference that every query shows", () => {
    const second = Array.from({ length: 40 }, (_, at) => at / 40);
    const { low, high } = pairedDifference(
      second.map((value) => value + 0.05),
      second,
    );
    expect(low).toBeCloseTo(0.05, 9);
    expect(high).toBeCloseTo(0.05, 9);
  });
});

describe("κ", () => {
  it("is 1 for judges who always agree and 0 for judges who agree by chance alone", () => {
    expect(
      agreementOf([
        [3, 3],
        [0, 0],
        [2, 2],
      ]),
    ).toMatchObject({ same: 1, plain: 1, weighted: 1 });
    const chance: Pair[] = [
      [0, 0],
      [0, 3],
      [3, 0],
      [3, 3],
    ];
    expect(agreementOf(chance)).toMatchObject({ same: 0.5, plain: 0, weighted: 0 });
  });

  it("forgives near misses when it is weighted", () => {
    const near = agreementOf([
      [3, 2],
      [0, 0],
      [3, 3],
      [0, 1],
      [2, 2],
    ]);
    expect(near.weighted).toBeGreaterThan(near.plain);
    // by hand: seen 2/5 apart, by chance 19/25
    expect(near.plain).toBeCloseTo(1 - 10 / 19, 12);
  });
});

describe("a file of judgements", () => {
  const judgements = {
    catalogue: OWN_CATALOGUE,
    facts: "a".repeat(64),
    byQuery: new Map([
      ["Q1", JUDGED],
      ["Q2", grades({ a: 1 })],
    ]),
  };

  it("is read back as it was written", () => {
    expect(parseJudgements(formatJudgements(judgements), "x")).toEqual({
      ...judgements,
      byQuery: new Map([
        ["Q1", new Map([...JUDGED].sort())],
        ["Q2", grades({ a: 1 })],
      ]),
    });
  });

  it("is refused where a line is no judgement or contradicts another", () => {
    expect(() => parseJudgements("Q1\ta\t4", "x")).toThrow("x:1");
    expect(() => parseJudgements("Q1\ta\t3\nQ1\ta\t2", "x")).toThrow("x:2");
  });

  it("of somebody else needs no header", () => {
    expect(parseJudgements("Q1\ta\t3\n", "x")).toMatchObject({ catalogue: OWN_CATALOGUE, facts: undefined });
  });
});

const NO_ANSWER = {
  ids: [],
  saysNone: false,
  questions: 0,
  wanted: undefined,
  searched: undefined,
  place: undefined,
  text: "",
};

describe("a hard condition", () => {
  const TODAY = LocalDate.parse("2026-11-24");
  const places = { isWithin: (code: string, area: string) => code.startsWith(area.replace(/(?:0000|00)$/, "")) };
  const course = Course.parse({
    id: "019a0000-0000-7000-8000-000000000001",
    title: "电焊班",
    occupationCode: "6-18-02-04",
    occupationName: "焊工",
    level: 5,
    mode: "onsite",
    schedule: "weekend",
    hours: 80,
    feeFen: 100_000,
    isSubsidised: null,
    subsidySource: null,
    certificates: [],
    description: "",
    requirements: null,
    howToEnrol: "电话",
    contactPhone: null,
    institution: { id: "i", name: "学校" },
    site: {
      id: "s",
      name: "校区",
      address: "路",
      divisionCode: "510116",
      divisionName: "双流区",
      point: { lat: 30.57, lng: 103.92 },
      isApproximate: false,
    },
    sessions: [
      { id: "full", startsOn: "2026-12-01", endsOn: "2026-12-20", seatsLeft: 0 },
      { id: "free", startsOn: "2027-01-10", endsOn: "2027-01-30", seatsLeft: 3 },
    ],
    status: "published",
    isDemo: true,
    version: 1,
    publishedAt: null,
    source: { id: "d", title: "示例", documentNo: null, publishedOn: null, url: null, isDemo: true },
    statedOn: "2026-11-01",
  });
  const broken = (wanted: CourseQuery, more: Partial<OurAnswer> = {}): string[] =>
    brokenBy({ ...NO_ANSWER, wanted, searched: wanted, ...more }, course, places, TODAY);
  const day = (text: string) => LocalDate.parse(text);

  it("is kept by a course that has all that was asked, or does not state it", () => {
    expect(broken({ place: DivisionCode.parse("510100"), level: 5, mode: "onsite", schedule: "weekend" })).toEqual([]);
    expect(broken({ subsidised: true, feeMaxFen: 100_000, startsAfter: day("2027-01-01") })).toEqual([]);
  });

  it("is broken by another level, mode, time, fee or place", () => {
    expect(broken({ level: 4 })).toEqual(["level"]);
    expect(broken({ mode: "online" })).toEqual(["mode"]);
    expect(broken({ schedule: "evening" })).toEqual(["schedule"]);
    expect(broken({ feeMaxFen: 0 })).toEqual(["fee"]);
    expect(broken({ place: DivisionCode.parse("510700") })).toEqual(["place"]);
    expect(broken({ near: { lat: 31.57, lng: 103.92 }, radiusKm: 100 })).toEqual(["place"]);
  });

  it("of a day is not met by a class that is full", () => {
    expect(broken({ startsBefore: day("2026-12-31") })).toEqual(["dates"]);
  });

  it("is broken by what was refused", () => {
    expect(broken({ refused: { mode: "onsite" } })).toEqual(["refused"]);
    expect(broken({ refused: { place: DivisionCode.parse("510100") } })).toEqual(["refused"]);
    expect(broken({ refused: { level: 4 } })).toEqual([]);
  });

  it("of a place may be stretched only where that is said", () => {
    const wanted = { place: DivisionCode.parse("510112") };
    const searched = { near: { lat: 30.56, lng: 104.27 }, radiusKm: 100 };
    expect(broken(wanted, { searched })).toEqual(["place"]);
    const saying = (km: number) => ({ searched, text: `没有找到符合的课程。放宽到 ${km} 公里，由近到远有：` });
    expect(broken(wanted, saying(100))).toEqual([]);
    expect(broken(wanted, saying(10))).toEqual(["place"]);
  });
});

describe("the queries", () => {
  const queries = readQueries([OWN_QUERIES]);

  it("are enough, of those that something fits and of those that nothing does", () => {
    expect(queries.filter(({ fits }) => fits).length).toBeGreaterThanOrEqual(200);
    expect(queries.filter(({ fits }) => !fits).length).toBeGreaterThanOrEqual(30);
    expect(readMustNot().length).toBeGreaterThanOrEqual(30);
  });

  it("are asked once each", () => {
    const asked = queries.map(({ text, here }) => `${text} ${JSON.stringify(here)}`);
    expect(asked.filter((text, at) => asked.indexOf(text) !== at)).toEqual([]);
  });

  it("and their judgements are the ones that were sealed", () => {
    expect(checkSeal).not.toThrow();
  });
});
