import { describe, expect, it } from "vitest";
import { nextHoliday } from "../../bot/understand/grammars/calendar.ts";
import { findDates } from "../../bot/understand/grammars/date.ts";
import { LocalDate } from "../../src/kit/clock.ts";

/** A Wednesday. */
const today = LocalDate.parse("2026-03-04");
const rangeOf = (text: string): unknown => findDates(text, today)[0]?.value;

describe("when a course should start", () => {
  it.each([
    ["4月15号", "2026-04-15", "2026-04-15"],
    ["4月15日以前", undefined, "2026-04-15"],
    ["十月一号以后", "2026-10-01", undefined],
    ["1月", "2027-01-01", "2027-01-31"],
    ["4月初", "2026-04-01", "2026-04-10"],
    ["五月底", "2026-05-21", "2026-05-31"],
    ["15号以后", "2026-03-15", undefined],
    ["月底前", "2026-03-04", "2026-03-31"],
    ["这个月", "2026-03-04", "2026-03-31"],
    ["下个月", "2026-04-01", "2026-04-30"],
    ["下个月初", "2026-04-01", "2026-04-10"],
    ["下周", "2026-03-09", "2026-03-15"],
    ["下周三", "2026-03-11", "2026-03-11"],
    ["这个周末", "2026-03-07", "2026-03-08"],
    ["明天", "2026-03-05", "2026-03-05"],
    ["大后天", "2026-03-07", "2026-03-07"],
    ["两周以后", "2026-03-18", undefined],
    ["半个月内", "2026-03-04", "2026-03-19"],
    ["国庆后", "2026-10-02", undefined],
    ["五一前", "2026-03-04", "2026-04-30"],
    ["过完年", "2027-02-07", undefined],
    ["年底前", "2026-03-04", "2026-12-31"],
    ["暑假", "2026-07-10", "2026-08-31"],
  ])("%s is %s to %s", (text, from, to) => {
    expect(rangeOf(text)).toEqual({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
  });

  it.each(["学三个月", "13月", "2月31号40号", "天天", "周末"])("%s names no start", (text) => {
    expect(findDates(text, today).filter(({ reason }) => reason !== "month and day")).toEqual([]);
  });

  it("the lunar new year comes from the lunar calendar", () => {
    expect(nextHoliday("春节", LocalDate.parse("2026-12-01"))).toBe("2027-02-06");
    expect(nextHoliday("中秋", LocalDate.parse("2026-03-04"))).toBe("2026-09-25");
  });
});
