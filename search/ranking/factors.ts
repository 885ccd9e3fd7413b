import { daysBetween, type LocalDate, spokenDate } from "../../src/kit/clock.ts";
import { spokenDistance } from "../../src/kit/geo.ts";
import { normaliseText } from "../../src/kit/text-zh.ts";
import { minorGroupOf } from "../../src/occupations/occupation.ts";
import type { CourseQuery } from "../course-query.ts";
import type { CourseCandidate } from "../search-port.ts";
import type { FactorName, Weights } from "./weights.ts";

/** Words of a reason: fixed, or a value of the course's record by the name of its field. */
export type ReasonPart = string | { field: string; value: string };

/** Why a factor is what it is. */
interface Told {
  reason: readonly ReasonPart[];
  /** Nothing is known or asked in this respect: it speaks neither for nor against the course. */
  isNeutral: boolean;
}

/** One factor of a course's score. */
export interface Factor extends Told {
  factor: FactorName;
  /** In (0, 1]; 1 = nothing to wish for. */
  value: number;
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

/** Courses and papers are named by one word for what people call by two. */
const ONE_WORD: readonly (readonly [said: RegExp, written: string])[] = [[/驾照|驾驶证/g, "执照"]];

/** 叉车N1证 → 叉车, 车n, n1, 1证: letters and digits tell papers apart. */
export function spokenWord(said: string): SpokenWord {
  const word = ONE_WORD.reduce((text, [from, to]) => text.replace(from, to), normaliseText(said));
  const signs = [...word];
  return { word, pairs: signs.slice(1).map((sign, at) => `${signs[at] ?? ""}${sign}`) };
}

type Facts = CourseCandidate & { distanceMetres: number | null };

/** A hundred candidates are weighed for every answer, and only those that are shown are explained: hence two functions. */
interface FactorRule {
  factor: FactorName;
  value(course: Facts, context: RankingContext): number;
  tell(course: Facts, context: RankingContext): Told;
}

const speaks = (...reason: ReasonPart[]): Told => ({ reason, isNeutral: false });
const isSilent = (...reason: ReasonPart[]): Told => ({ reason, isNeutral: true });

/** Share of the word's pairs of characters that the title or a certificate has: 低压电工证 in 低压电工操作证取证班 is three of four. */
export function wordedShare(
  { word, pairs }: SpokenWord,
  { title, certNames }: Pick<Facts, "title" | "certNames">,
): number {
  const text = [title, ...certNames].join(" ").toLowerCase(); // titles are simplified already, and there are a hundred of them
  if (text.includes(word)) return 1;
  return pairs.length === 0 ? 0 : pairs.filter((pair) => text.includes(pair)).length / pairs.length;
}

const isAsked = ({ occupationCode }: Facts, codes: readonly string[]): boolean =>
  codes.some((code) => code === occupationCode);
const isRelated = ({ occupationCode }: Facts, codes: readonly string[]): boolean =>
  codes.some((code) => minorGroupOf(code) === minorGroupOf(occupationCode));

const relevance: FactorRule = {
  factor: "relevance",
  value: (course, { query: { occupations, q }, weights, spoken }) => {
    if (occupations === undefined)
      return q === undefined ? 1 : Math.max(weights.of("relevance", "topic"), Math.min(1, course.textScore));
    if (!isAsked(course, occupations))
      return weights.of("relevance", isRelated(course, occupations) ? "group" : "topic");
    const [most, least] = [weights.of("relevance", "exact"), weights.of("relevance", "unworded")];
    return spoken === undefined ? most : least + (most - least) * wordedShare(spoken, course);
  },
  tell: (course, { query: { occupations, q }, spoken }) => {
    if (occupations === undefined) return q === undefined ? isSilent("没有问哪个职业") : speaks("文字和您说的对得上");
    if (!isAsked(course, occupations))
      return speaks(isRelated(course, occupations) ? "相近的职业，不是您问的那个" : "只有文字对得上");
    const isWorded = spoken === undefined || wordedShare(spoken, course) > 0;
    return speaks(isWorded ? "就是您问的" : "是您问的职业，标题没有写您说的那个词");
  },
};

const distance: FactorRule = {
  factor: "distance",
  value: ({ distanceMetres }, { halfWorthMetres }) =>
    halfWorthMetres === undefined || distanceMetres === null ? 1 : 1 / (1 + (distanceMetres / halfWorthMetres) ** 2),
  tell: ({ distanceMetres }, { halfWorthMetres }) => {
    if (halfWorthMetres === undefined || distanceMetres === null) return isSilent("没有按距离找");
    const far = { field: "distance", value: spokenDistance(distanceMetres) };
    return speaks(distanceMetres <= halfWorthMetres ? "离得近，" : "离得有点远，", far);
  },
};

/** Somebody who names a price, or asks for the cheapest, minds whether the state pays. */
const mindsMoney = ({ feeMaxFen, subsidised, sort }: CourseQuery): boolean =>
  feeMaxFen !== undefined || subsidised === true || sort === "cheapest";

const subsidy: FactorRule = {
  factor: "subsidy",
  value: ({ isSubsidised }, { query, weights }) => {
    if (isSubsidised === null) return weights.of("subsidy", "unknown");
    if (isSubsidised) return weights.of("subsidy", "yes");
    return weights.of("subsidy", mindsMoney(query) ? "no_minded" : "no");
  },
  tell: ({ isSubsidised }) => {
    if (isSubsidised === null) return speaks("没有写明有没有补贴，待确认");
    return speaks(isSubsidised ? "机构写明有补贴" : "机构写明没有补贴");
  },
};

/** Somebody who has never done it is not served by a class for those who have. Ungraded classes are for anybody. */
const entry: FactorRule = {
  factor: "entry",
  value: ({ level }, { query: { isBeginner }, weights }) => {
    if (isBeginner !== true || level === null || level >= 5) return 1;
    return weights.of("entry", level === 4 ? "intermediate" : "advanced");
  },
  tell: ({ level }, { query: { isBeginner } }) => {
    if (isBeginner !== true) return isSilent("没有说是不是零基础");
    return speaks(level === null || level >= 5 ? "零基础可以学" : "不是给零基础的班");
  },
};

const start: FactorRule = {
  factor: "start",
  value: ({ startsOn }, { today, weights }) => {
    if (startsOn === null) return 1;
    const [soon, late] = [weights.of("start", "soon_days"), weights.of("start", "late_days")];
    const past = Math.min(1, Math.max(0, (daysBetween(today, startsOn) - soon) / (late - soon)));
    return 1 - past * (1 - weights.of("start", "late"));
  },
  tell: ({ startsOn }, { today, weights }) => {
    if (startsOn === null) return isSilent("开班日期没有写");
    const isSoon = daysBetween(today, startsOn) <= weights.of("start", "soon_days");
    return speaks(isSoon ? "很快开班，" : "开班还要等，", { field: "startsOn", value: spokenDate(startsOn, today) });
  },
};

const shortage: FactorRule = {
  factor: "shortage",
  value: ({ occupationCode, divisionCode }, { scarcity, weights }) =>
    weights.of("shortage", scarcity(occupationCode, divisionCode) ?? "none"),
  tell: ({ occupationCode, divisionCode }, { scarcity }) => {
    const list = scarcity(occupationCode, divisionCode);
    if (list === undefined) return isSilent("不在现行的急需紧缺职业目录里");
    return speaks(list === "city" ? "当地急需紧缺的职业" : "急需紧缺的职业");
  },
};

const provider: FactorRule = {
  factor: "provider",
  value: ({ isWarned }, { weights }) => weights.of("provider", isWarned ? "warned" : "neutral"),
  tell: ({ isWarned }) => (isWarned ? speaks("机构正被主管部门预警") : isSilent("机构没有官方评级")),
};

const completeness: FactorRule = {
  factor: "completeness",
  value: (course, { weights }) => {
    const least = weights.of("completeness", "none");
    return least + (1 - least) * course.completeness;
  },
  tell: (course) => speaks(course.completeness === 1 ? "该写的都写明了" : "有的信息没写全"),
};

const RULES: readonly FactorRule[] = [relevance, distance, subsidy, entry, start, shortage, provider, completeness];

/** The product of all factors, in (0, 1]. What is not known is neutral, never zero. */
export const scoreOf = (course: Facts, context: RankingContext): number =>
  RULES.reduce((score, rule) => score * rule.value(course, context), 1);

/** All factors of one course, with their reasons. */
export const factorsOf = (course: Facts, context: RankingContext): Factor[] =>
  RULES.map((rule) => ({ factor: rule.factor, value: rule.value(course, context), ...rule.tell(course, context) }));
