import { describe, expect, it } from "vitest";
import { findAges } from "../../bot/understand/grammars/age.ts";
import { findDates } from "../../bot/understand/grammars/date.ts";
import { findDurations } from "../../bot/understand/grammars/duration.ts";
import { findFeeLimits } from "../../bot/understand/grammars/fee.ts";
import { findRadii } from "../../bot/understand/grammars/radius.ts";
import { readTime } from "../../bot/understand/grammars/time.ts";
import { elapsed, LocalDate } from "../../src/kit/clock.ts";
import { scoreSet } from "../eval/parsers/score-set.ts";
import { SETS } from "../eval/parsers/sets.ts";

describe("public sets read in place", () => {
  it.each(SETS)("$name: no fewer than $floor right", (set) => {
    const score = scoreSet(set);
    if (score === undefined) return; // a plain clone has no sets; in CI their absence throws
    expect(score.right, score.wrong.join("\n")).toBeGreaterThanOrEqual(set.floor);
  });
});

const today = LocalDate.parse("2026-03-04");
const GRAMMARS: Readonly<Record<string, (text: string) => unknown>> = {
  dates: (text) => findDates(text, today),
  moments: (text) => readTime(text, today),
  fees: findFeeLimits,
  radii: findRadii,
  durations: findDurations,
  ages: findAges,
};
const LONG = 10_000;
const HOSTILE = [
  "9",
  "2026年3月4日",
  "焊",
  "一",
  "万",
  "半",
  "正月初一",
  "1.",
  "1,000,",
  "3到",
  "三天",
  "农历",
  "前",
  "年",
  "二零一五年",
];

/** The best of several runs: what the text costs, without what else the machine was doing. */
function quickest(work: () => unknown): number {
  const times = Array.from({ length: 7 }, () => {
    const began = elapsed();
    work();
    return elapsed() - began;
  });
  return Math.min(...times);
}

describe("ten thousand characters", () => {
  it.each(Object.keys(GRAMMARS))("are walked through once to read %s, not again and again", (name) => {
    for (const unit of HOSTILE) {
      const text = unit.repeat(Math.ceil(LONG / unit.length)).slice(0, LONG);
      expect(
        quickest(() => GRAMMARS[name]?.(text)),
        unit,
      ).toBeLessThan(100); // some milliseconds; a quadratic search takes seconds
    }
  });
});
