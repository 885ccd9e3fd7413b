import { describe, expect, it } from "vitest";
import { findFeeLimits } from "../../bot/understand/grammars/fee.ts";
import { readNumber } from "../../bot/understand/grammars/number.ts";
import { findOrdinals } from "../../bot/understand/grammars/ordinal.ts";
import { findRadii } from "../../bot/understand/grammars/radius.ts";

describe("numbers as people write them", () => {
  it.each([
    ["1500", 1500, 1500],
    ["3k", 3000, 3000],
    ["1千五", 1500, 1500],
    ["2.5k", 2500, 2500],
    ["两千", 2000, 2000],
    ["三千五", 3500, 3500],
    ["一万二", 12_000, 12_000],
    ["一万零二", 10_002, 10_002],
    ["一百零五", 105, 105],
    ["十二", 12, 12],
    ["二十", 20, 20],
    ["两三百", 200, 300],
    ["千把", 1000, 1000],
    ["三百二十", 320, 320],
  ])("%s is %d to %d", (text, min, max) => {
    expect(readNumber(text)).toEqual({ min, max });
  });

  it.each(["", "很多", "3x", "千千把"])("%s is no number", (text) => {
    expect(readNumber(text)).toBeUndefined();
  });
});

describe("price limits", () => {
  it.each([
    ["3000元以内的厨师班", 300_000],
    ["两千块以内", 200_000],
    ["不超过1500", 150_000],
    ["预算三千", 300_000],
    ["千把块的", 100_000],
    ["500到1000块", 100_000],
    ["1千五左右", 150_000],
  ])("%s is %d fen", (text, fen) => {
    expect(findFeeLimits(text).map(({ value }) => value)).toEqual([fen]);
  });

  it.each(["3公里以内", "50岁以下", "学3个月", "10天以内", "1", "2026年", "三级", "第二个"])(
    "%s is no price",
    (text) => {
      expect(findFeeLimits(text)).toEqual([]);
    },
  );
});

describe("radius", () => {
  it.each([
    ["3公里内", 3],
    ["十公里以内", 10],
    ["五里路", 3],
    ["500米以内", 1],
    ["9999公里", 300],
    ["20km", 20],
  ])("%s is %d km", (text, km) => {
    expect(findRadii(text).map(({ value }) => value)).toEqual([km]);
  });
});

describe("ordinals", () => {
  it.each([
    ["第二个", 2],
    ["2", 2],
    ["二", 2],
    ["选3", 3],
    ["第十二门课", 12],
    ["头一个哪天开课", 1],
    ["最后一个", "last"],
    ["上面那个", "this"],
    ["这个有补贴吗", "this"],
  ])("%s points at %s", (text, value) => {
    expect(findOrdinals(text).map((found) => found.value)).toEqual([value]);
  });

  it.each(["第三批目录", "这个月", "20元", "2026"])("%s points at nothing", (text) => {
    expect(findOrdinals(text)).toEqual([]);
  });
});
