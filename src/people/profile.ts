import { z } from "zod";
import type { LocalDate } from "../kit/clock.ts";
import { DivisionCode } from "../places/place.ts";
import { ProfileGroup } from "./target-group.ts";

export const Schooling = z.enum(["无", "小学", "初中", "高中", "中专", "大专", "本科", "研究生"]);

/** What a learner says about themselves; everything may be left out. */
export const Profile = z.strictObject({
  /** County or city they live in. */
  divisionCode: DivisionCode.nullable().default(null),
  groups: z.array(ProfileGroup).max(8, "最多选 8 项").default([]),
  schooling: Schooling.nullable().default(null),
  birthYear: z
    .number()
    .int("出生年份应为整数")
    .min(1920, "出生年份不对")
    .max(2100, "出生年份不对")
    .nullable()
    .default(null),
});
export type Profile = z.infer<typeof Profile>;

export const EMPTY_PROFILE: Profile = { divisionCode: null, groups: [], schooling: null, birthYear: null };

/** Below it nothing is collected without a guardian (个人信息保护法, art. 31). */
const CHILD_AGE = 14;
/** 劳动法, art. 15: nobody under 16 may be employed, and training for work begins there. */
const WORKING_AGE = 16;

/**
 * What a birth year says about age. Only the year is known: somebody who turns 14 this year may be 13 today, and counts as that.
 * `future` = not born yet.
 */
export function ageStanding(birthYear: number, today: LocalDate): "future" | "child" | "minor" | "adult" {
  const turns = Number(today.slice(0, 4)) - birthYear;
  if (turns < 0) return "future";
  if (turns <= CHILD_AGE) return "child";
  return turns <= WORKING_AGE ? "minor" : "adult";
}

export const MINOR_NOTE = "职业技能培训和补贴一般要年满 16 周岁。报名前请和家长商量，并问清培训机构收不收。";
