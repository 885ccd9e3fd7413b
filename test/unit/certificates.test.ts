// The shipped tables of certificates, alone and against the words that have to be asked back about.
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { spokenDocument } from "../../src/certificates/certificate.ts";
import { loadCertificates } from "../../src/certificates/certificates.ts";
import { projectPath } from "../../src/kit/root.ts";

const rows = (name: string): Record<string, string>[] =>
  parse(readFileSync(projectPath("data", name), "utf8"), { columns: true });
const cells = (row: Record<string, string>, column: string): string[] => (row[column] ?? "").split("|").filter(Boolean);

const certificates = loadCertificates();
const kinds = rows("certificates/kinds.csv");
const terms = rows("certificates/terms.csv");
const kindIds = (name: string): string[] | undefined => certificates.term(name)?.readings.map(({ kind }) => kind.id);

describe("the table of kinds", () => {
  it("gives each kind a document with a year", () => {
    for (const { id } of kinds) {
      const kind = certificates.kind(id ?? "");
      expect(kind, id).toBeDefined();
      if (kind !== undefined) expect(spokenDocument(kind), id).toMatch(/^《.+》（.*\d{4}.*）$/);
    }
  });

  it("names a site only with its address, and both are official", () => {
    for (const { id, check_site, check_url } of kinds) {
      expect(check_site === "", id).toBe(check_url === "");
      if (check_url !== "") expect(check_url, id).toMatch(/^[a-z.]+\.(?:gov|org)\.cn$/);
    }
  });

  it("promises nothing", () => {
    expect(JSON.stringify(kinds)).not.toMatch(/保证|包过|一定能|肯定|最好/);
  });

  it("lets no name stand for two kinds", () => {
    const names = kinds.flatMap((row) => cells(row, "names"));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});

describe("the table of words", () => {
  it("lets no word stand in two rows", () => {
    const words = terms.flatMap((row) => cells(row, "terms"));
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  });

  it("names only occupations that the classification has", () => {
    const known = new Set(rows("occupations/occupations.csv").map(({ code }) => code));
    expect(terms.flatMap((row) => cells(row, "codes")).filter((code) => !known.has(code))).toEqual([]);
  });

  it("tells apart every paper that the ambiguous words name with a licence in their question", () => {
    const licences = /特种作业操作证|特种设备|操作资格证|执照|从业资格/;
    const asked = rows("occupations/ambiguous.csv").filter(
      ({ term = "", codes = "", question = "" }) =>
        term.endsWith("证") && !codes.includes("|") && licences.test(question),
    );
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.map(({ term = "" }) => term).filter((term) => certificates.term(term) === undefined)).toEqual([]);
  });

  it.each([
    ["电工证", ["special_operation", "skill_grade", "construction"]],
    ["焊工证", ["special_operation", "special_equipment", "skill_grade"]],
    ["叉车证", ["special_equipment", "skill_grade"]],
    ["架子工证", ["construction", "special_operation", "skill_grade"]],
    ["健康证", ["health"]],
    ["驾照", ["driving"]],
    ["没有这种证", undefined],
  ])("reads %s", (word, expected) => {
    expect(kindIds(word)).toEqual(expected);
  });
});

describe("a paper that a course states", () => {
  it.each([
    ["特种作业操作证（低压电工作业）", "special_operation"],
    ["建筑施工特种作业操作资格证（塔式起重机司机）", "construction"],
    ["特种设备安全管理和作业人员证（叉车司机N1）", "special_equipment"],
    ["焊工职业技能等级证书", "skill_grade"],
    ["消防设施操作员国家职业资格证书", "vocational_qualification"],
    ["道路货物运输驾驶员从业资格证", "transport"],
    ["培训合格证书", "training"],
    ["CAAC执照", "drone"],
    ["英语四级", undefined],
  ])("%s is %s", (name, id) => {
    expect(certificates.kindIn(name)?.id).toBe(id);
  });

  it("is known for every certificate of the demo courses", () => {
    const stated = rows("demo/trades.csv").flatMap((row) => cells(row, "certs"));
    expect(stated.length).toBeGreaterThan(100);
    expect(stated.filter((name) => certificates.kindIn(name) === undefined)).toEqual([]);
  });
});
