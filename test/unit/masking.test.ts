import { describe, expect, it } from "vitest";
import { findPersonalNumbers, maskPersonal } from "../../src/kit/masking.ts";

const kindsIn = (text: string): string[] => findPersonalNumbers(text).map(({ kind }) => kind);

describe("numbers of persons", () => {
  it.each([
    ["510123199001011234", "id_card"],
    ["51012319900101123X", "id_card"],
    ["51012319900101123x", "id_card"],
    ["510123 19900101 1234", "id_card"],
    ["510123900101123", "id_card"],
    ["513401198802305678", "id_card"], // 30 February: mistyped, and still somebody's
    ["五一零六八一一九九零零一零一零零二三", "id_card"],
    ["13812345678", "mobile"],
    ["138 1234 5678", "mobile"],
    ["138-1234-5678", "mobile"],
    ["+86 13812345678", "mobile"],
    ["１３８１２３４５６７８", "mobile"],
    ["幺三八一二三四五六七八", "mobile"],
    ["028-85550000", "landline"],
    ["0816-2345678", "landline"],
    ["6222 0212 3456 7890 123", "bank_card"],
    ["6228480400000000000", "bank_card"],
    ["6217003810000123", "bank_card"],
    ["E12345678", "passport"],
    ["社保卡号AB1234567", "social_card"],
  ])("%s is found", (text, kind) => expect(kindsIn(`我的是${text}哈`)).toEqual([kind]));

  it.each([
    "1800元",
    "2026-03-04",
    "2026年3月4日到5月6日",
    "6-18-02-04",
    "12333",
    "12345678",
    "510116",
    "一三五晚上，二四六白天",
    "三千五百块",
    "0.01",
    "TS-20261124-0007",
  ])("%s is none", (text) => expect(kindsIn(text)).toEqual([]));

  it("each is masked in its place, and nothing else", () => {
    const text = "我叫赵二娃，身份证513401198802305678，电话138 1234 5678，要报养老护理";
    const masked = maskPersonal(text);
    expect(masked).toBe(`我叫赵二娃，身份证${"*".repeat(18)}，电话${"*".repeat(13)}，要报养老护理`);
    expect(masked).toHaveLength(text.length);
  });

  it("two phone numbers side by side are both masked", () => {
    expect(maskPersonal("010-87739799 64615726")).not.toMatch(/\d/);
  });

  it("ten thousand digits take no time", () => {
    const began = performance.now();
    maskPersonal("1".repeat(10_000));
    maskPersonal("1 ".repeat(5_000));
    maskPersonal("E1234567".repeat(1_250));
    expect(performance.now() - began).toBeLessThan(500); // a quadratic search would take seconds
  });
});
