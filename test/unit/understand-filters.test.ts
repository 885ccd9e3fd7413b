import { describe, expect, it } from "vitest";
import { findFilters } from "../../bot/understand/filters.ts";
import type { Slots } from "../../bot/understand/meaning.ts";
import { LocalDate } from "../../src/kit/clock.ts";

/** A Wednesday. */
const TODAY = LocalDate.parse("2026-03-04");
const slotsOf = (text: string, taken: { start: number; end: number }[] = []): Slots =>
  findFilters(text, TODAY, taken).slots;

describe("conditions of one message", () => {
  it("are read side by side", () => {
    expect(slotsOf("全日制线下中级免费")).toEqual({ schedule: "full_time", mode: "onsite", level: 4, wish: "free" });
  });

  it.each([
    ["三千以内的", { feeMaxFen: 300_000 }],
    ["双流20公里内", { near: true, radiusKm: 20 }],
    ["最近的", { near: true, sort: "nearest" }],
    ["最便宜的", { sort: "cheapest" }],
    ["退伍军人想学", { group: "veteran" }],
    ["老师上门教", { atWork: true }],
    ["不限时间", { cleared: ["time"] }],
    ["你好", {}],
  ])("%s is %j", (text, expected) => expect(slotsOf(text)).toEqual(expected));

  it("inside a name are none: 高级电工 is a trade in the table", () => {
    expect(slotsOf("高级电工").level).toBe(3);
    expect(slotsOf("高级电工", [{ start: 0, end: 4 }])).toEqual({});
  });

  it("say where they stand and why, for --explain", () => {
    const text = "周末的中级班";
    const { spans, explain } = findFilters(text, TODAY, []);
    expect(spans.map(({ start, end, what }) => [what, text.slice(start, end)])).toEqual([
      ["level", "中级"],
      ["schedule", "周末"],
    ]);
    expect(explain).toContain("level: 中级 → 4 (skill level)");
  });
});

describe("what is refused", () => {
  it.each([
    ["不要周末的", { negated: { schedule: "weekend" } }],
    ["线上的我不要", { negated: { mode: "online" } }],
    ["不要初级的", { negated: { level: 5 } }],
    ["不要线上的，要线下的", { mode: "onsite", negated: { mode: "online" } }],
  ])("%s is %j", (text, expected) => expect(slotsOf(text)).toEqual(expected));

  it("time that is taken is no wish: what is left over is", () => {
    expect(slotsOf("白天要上班，只有晚上")).toEqual({ schedule: "evening" });
  });
});

describe("a subsidy", () => {
  it("wished for, asked about, let go and refused are four things", () => {
    expect(slotsOf("有补贴的")).toEqual({ wish: "subsidised" });
    expect(slotsOf("免费不")).toEqual({ wish: "free", isWishAsked: true });
    expect(slotsOf("没补贴的也行")).toEqual({ cleared: ["subsidy"] });
    expect(slotsOf("不要补贴")).toEqual({});
  });
});

describe("days", () => {
  it.each([
    ["下周开的班", { startsAfter: "2026-03-09", startsBefore: "2026-03-15" }],
    ["15号以后", { startsAfter: "2026-03-15" }],
    ["四月之前开的", { startsBefore: "2026-03-31" }],
  ])("%s is %j", (text, expected) => expect(slotsOf(text)).toEqual(expected));

  it.each(["三月初就交了钱", "上个月报的名"])("of a story are no wish: %s", (text) =>
    expect(slotsOf(text)).toEqual({}),
  );

  it("of a story stand beside a wish without touching it", () => {
    expect(slotsOf("去年六月毕业，想下个月开始学")).toEqual({ group: "graduate", startsAfter: "2026-04-01" });
  });
});

describe("items of a list", () => {
  it("one, several, and the one on the screen", () => {
    expect(slotsOf("第二个")).toEqual({ ordinal: 2 });
    expect(slotsOf("第一个和第三个哪个好")).toEqual({ ordinal: 1, ordinals: [1, 3] });
    expect(slotsOf("这个")).toEqual({ ordinal: "this" });
  });
});
