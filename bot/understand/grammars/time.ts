import type { LocalDate } from "../../../src/kit/clock.ts";
import { findClockTimes } from "./clock-time.ts";
import { findRanges } from "./date.ts";
import type { DateRule } from "./date-rule.ts";
import { nextWeekday } from "./date-rules-week.ts";

/** A moment or a stretch of days, both ends included, an open end left out. `minutes` since midnight where a time of day is said. */
export interface SpokenTime {
  from?: LocalDate;
  to?: LocalDate;
  grain: "day" | "hour" | "minute" | "longer";
  minutes?: number;
}

/** 周五 alone: in a talk about courses it is a schedule, in one about a moment it is the next Friday. */
const WEEKDAY: DateRule = {
  name: "weekday",
  pattern: /(?:周|星期|礼拜)([一二三四五六日天])/g,
  read: ([, weekday = ""], today) => nextWeekday(weekday, today),
};

/**
 * What moment or day a text names, past or to come: 上周二, 三月一号, 下午三点半, 儿童节下午三点十五.
 * @param today what relative words are read against; a bare time of day is today's
 */
export function readTime(text: string, today: LocalDate): SpokenTime | undefined {
  const range = findRanges(text, today, [WEEKDAY])[0]?.value;
  const clock = findClockTimes(text)[0]?.value;
  if (clock !== undefined) {
    const day = range?.from ?? today;
    return { from: day, to: day, grain: clock.grain, minutes: clock.minutes };
  }
  return range && { ...range, grain: range.from === range.to ? "day" : "longer" };
}
