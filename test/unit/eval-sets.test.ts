// The labelled sets of the project: large enough, well formed, and split so that the test part says something.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { OccupationAliasLine, OccupationLine } from "../../src/cli/import/occupation-rows.ts";
import { DivisionLine } from "../../src/cli/import/place-rows.ts";
import { readTable } from "../../src/kit/csv.ts";
import { projectPath } from "../../src/kit/root.ts";
import type { GoldRecord, Labels } from "../eval/record.ts";
import { filesOf, hashOf, readSets, sealedHashes } from "../eval/sets.ts";

const [dev = [], test = []] = readSets([]).map(({ records }) => records);

const countOf = (records: readonly GoldRecord[], letter: string): number =>
  records.filter(({ id }) => id.startsWith(letter)).length;

const labelsOf = ({ turns }: GoldRecord): Labels[] =>
  turns.flatMap(({ expect: { slots, state } }) => [slots, ...(state === undefined ? [] : [state])]);

/** Every alternative under these names, refused ones too. */
function valuesOf(record: GoldRecord, names: readonly string[]): string[] {
  const within = (labels: Labels): string[] =>
    Object.entries(labels).flatMap(([name, value]): string[] => {
      if (name === "negated" && typeof value === "object" && value !== null)
        return within(Object.fromEntries(Object.entries(value)));
      return names.includes(name) ? [value].flat().flatMap((each) => String(each).split("|")) : [];
    });
  return labelsOf(record).flatMap(within);
}

const tableOf = (file: string): string => readFileSync(projectPath("data", file), "utf8");

const DIVISIONS = new Map<string, string>(
  ["places/divisions.csv", "places/towns.csv"].flatMap((file) =>
    readTable(tableOf(file), DivisionLine).rows.map(({ code, row }) => [code, row.name] as const),
  ),
);
/** Official names and the popular ones; a label may say either first. */
const OCCUPATIONS = new Set<string>([
  ...readTable(tableOf("occupations/occupations.csv"), OccupationLine).rows.flatMap((row) => row?.name ?? []),
  ...readTable(tableOf("occupations/aliases.csv"), OccupationAliasLine).rows.map(({ alias }) => alias),
]);

/** Names that are in both parts for different trades; what else the labels say for them must still differ. */
const SHARED: Readonly<Record<string, string>> = {
  起重装卸机械操作工:
    "one occupation of the classification: fork lifts (叉车) there, tower and bridge cranes (塔吊, 行车) here",
  数控车工: "there a second answer for 数控 without more, here for 车工",
  混凝土工: "there only as one of the readings of 木工, which is asked back about",
};

/** Every name of every trade that is asked for or refused, official and popular. What somebody did before may be anything. */
const tradesOf = (records: readonly GoldRecord[]): Set<string> =>
  new Set(records.flatMap((record) => valuesOf(record, ["occupation"])).filter((name) => SHARED[name] === undefined));

/** Prefectures in Sichuan; the province as a whole is anybody's. */
const prefecturesOf = (records: readonly GoldRecord[]): Set<string> =>
  new Set(
    records
      .flatMap((record) => valuesOf(record, ["place_code"]))
      .filter((code) => code.startsWith("51") && !code.startsWith("5100"))
      .map((code) => code.slice(0, 4)),
  );

describe("the labelled sets", () => {
  it("are large enough", () => {
    expect(countOf([...dev, ...test], "S")).toBeGreaterThanOrEqual(900);
    expect(countOf([...dev, ...test], "M")).toBeGreaterThanOrEqual(90);
    expect(countOf(test, "S")).toBeGreaterThanOrEqual(300);
    expect(countOf(test, "M")).toBeGreaterThanOrEqual(30);
    expect(countOf(test, "R")).toBeGreaterThanOrEqual(80);
  });

  it("hold no record and no message twice", () => {
    const all = [...dev, ...test];
    const twice = (keys: readonly string[]): string[] => keys.filter((key, at) => keys.indexOf(key) !== at);
    expect(twice(all.map(({ id }) => id))).toEqual([]);
    const said = all.map(({ turns }) => turns.map(({ user }) => user).join("\n"));
    expect(twice(said.filter((text) => !/^\[..\]$/.test(text)))).toEqual([]); // there is one way to send a [图片]
  });

  it("have the number of turns that the letter of their name says", () => {
    const wrong = [...dev, ...test].filter(
      ({ id, turns }) => (id.startsWith("S") && turns.length !== 1) || (id.startsWith("M") && turns.length < 2),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect([...dev, ...test].filter(({ id }) => !/^[SMR]/.test(id))).toEqual([]);
  });

  it("name trades that the tables know", () => {
    const unknown = [...dev, ...test].flatMap((record) =>
      labelsOf(record)
        .flatMap(({ occupation }) => (occupation === undefined ? [] : [occupation].flat()))
        .filter((name) => !OCCUPATIONS.has(String(name).split("|")[0] ?? ""))
        .map((name) => `${record.id} ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it("give places the codes they have", () => {
    const said = (value: unknown): string[] => [value].flat().flatMap((each) => String(each).split("|"));
    const wrong = [...dev, ...test].flatMap((record) =>
      labelsOf(record)
        .filter(({ place, place_code }) => place !== undefined && place_code !== undefined)
        .filter(({ place, place_code }) => {
          const names = said(place_code).map((code) => DIVISIONS.get(code) ?? "");
          return !said(place).some((name) => names.includes(name));
        })
        .map(({ place, place_code }) => `${record.id} ${place} ${place_code}`),
    );
    expect(wrong).toEqual([]);
  });

  it("name places that exist", () => {
    const unknown = [...dev, ...test].flatMap((record) =>
      valuesOf(record, ["place_code"])
        .filter((code) => !DIVISIONS.has(code))
        .map((code) => `${record.id} ${code}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe("the test split", () => {
  it("is the one that was sealed, every file of it", () => {
    const files = filesOf("test");
    const actual = new Map(files.map((file) => [path.basename(file), hashOf(file)]));
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(sealedHashes()));
    expect(files.length).toBeGreaterThan(0);
  });

  it("has no trade that occurs in the rest", () => {
    const known = tradesOf(dev);
    expect([...tradesOf(test)].filter((name) => known.has(name))).toEqual([]);
  });

  it("has no place in a prefecture that occurs in the rest", () => {
    const known = prefecturesOf(dev);
    expect([...prefecturesOf(test)].filter((code) => known.has(code))).toEqual([]);
  });
});
