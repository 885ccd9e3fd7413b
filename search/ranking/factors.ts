import { daysBetween, type LocalDate, spokenDate } from "../../src/kit/clock.ts";
import { spokenDistance } from "../../src/kit/geo.ts";
import { bigramsOf, normaliseText } from "../../src/kit/text-zh.ts";
import { minorGroupOf } from "../../src/occupations/occupation.ts";
import type { CourseQuery } from "../course-query.ts";
import type { CourseCandidate } from "../search-port.ts";
import type { FactorName, Weights } from "./weights.ts";

/** Words of a reason: fixed, or a value of the course's record by the name of its field. */
export type ReasonPart = string | { field: string; value: string };

/** One factor of a course's score, with why it is what it is. */
export interface Factor {
  factor: FactorName;
  /** In (0, 1]; 1 = nothing to wish for. */
  value: number;
  reason: readonly ReasonPart[];
  /** Nothing is known or asked in this respect: it speaks neither for nor against the course. */
  isNeutral: boolean;
}

/** Whether an occupation stands on a list of 急需紧缺职业 that is in force, and whose. */
export type Scarcity = (occupationCode: string, divisionCode: string | null) => "province" | "city" | undefined;

/** What one search ranks by, the same for all of its candidates. */
export interface RankingContext {
  query: CourseQuery;
  today: LocalDate;
  weights: Weights;
  scarcity: Scarcity;
  /** A course this far away counts half; undefined where nobody said from where. */
  halfWorthMetres: number | undefined;
  /** What the person called the occupation. */
  spoken: SpokenWord | undefined;
}

/** A word and its pairs of characters. */
export interface SpokenWord {
  word: string;
  pairs: readonly string[];
}

export const spokenWord = (said: string): SpokenWord => ({ word: normaliseText(said), pairs: bigramsOf(said) });

type Facts = CourseCandidate & { distanceMetres: number | null };
type FactorOf = (course: Facts, context: RankingContext) => Factor;

/** Share of the word's pairs of characters that the title or a certificate has: 低压电工证 in 低压电工操作证取证班 is three of four. */
export function wordedShare(
  { word, pairs }: SpokenWord,
  { title, certNames }: Pick<Facts, "title" | "certNames">,
): number {
  const text = [title, ...certNames].join(" ").toLowerCase(); // titles are simplified already, and there are a hundred of them
  if (text.includes(word)) return 1;
  return pairs.length === 0 ? 0 : pairs.filter((pair) => text.includes(pair)).length / pairs.length;
}

const relevance: FactorOf = (course, { query, weights, spoken }) => {
  const factor = "relevance";
  const { occupations, q } = query;
  if (occupations !== undefined && !occupations.some((code) => code === course.occupationCode)) {
    const isNear = occupations.some((code) => minorGroupOf(code) === minorGroupOf(course.occupationCode));
    const value = weights.of(factor, isNear ? "group" : "topic");
    return { factor, value, isNeutral: false, reason: [isNear ? "相近的职业，不是您问的那个" : "只有文字对得上"] };
  }
  if (q !== undefined && occupations === undefined) {
    const value = Math.max(weights.of(factor, "topic"), Math.min(1, course.textScore));
    return { factor, value, isNeutral: false, reason: ["文字和您说的对得上"] };
  }
  if (occupations === undefined) return { factor, value: 1, isNeutral: true, reason: ["没有问哪个职业"] };
  const least = weights.of(factor, "unworded");
  const share = spoken === undefined ? 1 : wordedShare(spoken, course);
  const value = least + (weights.of(factor, "exact") - least) * share;
  const reason = spoken === undefined || share > 0 ? ["就是您问的"] : ["是您问的职业，标题没有写您说的那个词"];
  return { factor, value, isNeutral: false, reason };
};

const distance: FactorOf = ({ distanceMetres }, { halfWorthMetres }) => {
  const factor = "distance";
  if (halfWorthMetres === undefined || distanceMetres === null)
    return { factor, value: 1, isNeutral: true, reason: ["没有按距离找"] };
  const value = 1 / (1 + (distanceMetres / halfWorthMetres) ** 2);
  const far = { field: "distance", value: spokenDistance(distanceMetres) };
  return {
    factor,
    value,
    isNeutral: false,
    reason: [distanceMetres <= halfWorthMetres ? "离得近，" : "离得有点远，", far],
  };
};

/** Somebody who names a price, or asks for the cheapest, minds whether the state pays. */
const mindsMoney = ({ feeMaxFen, subsidised, sort }: CourseQuery): boolean =>
  feeMaxFen !== undefined || subsidised === true || sort === "cheapest";

const subsidy: FactorOf = ({ isSubsidised }, { query, weights }) => {
  const factor = "subsidy";
  if (isSubsidised === true)
    return { factor, value: weights.of(factor, "yes"), isNeutral: false, reason: ["机构写明有补贴"] };
  if (isSubsidised === null)
    return { factor, value: weights.of(factor, "unknown"), isNeutral: false, reason: ["没有写明有没有补贴，待确认"] };
  const value = weights.of(factor, mindsMoney(query) ? "no_minded" : "no");
  return { factor, value, isNeutral: false, reason: ["机构写明没有补贴"] };
};

const start: FactorOf = ({ startsOn }, { today, weights }) => {
  const factor = "start";
  if (startsOn === null) return { factor, value: 1, isNeutral: true, reason: ["开班日期没有写"] };
  const [soon, late] = [weights.of(factor, "soon_days"), weights.of(factor, "late_days")];
  const days = daysBetween(today, startsOn);
  const past = Math.min(1, Math.max(0, (days - soon) / (late - soon)));
  const value = 1 - past * (1 - weights.of(factor, "late"));
  const when = { field: "startsOn", value: spokenDate(startsOn, today) };
  return { factor, value, isNeutral: false, reason: days <= soon ? ["很快开班，", when] : ["开班还要等，", when] };
};

const shortage: FactorOf = ({ occupationCode, divisionCode }, { scarcity, weights }) => {
  const factor = "shortage";
  const list = scarcity(occupationCode, divisionCode);
  const value = weights.of(factor, list ?? "none");
  if (list === undefined) return { factor, value, isNeutral: true, reason: ["不在现行的急需紧缺职业目录里"] };
  return { factor, value, isNeutral: false, reason: [list === "city" ? "当地急需紧缺的职业" : "急需紧缺的职业"] };
};

const provider: FactorOf = ({ isWarned }, { weights }) => {
  const factor = "provider";
  if (isWarned)
    return { factor, value: weights.of(factor, "warned"), isNeutral: false, reason: ["机构正被主管部门预警"] };
  return { factor, value: weights.of(factor, "neutral"), isNeutral: true, reason: ["机构没有官方评级"] };
};

const completeness: FactorOf = ({ completeness: share }, { weights }) => {
  const factor = "completeness";
  const least = weights.of(factor, "none");
  const value = least + (1 - least) * share;
  return { factor, value, isNeutral: false, reason: [share === 1 ? "该写的都写明了" : "有的信息没写全"] };
};

const FACTORS: readonly FactorOf[] = [relevance, distance, subsidy, start, shortage, provider, completeness];

/** All factors of one course; their product is its score. What is not known is neutral, never zero. */
export const factorsOf = (course: Facts, context: RankingContext): Factor[] =>
  FACTORS.map((factor) => factor(course, context));

export const scoreOf = (factors: readonly Factor[]): number => factors.reduce((score, { value }) => score * value, 1);
