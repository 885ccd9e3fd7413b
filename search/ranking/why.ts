import { type Factor, factorsOf, type RankingContext, type ReasonPart } from "./factors.ts";
import type { RankedCourse } from "./rank.ts";

/** Why a course stands where it stands. */
export interface Why {
  score: number;
  factors: readonly Factor[];
  /** The two that speak most for it, the stronger first. */
  strengths: readonly Factor[];
  /** The one that costs it most; undefined when nothing does. */
  weakness: Factor | undefined;
}

const MOST_STRENGTHS = 2;
/** Below this a factor is no praise, above it no reproach. */
const GOOD = 0.9;
/** 就是您问的 says little to somebody who asked for it: it gives way to what tells courses apart. */
const LAST: readonly Factor["factor"][] = ["relevance", "completeness"];

export function whyOf(course: RankedCourse, context: RankingContext): Why {
  const factors = factorsOf(course, context);
  const told = factors.filter(({ isNeutral }) => !isNeutral);
  const rank = ({ factor }: Factor): number => LAST.indexOf(factor);
  const strengths = told
    .filter(({ value }) => value >= GOOD)
    .sort((a, b) => rank(a) - rank(b) || b.value - a.value)
    .slice(0, MOST_STRENGTHS);
  const [weakness] = told.filter(({ value }) => value < GOOD).sort((a, b) => a.value - b.value);
  return { score: course.score, factors, strengths, weakness };
}

/** A reason as plain words. */
export const spokenReason = (reason: readonly ReasonPart[]): string =>
  reason.map((part) => (typeof part === "string" ? part : part.value)).join("");

/** 很快开班，11月30日；离得近，约 3 公里。不足：没有写明有没有补贴，待确认 */
export function spokenWhy({ strengths, weakness }: Why): string {
  const good = strengths.map(({ reason }) => spokenReason(reason)).join("；");
  const bad = weakness === undefined ? "" : `不足：${spokenReason(weakness.reason)}`;
  return [good, bad].filter((part) => part !== "").join("。");
}
