import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchTokensOf } from "../../src/courses/search-tokens.ts";

const text = (changes: Partial<Parameters<typeof searchTokensOf>[0]> = {}) => ({
  title: "电焊工初级班",
  occupationName: "焊工",
  aliases: ["氩弧焊"],
  certificates: ["特种作业操作证"],
  ...changes,
});
const lexemes = (literal: string): Map<string, string> =>
  new Map([...literal.matchAll(/'((?:[^']|'')*)':(\d+)([A-D])/g)].map((match) => [match[1] ?? "", match[3] ?? ""]));

describe("search tokens", () => {
  it("title words weigh A, occupation and popular names B, certificates C", () => {
    const found = lexemes(searchTokensOf(text({ title: "入门班" })));
    expect(found.get("焊工")).toBe("B");
    expect(found.get("作业")).toBe("C");
    expect(found.get("入门")).toMatch(/[AD]/);
  });

  it("bigrams of the title find a word inside a longer one", () => {
    const found = searchTokensOf(text({ occupationName: "", aliases: [], certificates: [] }));
    expect([...lexemes(found).keys()]).toEqual(expect.arrayContaining(["电焊", "焊工", "初级"]));
  });

  it("are typed in pinyin too: words of the title, and names as a whole", () => {
    const found = searchTokensOf(text({ aliases: ["氩弧焊"] })).split(" ");
    expect(found).toEqual(expect.arrayContaining(["'chuji'", "'hangong'", "'hg'", "'yahuhan'", "'yhh'"]));
  });

  it("positions rise by one, so that no weight is lost", () => {
    const positions = [...searchTokensOf(text()).matchAll(/':(\d+)/g)].map((match) => Number(match[1]));
    expect(positions).toEqual(positions.map((_, index) => index + 1));
  });

  it("whatever the words, the literal has the shape PostgreSQL reads", () => {
    const shape = /^('([^'\\]|''|\\\\)+'(:\d+[A-D])?( |$))*$/u;
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.string({ maxLength: 40 }), (title, alias) => {
        expect(searchTokensOf(text({ title, aliases: [alias] }))).toMatch(shape);
      }),
    );
  });
});
