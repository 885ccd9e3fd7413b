import { describe, expect, it } from "vitest";
import { findCleared } from "../../bot/understand/grammars/clear.ts";
import { findGroups } from "../../bot/understand/grammars/group.ts";
import { findLevels } from "../../bot/understand/grammars/level.ts";
import { findModes } from "../../bot/understand/grammars/mode.ts";
import { findNear } from "../../bot/understand/grammars/near.ts";
import { isRefused, roleOfOccupation, roleOfPlace } from "../../bot/understand/grammars/role.ts";
import { findSchedules } from "../../bot/understand/grammars/schedule.ts";
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
  ])("%s is %j", (text, expected) => expect(values(findLevels(text))).toEqual(expected));
});

describe("when and how", () => {
  it.each([
    ["周末班", ["weekend"]],
    ["下班后学", ["evening"]],
    ["全日制", ["full_time"]],
    ["工作日", ["daytime"]],
    ["随便", []],
  ])("%s is %j", (text, expected) => expect(values(findSchedules(text))).toEqual(expected));

  it.each([
    ["网上学", ["online"]],
    ["线下的", ["onsite"]],
    ["线上线下都有", ["blended"]],
    ["直播带货", []],
    ["在线下", ["onsite"]],
  ])("%s is %j", (text, expected) => expect(values(findModes(text))).toEqual(expected));
});

describe("near and order", () => {
  it.each([
    ["附近", 1],
    ["离我最近的", 1],
    ["最近有什么班", 0],
    ["我们这边", 1],
  ])("%s has %d", (text, count) => expect(findNear(text)).toHaveLength(count));

  it.each([
    ["近点的", ["nearest"]],
    ["便宜点", ["cheapest"]],
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
  ])("%s lets go of %j", (text, expected) => expect(values(findCleared(text))).toEqual(expected));

  it("groups are named as in the evaluation schema", () => {
    expect(values(findGroups("退伍军人"))).toEqual(["veteran"]);
    expect(values(findGroups("农民工"))).toEqual(["migrant_worker"]);
  });
});

describe("roles", () => {
  const role = (text: string, name: string, of: typeof roleOfPlace): string => {
    const start = text.indexOf(name);
    return of(text, start, start + name.length);
  };
  it.each([
    ["我老家西昌", "西昌", "past"],
    ["从广元来", "广元", "past"],
    ["在成都打工", "成都", "past"],
    ["不要乐山的", "乐山", "negated"],
    ["想在双流学", "双流", "wanted"],
  ])("%s: the place %s is %s", (text, name, expected) => expect(role(text, name, roleOfPlace)).toBe(expected));

  it.each([
    ["以前做过焊工", "焊工", "past"],
    ["我是厨师，想学电工", "厨师", "past"],
    ["我是厨师，想学电工", "电工", "wanted"],
    ["除了焊工", "焊工", "negated"],
    ["不是电工", "电工", "negated"],
  ])("%s: the occupation %s is %s", (text, name, expected) =>
    expect(role(text, name, roleOfOccupation)).toBe(expected),
  );

  it("refusal reaches only what follows it", () => {
    expect(isRefused("不要线上的", 2)).toBe(true);
    expect(isRefused("要线上的", 1)).toBe(false);
  });
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
    findCleared,
    findGroups,
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
