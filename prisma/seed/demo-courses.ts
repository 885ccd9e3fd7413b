import type { CourseMode, CourseSchedule } from "../../src/courses/course.ts";
import { type LocalDate, unixSecondsOf } from "../../src/kit/clock.ts";
import { DEMO_SOURCE_ID } from "../../src/source.ts";
import type { Drawing, SiteRow } from "./demo-institutions.ts";
import type { OfferedTrade } from "./demo-trades.ts";
import type { Random } from "./random.ts";

export interface CourseRow {
  id: string;
  institution_id: string;
  site_id: string | null;
  title: string;
  occupation_code: string;
  level: number | null;
  mode: CourseMode;
  schedule: CourseSchedule;
  hours: number;
  fee_fen: number;
  is_subsidised: boolean | null;
  subsidy_source_id: string | null;
  certificates: string[];
  description: string;
  requirements: string | null;
  how_to_enrol: string;
  status: "published";
  is_demo: true;
  version: number;
  source_id: string;
  stated_on: LocalDate;
  submitted_at: string;
  published_at: string;
  search_tokens: string;
}

const LEVEL_WORDS: Readonly<Record<number, string>> = { 5: "初级", 4: "中级", 3: "高级", 2: "技师", 1: "高级技师" };
const LEVEL_WEIGHTS: Readonly<Record<number, number>> = { 5: 55, 4: 30, 3: 12, 2: 2, 1: 1 };
const DESCRIPTIONS = [
  "理论与实操结合，以动手练习为主。",
  "零基础可学，老师手把手教。",
  "小班教学，按岗位任务安排练习。",
  "先讲安全和基础，再分项练习，结束前有模拟考核。",
];
const REQUIREMENTS = ["年满 16 周岁，身体健康", "年满 18 周岁，初中及以上文化程度", "年满 18 周岁，不超过法定退休年龄"];
const HOW_TO_ENROL = "示例课程，不能真的报名。想了解当地的培训，可以拨打 12333 咨询。";
const FULL_TIME_FROM_HOURS = 120;

const levelOf = (random: Random, levels: readonly number[]): number | null =>
  levels.length === 0
    ? null
    : random.weighted(levels.map((level) => ({ level, weight: LEVEL_WEIGHTS[level] ?? 1 }))).level;

/** The order in the table says which way of teaching is usual. */
const modeOf = (random: Random, modes: readonly CourseMode[]): CourseMode =>
  random.weighted(modes.map((mode, index) => ({ mode, weight: 1 / (1 + index * 2) }))).mode;

function scheduleOf(random: Random, hours: number): CourseSchedule {
  const choices = [
    { schedule: "daytime", weight: 40 },
    { schedule: "weekend", weight: 25 },
    { schedule: "evening", weight: 20 },
    { schedule: "full_time", weight: hours >= FULL_TIME_FROM_HOURS ? 25 : 0 },
  ] as const;
  return random.weighted(choices).schedule;
}

/** About two thirds say they are subsidised, a quarter that they are not, the rest say nothing. */
function subsidyOf(random: Random): Pick<CourseRow, "is_subsidised" | "subsidy_source_id"> {
  const roll = random.next();
  if (roll < 0.65) return { is_subsidised: true, subsidy_source_id: DEMO_SOURCE_ID };
  return { is_subsidised: roll < 0.9 ? false : null, subsidy_source_id: null };
}

const within = (random: Random, min: number, max: number, step: number): number =>
  Math.max(min, Math.floor(random.int(min, max) / step) * step);

/** The title as it stands, or with the level filled in. */
const titleOf = (template: string, level: number | null): string =>
  template.replace("{level}", level === null ? "" : (LEVEL_WORDS[level] ?? "")).replace("（）", "");

const instantOf = (day: LocalDate, daysBefore: number): string =>
  new Date((unixSecondsOf(day) - daysBefore * 86_400) * 1000).toISOString();

/**
 * One course of a trade at an institution, published some time in the last three weeks.
 * @param sites of the institution; an online course uses none
 * @param tokensOf the words the degraded search finds it by
 */
export function demoCourse(
  { random, newId, today }: Drawing,
  trade: OfferedTrade,
  sites: readonly SiteRow[],
  tokensOf: (title: string, trade: OfferedTrade) => string,
): CourseRow {
  const site = random.pick(sites);
  const level = levelOf(random, trade.levels);
  const mode = modeOf(random, trade.modes);
  const hours = within(random, trade.hours_min, trade.hours_max, 4);
  const subsidy = subsidyOf(random);
  const isFree = subsidy.is_subsidised === true && random.chance(0.2);
  const title = titleOf(random.pick(trade.titles), level);
  const age = random.int(1, 20);
  return {
    id: newId(),
    institution_id: site.institution_id,
    site_id: mode === "online" ? null : site.id,
    title,
    occupation_code: trade.code,
    level,
    mode,
    schedule: scheduleOf(random, hours),
    hours,
    fee_fen: isFree ? 0 : within(random, trade.fee_min_yuan, trade.fee_max_yuan, 20) * 100,
    ...subsidy,
    certificates: trade.certs,
    description: random.pick(DESCRIPTIONS),
    requirements: random.chance(0.4) ? null : random.pick(REQUIREMENTS),
    how_to_enrol: HOW_TO_ENROL,
    status: "published",
    is_demo: true,
    version: 1,
    source_id: DEMO_SOURCE_ID,
    stated_on: today,
    submitted_at: instantOf(today, age + 1),
    published_at: instantOf(today, age),
    search_tokens: tokensOf(title, trade),
  };
}
