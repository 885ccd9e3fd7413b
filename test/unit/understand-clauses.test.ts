import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { around, clausesOf } from "../../bot/understand/clauses.ts";

const piecesOf = (text: string): string[] => clausesOf(text).map(({ start, end }) => text.slice(start, end));

const aroundIn = (text: string, name: string) => {
  const start = text.indexOf(name);
  return around(text, clausesOf(text), start, start + name.length);
};

describe("clauses", () => {
  it.each([
    ["我在双流，想学焊工。好不好？", ["我在双流", "想学焊工", "好不好"]],
    ["不要线上的 要线下的", ["不要线上的", "要线下的"]],
    ["学焊工~~~双流", ["学焊工", "双流"]],
    ["电工、焊工都行", ["电工、焊工都行"]],
    ["，，，", []],
    ["", []],
  ])("%s pauses into %j", (text, expected) => expect(piecesOf(text)).toEqual(expected));

  it("lose nothing but pauses, whatever is written", () => {
    const signs = fc.constantFrom(..."焊工电双流，。！？、 ~不要");
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 60 }), (drawn) => {
        const text = drawn.join("");
        expect(piecesOf(text).join("")).toBe(text.replace(/[，。！？ ~]/g, ""));
      }),
    );
  });
});

describe("what stands around a name", () => {
  it("ends at the pauses beside it", () => {
    expect(aroundIn("我在双流，想学焊工的班，周末", "焊工")).toEqual({ before: "想学", after: "的班", next: "周末" });
  });

  it("is all of a message without a pause", () => {
    expect(aroundIn("不要焊工要电工", "焊工")).toEqual({ before: "不要", after: "要电工", next: "" });
  });

  it("is nothing where the name is all", () => {
    expect(aroundIn("焊工", "焊工")).toEqual({ before: "", after: "", next: "" });
  });

  it("of a name that reaches over a pause does not run backwards", () => {
    const text = "西昌，凉山的";
    expect(around(text, clausesOf(text), 0, 5)).toEqual({ before: "", after: "", next: "凉山的" });
  });
});
