// The resolver on the tables as the program holds them: examples, the sets of the evaluation with their floors, the reference lists.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSuggest, type Suggestion } from "../../search/suggest.ts";
import { elapsed } from "../../src/kit/clock.ts";
import type { Occupations } from "../../src/occupations/occupation.ts";
import { loadOccupations } from "../../src/occupations/occupations.ts";
import { createOccupationResolver, type OccupationResolver } from "../../src/occupations/resolver.ts";
import { readSayings } from "../../src/occupations/sayings.ts";
import { loadPlaces } from "../../src/places/places.ts";
import { median } from "../bench/report.ts";
import { type Case, isDev, listedIn, ownCases } from "../eval/occupations/cases.ts";
import { UNSEEN_FLOORS, WHOLE_LIMITS } from "../eval/occupations/occupations.ts";
import { resolverRanker } from "../eval/occupations/rankers.ts";
import { answersOf, topShare } from "../eval/occupations/scores.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { referenceFolder } from "../support/reference.ts";

let database: TestDatabase;
let occupations: Occupations;
let resolver: OccupationResolver;
let suggest: (typed: string) => Suggestion[];

beforeAll(async () => {
  database = await freshDatabase();
  occupations = await loadOccupations(database.db);
  resolver = createOccupationResolver({ occupations });
  suggest = createSuggest({ occupations, places: await loadPlaces(database.db), words: resolver });
});
afterAll(() => database.drop());

const shares = async (cases: readonly Case[]) => {
  const answers = await answersOf(resolverRanker(resolver), cases);
  return { top1: 100 * topShare(answers, 1), top3: 100 * topShare(answers, 3), ms: answers.map(({ ms }) => ms) };
};

describe("resolve", () => {
  it.each([
    ["焊工", "焊工", "name"],
    ["我想学电焊", "焊工", "alias"],
    ["氩弧焊工", "焊工", "alias"],
    ["動車組司機", "轨道交通列车司机", "trade"],
    ["公司记账", "会计专业人员", "part"],
    ["在工地上绑钢筋", "钢筋工", "saying"],
    ["给老人擦身喂饭", "养老护理员", "saying"],
    ["hangong", "焊工", "pinyin"],
    ["hanggong", "焊工", "pinyin"],
    ["xue dianhan", "焊工", "pinyin"],
    ["函工", "焊工", "slip"],
    ["帮人坐月子那种", "家政服务员", "likeness"],
  ])("%s is %s by %s", (text, name, by) => {
    expect(resolver.resolve(text)[0]).toMatchObject({ name, path: by });
  });

  it("leads with the first reading of an ambiguous word and shares confidence between them", () => {
    const [first, second] = resolver.resolve("护工");
    expect([first?.name, second?.name]).toEqual(["养老护理员", "医疗护理员"]);
    expect(first?.path).toBe("ambiguous");
    expect(first?.confidence).toBeLessThan(0.8);
  });

  it.each(["", "，。！", "我想学", "怎么报名", "🙂"])("makes nothing of %j", (text) => {
    expect(resolver.resolve(text)).toEqual([]);
    expect(resolver.exact(text)).toBeUndefined();
  });

  it("is not sure of what is no work", () => {
    for (const text of ["今天天气不错", "你好", "我要退款"])
      expect(resolver.resolve(text)[0]?.confidence ?? 0, text).toBeLessThan(0.3);
  });

  it("never offers one code twice, is never more than certain, and keeps to the limit", () => {
    for (const { text } of ownCases("listed")) {
      const found = resolver.resolve(text);
      expect(new Set(found.map(({ code }) => code)).size, text).toBe(found.length);
      expect(found.length, text).toBeLessThanOrEqual(5);
      expect(
        found.reduce((sum, { confidence }) => sum + confidence, 0),
        text,
      ).toBeLessThanOrEqual(1.000_001);
      expect(
        found.map(({ confidence }) => confidence),
        text,
      ).toEqual(found.map(({ confidence }) => confidence).toSorted((a, b) => b - a));
    }
  });

  it("takes no longer for ten thousand characters than for sixty", () => {
    const start = elapsed();
    resolver.resolve("在工地上绑钢筋".repeat(1_500));
    resolver.resolve("hangong".repeat(1_500));
    expect(elapsed() - start).toBeLessThan(1_000);
  });
});

describe("did you mean", () => {
  it.each([
    ["函工", "焊工"],
    ["哇机", "挖机"],
    ["美容帅", "美容师"],
    ["hanggong", "焊工"],
    ["我想学汉工", "焊工"],
  ])("for %s offers %s", (text, name) => {
    const offered = resolver.didYouMean(text);
    expect(offered.map((each) => each.text)).toContain(name);
    expect(offered.length).toBeLessThanOrEqual(3);
  });

  it.each(["焊工", "我想学电焊", "护工", "今天天气不错", ""])("offers nothing for %j", (text) => {
    expect(resolver.didYouMean(text)).toEqual([]);
  });
});

describe("type-ahead", () => {
  const labels = (typed: string) => suggest(typed).map(({ label }) => label);

  it.each([
    ["焊", "焊工"],
    ["电焊", "焊工"],
    ["hang", "焊工"],
    ["yuesao", "家政服务员"],
    ["月", "家政服务员"],
    ["双流", "成都市双流区"],
    ["pidu", "成都市郫都区"],
    ["cd", "成都市"],
    ["CAD", "制图员"],
  ])("%s offers %s", (typed, label) => {
    expect(labels(typed)).toContain(label);
  });

  it("offers at most ten things, each once, and is quick after the first time", () => {
    const ms = [..."焊电工成都修做开hdcxyz"].flatMap((typed) => {
      const start = elapsed();
      const offered = suggest(typed);
      const took = elapsed() - start;
      expect(offered.length, typed).toBeLessThanOrEqual(10);
      expect(new Set(offered.map(({ kind, code }) => kind + code)).size, typed).toBe(offered.length);
      return [took];
    });
    expect(median(ms)).toBeLessThan(5);
  });

  it("takes operators, quotes and nothing for what they are", () => {
    for (const typed of ['"', "-", "\\", "'; DROP TABLE", "%", " "])
      expect(suggest(typed).length).toBeLessThanOrEqual(10);
    expect(suggest('"-')).toEqual([]);
  });
});

describe("the sets of the evaluation", () => {
  it("are as large as they must be, and name occupations of ours", () => {
    const isListed = listedIn(occupations, readSayings());
    expect(ownCases("listed").length).toBeGreaterThanOrEqual(350);
    expect(ownCases("listed").filter((each) => !isListed(each))).toEqual([]);
    expect(ownCases("unseen").filter((each) => !isListed(each)).length).toBeGreaterThanOrEqual(350);
    const all = [...ownCases("listed"), ...ownCases("unseen")];
    expect(all.filter(({ codes }) => codes.length === 0 || codes.some((code) => !occupations.byCode(code)))).toEqual(
      [],
    );
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
  });

  it("are read well enough, and fast enough", async () => {
    const whole = await shares([...ownCases("listed"), ...ownCases("unseen")]);
    expect(whole.top1).toBeGreaterThanOrEqual(WHOLE_LIMITS.top1);
    expect(whole.top3).toBeGreaterThanOrEqual(WHOLE_LIMITS.top3);
    expect(median(whole.ms)).toBeLessThan(2);
  });

  it("are read well enough where the text stands in no table", async () => {
    const isListed = listedIn(occupations, readSayings());
    const unseen = await shares(ownCases("unseen").filter((each) => !isListed(each) && !isDev(each)));
    expect(unseen.top1).toBeGreaterThanOrEqual(UNSEEN_FLOORS.top1);
    expect(unseen.top3).toBeGreaterThanOrEqual(UNSEEN_FLOORS.top3);
  });

  it("are answered with a confidence that holds: sure answers are right", () => {
    const isListed = listedIn(occupations, readSayings());
    const answers = ownCases("unseen")
      .filter((each) => !isListed(each))
      .flatMap(({ text, codes }) => {
        const [first] = resolver.resolve(text);
        return first === undefined ? [] : [{ sure: first.confidence, isRight: codes.includes(first.code) }];
      });
    const sure = answers.filter((answer) => answer.sure >= 0.8);
    expect(sure.length).toBeGreaterThan(answers.length / 2);
    expect(sure.filter(({ isRight }) => isRight).length / sure.length).toBeGreaterThanOrEqual(0.95);
    const unsure = answers.filter((answer) => answer.sure < 0.3);
    expect(unsure.filter(({ isRight }) => isRight).length / unsure.length).toBeLessThan(0.85);
  });
});

describe("the reference lists", () => {
  const rows = (folder: string, name: string) =>
    parse<Record<string, string>>(readFileSync(path.join(folder, name), "utf8"), { columns: true });
  const casesFrom = (name: string, text: string, code: string): Case[] | undefined => {
    const folder = referenceFolder(name);
    return folder === undefined
      ? undefined
      : rows(folder, name).flatMap((row) => {
          const known = occupations.byCode(row[code] ?? "");
          return known === undefined || !row[text] ? [] : [{ text: row[text], codes: [known.code] }];
        });
  };

  it.each([
    ["aliases.csv", "alias", 96, 98],
    ["skill_standards.csv", "occupation", 100, 100],
  ])("%s is read as it says, but for readings that differ", async (file, column, top1, top3) => {
    const cases = casesFrom(file, column, "code_2022");
    if (cases === undefined) return console.log("reference data not found: not run");
    const figures = await shares(cases);
    console.log(`${file}: ${cases.length} cases, top-1 ${figures.top1.toFixed(1)}, top-3 ${figures.top3.toFixed(1)}`);
    expect(figures.top1).toBeGreaterThanOrEqual(top1);
    expect(figures.top3).toBeGreaterThanOrEqual(top3);
  });

  it("slips of typos.csv lead to what is meant", (context) => {
    const folder = referenceFolder("typos.csv");
    if (folder === undefined) return context.skip("reference data not found: not run");
    const slips = rows(folder, "typos.csv").flatMap(({ typo = "", correct = "" }) => {
      const meant = resolver.exact(correct);
      return meant === undefined ? [] : [{ typo, codes: meant.codes }];
    });
    const isFound = ({ typo, codes }: (typeof slips)[number]) =>
      resolver.resolve(typo, 3).some(({ code }) => codes.includes(code));
    const found = slips.filter(isFound).length;
    console.log(`typos.csv: ${found} of ${slips.length} slips of names lead to their occupation`);
    expect(slips.length).toBeGreaterThan(20);
    expect(found / slips.length).toBe(1);
  });
});
