import { describe, expect, it } from "vitest";
import { findEducation } from "../../bot/understand/grammars/education.ts";
import { findExtras, findHeadcounts } from "../../bot/understand/grammars/extras.ts";
import { findGroups } from "../../bot/understand/grammars/group.ts";
import { findOnBehalf } from "../../bot/understand/grammars/on-behalf.ts";

const values = (found: readonly { value: unknown }[]): unknown[] => [...new Set(found.map(({ value }) => value))];

describe("schooling", () => {
  it.each([
    ["我初中毕业", "初中"],
    ["小学都没毕业", "小学"],
    ["高中文化", "高中"],
    ["大专", "大专"],
    ["大学毕业", "本科"],
    ["硕士", "研究生"],
    ["技校毕业", "中专"],
    ["没读过书", "无"],
    ["不识字", "无"],
  ])("%s is %s", (text, expected) => expect(values(findEducation(text))).toEqual([expected]));

  it.each(["大学生", "哪个技校好", "上文化课", "书读得少"])("%s says nothing of it", (text) => {
    expect(findEducation(text)).toEqual([]);
  });
});

describe("groups, named as in the evaluation schema", () => {
  it.each([
    ["退伍军人", "veteran"],
    ["当了两年兵", "veteran"],
    ["军嫂", "military_family"],
    ["听力不好", "disabled"],
    ["刑满释放", "ex_offender"],
    ["零就业家庭", "zero_employment_family"],
    ["低保户", "low_income"],
    ["建档立卡户", "poverty_alleviated"],
    ["退捕渔民", "fisherman"],
    ["高考落榜", "dropout_youth"],
    ["办了失业登记", "unemployed_registered"],
    ["厂子倒闭了", "laid_off"],
    ["跑滴滴的", "gig_worker"],
    ["大三学生", "student"],
    ["应届毕业生", "graduate"],
    ["在家带娃", "woman_returning"],
    ["想开个小店", "entrepreneur"],
    ["农民工", "migrant_worker"],
    ["务农", "rural_labourer"],
    ["彝族", "minority"],
  ])("%s is %s", (text, expected) => expect(values(findGroups(text))).toEqual([expected]));

  it.each([
    "想学电工",
    "学生家长",
    "读大学的时候",
    "农村商业银行",
    "失业保险怎么领",
    "大三点的",
    "峨边彝族自治县",
    "带娃的班",
    "打工者之家",
  ])("%s names none", (text) => expect(findGroups(text)).toEqual([]));

  it("a firm that speaks of its people is the group, whoever they are", () => {
    expect(values(findGroups("我们厂要培训二十个工人"))).toEqual(["enterprise"]);
    expect(values(findGroups("我们公司员工都是农民工"))).toEqual(["enterprise"]);
    expect(values(findGroups("我在厂里打工"))).toEqual(["migrant_worker"]);
  });

  it("who lost their work in a firm is no firm", () => {
    expect(values(findGroups("我们厂倒闭了，工人都下岗了"))).toEqual(["laid_off"]);
  });

  it("what somebody is goes before what they do for a living", () => {
    expect(values(findGroups("我是退伍军人，在外头打工"))).toEqual(["veteran", "migrant_worker"]);
  });
});

describe("somebody else", () => {
  it.each([
    ["帮我老婆问问", "老婆"],
    ["我妈想学做饭", "妈"],
    ["替我爸问", "爸"],
    ["给我们员工培训", "员工"],
    ["我娃今年18", "娃"],
  ])("%s is asked for %s", (text, who) => expect(values(findOnBehalf(text))).toEqual([who]));

  it.each(["帮我报名", "给我推荐一个", "我想学", "我朋友说好", "老婆"])("%s is asked for oneself", (text) => {
    expect(findOnBehalf(text)).toEqual([]);
  });
});

describe("headcount", () => {
  it.each([
    ["三十个工人", 30],
    ["我们厂有120名员工", 120],
    ["五个焊工", 5],
  ])("%s are %d", (text, count) => expect(values(findHeadcounts(text))).toEqual([count]));

  it.each(["一个人", "一个师傅", "三个月", "3天", "第三个", "12000人的厂"])("%s is none", (text) => {
    expect(findHeadcounts(text)).toEqual([]);
  });
});

describe("what a course may bring along", () => {
  it.each([
    ["包吃住的", ["boarding"]],
    ["有住宿吗", ["boarding"]],
    ["包分配", ["job_guarantee"]],
    ["学完推荐就业", ["job_guarantee"]],
    ["现在最缺人的", ["shortage"]],
    ["包吃住还包分配", ["boarding", "job_guarantee"]],
    ["住在双流", []],
    ["吃饭", []],
    ["想就业", []],
  ])("%s asks for %j", (text, expected) => expect(values(findExtras(text))).toEqual(expected));
});

it("every grammar of persons reads ten thousand characters in a moment", () => {
  const hostile = [
    "退".repeat(10_000),
    "我们厂".repeat(3_000),
    "一百".repeat(5_000),
    "帮我".repeat(5_000),
    "包吃".repeat(5_000),
  ];
  const began = performance.now();
  for (const text of hostile)
    for (const grammar of [findEducation, findExtras, findGroups, findHeadcounts, findOnBehalf]) grammar(text);
  expect(performance.now() - began).toBeLessThan(2_000);
});
