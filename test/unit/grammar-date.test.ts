import { describe, expect, it } from "vitest";
import { findClockTimes } from "../../bot/understand/grammars/clock-time.ts";
import { findDates } from "../../bot/understand/grammars/date.ts";
import { nextHoliday } from "../../bot/understand/grammars/holidays.ts";
import { readTime } from "../../bot/understand/grammars/time.ts";
import { LocalDate } from "../../src/kit/clock.ts";

/** A Wednesday. */
const today = LocalDate.parse("2026-03-04");
const rangeOf = (text: string, day = today): unknown => findDates(text, day)[0]?.value;
const range = (from?: string, to?: string) => ({ ...(from && { from }), ...(to && { to }) });

describe("when a course should start", () => {
  it.each([
    ["4月15号", "2026-04-15", "2026-04-15"],
    ["4月15日以前", "", "2026-04-15"],
    ["十月一号以后", "2026-10-01", ""],
    ["六月十五", "2026-06-15", "2026-06-15"],
    ["6.15", "2026-06-15", "2026-06-15"],
    ["5/20之后", "2026-05-20", ""],
    ["2026-05-01", "2026-05-01", "2026-05-01"],
    ["1月", "2027-01-01", "2027-01-31"],
    ["4月初", "2026-04-01", "2026-04-10"],
    ["三月中旬", "2026-03-11", "2026-03-20"],
    ["五月底", "2026-05-21", "2026-05-31"],
    ["十月份", "2026-10-01", "2026-10-31"],
    ["2026年5月", "2026-05-01", "2026-05-31"],
    ["明年三月", "2027-03-01", "2027-03-31"],
    ["6月之前开班", "", "2026-05-31"],
    ["最晚6月开的", "", "2026-06-30"],
    ["15号以后", "2026-03-15", ""],
    ["3号以后", "2026-04-03", ""],
    ["月底前", "", "2026-03-31"],
    ["月底之前", "", "2026-03-31"],
    ["这个月", "2026-03-04", "2026-03-31"],
    ["下个月", "2026-04-01", "2026-04-30"],
    ["下个月初", "2026-04-01", "2026-04-10"],
    ["下个月15号", "2026-04-15", "2026-04-15"],
    ["下半年", "2026-07-01", "2026-12-31"],
    ["年底", "2026-12-01", "2026-12-31"],
    ["年底前", "", "2026-12-31"],
  ])("by month: %s is %s to %s", (text, from, to) => {
    expect(rangeOf(text)).toEqual(range(from, to));
  });

  it.each([
    ["下周", "2026-03-09", "2026-03-15"],
    ["下周三", "2026-03-11", "2026-03-11"],
    ["下个礼拜一开的", "2026-03-09", "2026-03-09"],
    ["下下周", "2026-03-16", "2026-03-22"],
    ["这个周末", "2026-03-07", "2026-03-08"],
    ["周五开班的", "2026-03-06", "2026-03-06"],
    ["明天", "2026-03-05", "2026-03-05"],
    ["大后天", "2026-03-07", "2026-03-07"],
    ["这两天", "2026-03-04", "2026-03-06"],
    ["两周以后", "2026-03-18", ""],
    ["两个礼拜以后", "2026-03-18", ""],
    ["半个月后", "2026-03-19", ""],
    ["一个月后", "2026-04-04", ""],
    ["十天后开班", "2026-03-14", ""],
    ["十天内开班", "2026-03-04", "2026-03-14"],
  ])("by week and day: %s is %s to %s", (text, from, to) => {
    expect(rangeOf(text)).toEqual(range(from, to));
  });

  it.each([
    ["五一", "2026-05-01", "2026-05-05"],
    ["五一前", "", "2026-04-30"],
    ["国庆后", "2026-10-08", ""],
    ["国庆过后", "2026-10-08", ""],
    ["过完年", "2027-02-07", ""],
    ["开年", "2027-02-07", ""],
    ["年前", "", "2027-02-05"],
    ["正月十五", "2027-02-20", "2027-02-20"],
    ["腊月", "2027-01-08", "2027-02-05"],
    ["大年初五以后", "2027-02-10", ""],
    ["端午节前", "", "2026-06-18"],
    ["中秋后", "2026-09-26", ""],
    ["清明后", "2026-04-06", ""],
    ["元旦以后", "2027-01-02", ""],
    ["双十一后", "2026-11-12", ""],
    ["高考完", "2026-06-10", ""],
    ["暑假", "2026-07-10", "2026-08-31"],
    ["秋天", "2026-09-01", "2026-11-30"],
  ])("by feast and season: %s is %s to %s", (text, from, to) => {
    expect(rangeOf(text)).toEqual(range(from, to));
  });

  it.each([
    ["5月到6月之间", "2026-05-01", "2026-06-30"],
    ["三四月份", "2026-03-04", "2026-04-30"],
    ["10到12月", "2026-10-01", "2026-12-31"],
    ["11月到2月", "2026-11-01", "2027-02-28"],
    ["5月10号到15号", "2026-05-10", "2026-05-15"],
    ["4月8日到4月20日", "2026-04-08", "2026-04-20"],
  ])("two ends: %s is %s to %s", (text, from, to) => {
    expect(rangeOf(text)).toEqual(range(from, to));
  });

  it.each(
    [
      "学三个月",
      "13月",
      "2月31号40号",
      "天天",
      "周末",
      "我今年45",
      "十一个人",
      "八一路",
      "妇女",
      "昨天",
      "去年",
    ].concat(["三年前", "一年级", "第三批", "1.5k", "2.5公里", "预算1.5万", "三天三夜", "每周一"]),
  )("%s names no start", (text) => {
    expect(findDates(text, today)).toEqual([]);
  });

  it("lies ahead, whatever day it is", () => {
    for (let month = 1; month <= 12; month++) {
      const day = LocalDate.parse(`2026-${String(month).padStart(2, "0")}-28`);
      for (const text of ["3月", "15号以后", "月初", "中秋后", "正月十五", "上半年", "2月28号", "6.15", "暑假", "寒假"])
        for (const { value } of findDates(text, day))
          expect(
            [value.from ?? day, value.to ?? day].every((end) => end >= day),
            `${text} on ${day}`,
          ).toBe(true);
    }
  });

  it("the lunar new year comes from the lunar calendar", () => {
    expect(nextHoliday("春节", LocalDate.parse("2026-12-01"))).toBe("2027-02-06");
    expect(nextHoliday("中秋", LocalDate.parse("2026-03-04"))).toBe("2026-09-25");
  });
});

describe("moments", () => {
  it.each([
    ["下午三点半", 15 * 60 + 30],
    ["三点", 15 * 60],
    ["8点", 8 * 60],
    ["晚上七点一刻", 19 * 60 + 15],
    ["凌晨两点", 2 * 60],
    ["15:05", 15 * 60 + 5],
    ["08:30", 8 * 60 + 30],
    ["3:15pm", 15 * 60 + 15],
  ])("%s is minute %d of the day", (text, minutes) => {
    expect(findClockTimes(text).map(({ value }) => value.minutes)).toEqual([minutes]);
  });

  it.each(["三点心意", "二十时候", "1.5", "25:00", "一点五公里"])("%s is no time of day", (text) => {
    expect(findClockTimes(text)).toEqual([]);
  });

  it("may be past, unlike the start of a course", () => {
    expect(readTime("上周二", today)).toMatchObject({ from: "2026-02-24", grain: "day" });
    expect(readTime("昨晚八点", today)).toMatchObject({ from: "2026-03-03", minutes: 20 * 60 });
  });
});
