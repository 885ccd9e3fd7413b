import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { projectPath } from "../../src/kit/root.ts";
import { tableSpelling } from "../../src/occupations/name-index.ts";
import { readSayings } from "../../src/occupations/sayings.ts";

const occupations = parse<{ code: string }>(readFileSync(projectPath("data/occupations/occupations.csv"), "utf8"), {
  columns: true,
});
const known = new Set(occupations.map(({ code }) => code));
const sayings = readSayings();

it("every saying is of an occupation of ours", () => {
  expect(sayings.filter(({ code }) => !known.has(code))).toEqual([]);
});

it("no saying stands twice, not even of two occupations", () => {
  const spellings = sayings.map(({ saying }) => tableSpelling(saying));
  expect(spellings.filter((spelling, at) => spellings.indexOf(spelling) !== at)).toEqual([]);
});

it("says something of 300 occupations or more", () => {
  expect(sayings.length).toBeGreaterThanOrEqual(3_000);
  expect(new Set(sayings.map(({ code }) => code)).size).toBeGreaterThanOrEqual(300);
});
