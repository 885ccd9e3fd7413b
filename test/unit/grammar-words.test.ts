import { describe, expect, it } from "vitest";
import { findCleared } from "../../bot/understand/grammars/clear.ts";
import { findLevels } from "../../bot/understand/grammars/level.ts";
import { findModes } from "../../bot/understand/grammars/mode.ts";
import { findNear } from "../../bot/understand/grammars/near.ts";
import { findAtWork, findSchedules } from "../../bot/understand/grammars/schedule.ts";
import { findSorts } from "../../bot/understand/grammars/sort.ts";
import { findSubsidyWishes } from "../../bot/understand/grammars/subsidy.ts";
import { findTopics } from "../../bot/understand/grammars/topic.ts";

const values = (found: readonly { value: unknown }[]): unknown[] => found.map(({ value }) => value);

describe("levels", () => {
  it.each([
    ["初级焊工", [5]],
    ["考四级", [4]],
    ["高级工", [3]],
    ["升技师", [2]],
    ["高级技师", [1]],
    ["一级建造师", []],
    ["美容技师", []],
    ["技师学院", []],
    ["二级消防工程师", []],
    ["我残疾证三级", []],
    ["英语四级考试", []],
    ["高级餐厅", []],
    ["四级升三级", [4, 3]],
    ["已经有四级了，想升到三级", [4, 3]],
  ])("%s is %j", (text, expected) => expect(values(findLevels(text))).toEqual(expected));
});

describe("when and how", () => {
  it.each([
    ["周末班", ["weekend"]],
    ["下班后学", ["evening"]],
    ["全日制", ["full_time"]],
    ["工作日", ["daytime"]],
    ["周六周日", ["weekend"]],
    ["周五", []],
    ["白天要上班", []],
    ["晚上要带娃，只有周末", ["weekend"]],
    ["周末没空", []],
    ["随便", []],
  ])("%s is %j", (text, expected) => expect(values(findSchedules(text))).toEqual(expected));

  it.each([
    ["网上学", ["online"]],
    ["线下的", ["onsite"]],
    ["线上线下都有", ["blended"]],
    ["直播带货", []],
    ["在线下", ["onsite"]],
    ["手机上能学吗", ["online"]],
    ["直播课", ["online"]],
    ["在线客服", []],
    ["听网上说的", []],
    ["网上卖东西", []],
  ])("%s is %j", (text, expected) => expect(values(findModes(text))).toEqual(expected));

  it.each([
    ["能不能上门培训", 1],
    ["到厂里来教", 1],
    ["老师能来村上教吗", 1],
    ["到公司上班", 0],
    ["进厂打工", 0],
    ["到店里吃饭", 0],
  ])("%s asks %d times for the class to come to work", (text, count) => expect(findAtWork(text)).toHaveLength(count));
});

describe("near and order", () => {
  it.each([
    ["附近", 1],
    ["离我最近的", 1],
    ["最近有什么班", 0],
    ["我们这边", 1],
    ["哪家最近", 1],
    ["家门口", 1],
    ["最近想学点东西", 0],
    ["河边上", 0],
    ["我们这边工地上", 0],
  ])("%s has %d", (text, count) => expect(findNear(text)).toHaveLength(count));

  it.each([
    ["近点的", ["nearest"]],
    ["便宜点", ["cheapest"]],
    ["离我近的在前", ["nearest"]],
    ["开班早的在前", ["soonest"]],
    ["课时短的排在前面", ["shortest"]],
    ["早点开班的", ["soonest"]],
    ["学得快的", ["shortest"]],
  ])("%s is %j", (text, expected) => expect(values(findSorts(text))).toEqual(expected));
});

describe("wishes", () => {
  it.each([
    ["免费的", ["free"]],
    ["有没有补贴的", ["subsidised"]],
    ["不要钱", ["free"]],
    ["便宜的", []],
  ])("%s is %j", (text, expected) => expect(values(findSubsidyWishes(text))).toEqual(expected));

  it.each([
    ["不限时间", ["time"]],
    ["全省", ["place"]],
    ["没补贴的也行", ["subsidy"]],
    ["都可以", ["all"]],
    ["学什么都行", ["occupation"]],
    ["可以", []],
    ["什么时候都行", ["time"]],
    ["远点也行", ["distance"]],
    ["线上线下都可以", ["mode"]],
    ["贵点也行", ["price"]],
    ["随便", ["all"]],
    ["随便问问", []],
    ["不要补贴", []],
    ["哪里都有吗", []],
  ])("%s lets go of %j", (text, expected) => expect(values(findCleared(text))).toEqual(expected));
});

describe("topics", () => {
  it.each([
    ["想学瑜伽", ["瑜伽"]],
    ["会计培训班", ["会计"]],
    ["晚上上课的会计培训", ["会计"]],
    ["雅思培训学校", ["雅思"]],
    ["有什么培训", []],
    ["想学一门手艺", []],
    ["免费的培训", []],
  ])("%s is about %j", (text, expected) => expect(values(findTopics(text)).slice(0, 1)).toEqual(expected));
});

it("every grammar reads ten thousand characters in a moment", () => {
  const hostile = [
    "9".repeat(10_000),
    "一千".repeat(5_000),
    "下周三".repeat(3_000),
    "第一个".repeat(3_000),
    "不要".repeat(5_000),
  ];
  const grammars = [
    findAtWork,
    findCleared,
    findLevels,
    findModes,
    findNear,
    findSchedules,
    findSorts,
    findSubsidyWishes,
    findTopics,
  ];
  const began = performance.now();
  for (const text of hostile) for (const grammar of grammars) grammar(text);
  expect(performance.now() - began).toBeLessThan(2_000);
});
