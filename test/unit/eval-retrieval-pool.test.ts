// The pairs that judges get, and the sheets they get them on.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Grade, Grades } from "../eval/retrieval/metrics.ts";
import { poolOf, secondPool, sheetsOf } from "../eval/retrieval/pool.ts";
import { readAnswers, writeSheets } from "../eval/retrieval/sheets.ts";
import type { Run } from "../eval/retrieval/systems.ts";

const grades = (marks: Record<string, Grade>): Grades => new Map(Object.entries(marks));

const NO_ANSWER = {
  ids: [],
  saysNone: false,
  questions: 0,
  wanted: undefined,
  searched: undefined,
  place: undefined,
  text: "",
};

const run = (id: string, ours: string[], raw: string[]): Run => ({
  query: { id, text: `问题 ${id}`, kind: [], fits: true },
  lists: { ours, raw, plain: [], postgres: [], bm25: raw },
  ours: NO_ANSWER,
});

describe("the pool", () => {
  const runs = [run("Q1", ["a", "b"], ["b", "c"]), run("Q2", ["d"], [])];

  it("holds each course of a query once, however many found it", () => {
    const [first] = poolOf(runs, new Map());
    expect(first?.courseIds.toSorted()).toEqual(["a", "b", "c"]);
  });

  it("leaves out what has been judged", () => {
    const pools = poolOf(
      runs,
      new Map([
        ["Q1", grades({ a: 0, c: 3 })],
        ["Q2", grades({ d: 1 })],
      ]),
    );
    expect(pools).toEqual([{ queryId: "Q1", courseIds: ["b"] }]);
  });

  it("is in an order that does not depend on who found what first", () => {
    const many = Array.from({ length: 10 }, (_, at) => `c${at}`);
    fc.assert(
      fc.property(fc.shuffledSubarray(many, { minLength: 10 }), (ids) => {
        expect(poolOf([run("Q1", ids, [])], new Map())).toEqual(poolOf([run("Q1", [], many)], new Map()));
      }),
    );
  });

  it("gives about a fifth to a second judge, in another order", () => {
    const ids = (query: number) => Array.from({ length: 20 }, (_, at) => `${query}-${at}`);
    const pools = Array.from({ length: 50 }, (_, at) => ({ queryId: `Q${at}`, courseIds: ids(at) }));
    const second = secondPool(pools);
    const taken = second.flatMap(({ courseIds }) => courseIds);
    expect(taken.length).toBeGreaterThan(150);
    expect(taken.length).toBeLessThan(250);
    const inFirst = new Map(pools.map(({ queryId, courseIds }) => [queryId, courseIds]));
    expect(second.every(({ queryId, courseIds }) => courseIds.every((id) => inFirst.get(queryId)?.includes(id)))).toBe(
      true,
    );
    expect(secondPool(pools)).toEqual(second);
  });

  it("is cut into sheets of whole queries", () => {
    const pools = Array.from({ length: 90 }, (_, at) => ({
      queryId: `Q${at}`,
      courseIds: Array.from({ length: 20 }, (_none, index) => `${at}-${index}`),
    }));
    const sheets = sheetsOf(pools);
    expect(sheets.map((sheet) => sheet.length)).toEqual([40, 40, 10]);
    expect(sheets.flat()).toEqual(pools);
  });
});

describe("a judging sheet", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "jiangtu-sheets-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("shows neither ids nor who found what, and its answers find their courses again", () => {
    writeSheets(folder, "first", [[{ queryId: "Q1", courseIds: ["id-b", "id-a"] }]], ["# 今天"], {
      query: (id) => `## ${id} 想学电焊`,
      course: (_query, id) => (id === "id-a" ? "电焊班" : "电工班"),
    });
    const sheet = readFileSync(path.join(folder, "first-01.txt"), "utf8");
    expect(sheet).toContain("## Q1 想学电焊\n1 | 电工班\n2 | 电焊班\n");
    expect(sheet).not.toContain("id-");
    writeFileSync(path.join(folder, "first-01.answers.tsv"), "# judge\nQ1\t2\t3\r\nQ1 1 0\n");
    expect(readAnswers(folder, "first")).toEqual({
      byQuery: new Map([
        [
          "Q1",
          new Map([
            ["id-a", 3],
            ["id-b", 0],
          ]),
        ],
      ]),
      faults: [],
    });
  });

  it("tells which answers are missing and which cannot be used", () => {
    writeFileSync(path.join(folder, "first-01.answers.tsv"), "Q1\t2\t5\nQ9\t1\t3\n");
    const { byQuery, faults } = readAnswers(folder, "first");
    expect(byQuery.size).toBe(0);
    expect(faults).toHaveLength(4);
    expect(faults.join("\n")).toMatch(
      /no grade of 0 to 3[\s\S]*no such pair[\s\S]*not answered: Q1 1[\s\S]*not answered: Q1 2/,
    );
  });
});
