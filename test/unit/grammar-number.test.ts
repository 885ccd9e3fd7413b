import { describe, expect, it } from "vitest";
import { findAges } from "../../bot/understand/grammars/age.ts";
import { findDurations, findLengths } from "../../bot/understand/grammars/duration.ts";
import { findFeeLimits } from "../../bot/understand/grammars/fee.ts";
import { findMoney } from "../../bot/understand/grammars/money.ts";
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
    ["1千零5", 1005, 1005],
    ["5万4千6百", 54_600, 54_600],
    ["四亿五千六百四十二万零一十五", 456_420_015, 456_420_015],
    ["5亿1万4千6百", 500_014_600, 500_014_600],
    ["百二万", 1_200_000, 1_200_000],
    ["一万五千亿", 1.5e12, 1.5e12],
    ["二零二六", 2026, 2026],
    ["34,567", 34_567, 34_567],
    ["负三十二", -32, -32],
    ["零点五", 0.5, 0.5],
    ["两千三点一", 2300.1, 2300.1],
    ["1.2万", 12_000, 12_000],
    ["半", 0.5, 0.5],
    ["一个半", 1.5, 1.5],
    ["二分之一", 0.5, 0.5],
    ["百分之五", 0.05, 0.05],
    ["十几", 10, 20],
    ["三千多", 3000, 4000],
    ["几十万", 100_000, 1_000_000],
    ["三五百", 300, 500],
    ["二十七八", 27, 28],
    ["廿三", 23, 23],
  ])("%s is %d to %d", (text, min, max) => {
    expect(readNumber(text)).toEqual({ min, max });
  });

  it.each(["", "很多", "3x", "千千把", "点", "几", "一二三四x", "五点"])("%s is no number", (text) => {
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
    ["学费1000到2000", 200_000],
    ["两到三千块", 300_000],
    ["一千多块的", 200_000],
    ["不要超过两千", 200_000],
    ["五百块钱左右", 50_000],
    ["￥800", 80_000],
  ])("%s is %d fen", (text, fen) => {
    expect(findFeeLimits(text).map(({ value }) => value)).toEqual([fen]);
  });

  it.each([
    "3公里以内",
    "50岁以下",
    "学3个月",
    "10天以内",
    "1",
    "2026年",
    "三级",
    "第二个",
    "3000块以上",
    "补贴2000元",
    "300美元",
    "奖金50万元",
  ])("%s is no price", (text) => {
    expect(findFeeLimits(text)).toEqual([]);
  });
});

describe("sums of money", () => {
  it.each([
    ["123元1角1分", 12_311, 12_311],
    ["五块六", 560, 560],
    ["三块零四", 304, 304],
    ["两毛五", 25, 25],
    ["五元六角-五元七毛八分", 560, 578],
    ["10~15k元", 1_000_000, 1_500_000],
    ["从8500到3万", 850_000, 3_000_000],
  ])("%s is %d to %d fen", (text, min, max) => {
    expect(findMoney(text).map(({ value }) => [value.min, value.max])).toEqual([[min, max]]);
  });
});

describe("lengths of time", () => {
  it.each([
    ["三天", 3, 3],
    ["半个月", 15, 15],
    ["一个半月", 45, 45],
    ["个半月", 45, 45],
    ["两年半", 910, 910],
    ["两年零三个月", 820, 820],
    ["3~6个月", 90, 180],
    ["13天—8周", 13, 56],
    ["36天12小时", 36.5, 36.5],
  ])("%s is %d to %d days", (text, min, max) => {
    expect(findLengths(text).map(({ value }) => [value.minDays, value.maxDays])).toEqual([[min, max]]);
  });

  it.each(["10月", "2026年", "三年级", "年底"])("%s is no length", (text) => {
    expect(findLengths(text)).toEqual([]);
  });
});

describe("the longest a course may last", () => {
  it.each([
    ["十天以内", 10],
    ["学一个月以内", 30],
    ["半个月内能学完", 15],
    ["三个月内拿证", 90],
    ["学两三个月的", 90],
    ["最多一周", 7],
    ["有没有十天的班", 10],
    ["半年左右", 180],
  ])("%s is %d days", (text, days) => {
    expect(findDurations(text).map(({ value }) => value)).toEqual([days]);
  });

  it.each(["十天后开班", "一周内开的班", "干了三年", "我学了两年", "三个月以后", "每周两天的课", "10月内", "学三小时"])(
    "%s says nothing of it",
    (text) => {
      expect(findDurations(text)).toEqual([]);
    },
  );
});

describe("how old somebody is", () => {
  it.each([
    ["我今年45", 45],
    ["四十八岁", 48],
    ["快五十的人", 50],
    ["我都46了", 46],
    ["五十多岁", 50],
    ["四十出头", 40],
    ["奔六十了", 60],
    ["满十八岁", 18],
    ["十七八岁的娃", 17],
  ])("%s is %d", (text, age) => {
    expect(findAges(text).map(({ value }) => value)).toEqual([age]);
  });

  it.each(["00后", "50岁以下", "娃娃3岁", "今年25号", "今年3000块", "快三个月了", "快一点", "200岁"])(
    "%s tells no age",
    (text) => {
      expect(findAges(text)).toEqual([]);
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
    ["两三公里", 3],
    ["3到5公里", 5],
    ["一公里半", 2],
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
