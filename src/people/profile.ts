import { z } from "zod";
import { localDate } from "../kit/clock.ts";
import { DivisionCode } from "../places/place.ts";
import { mayBeMinor } from "./minors.ts";
import { ProfileGroup } from "./target-group.ts";

const Schooling = z.enum(["无", "小学", "初中", "高中", "中专", "大专", "本科", "研究生"]);

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

/** 劳动法, art. 15: nobody under 16 may be employed, and training for work begins there. */
const WORKING_AGE = 16;

/**
 * What a birth year says about age. The birthday is not known: whoever may still be too young counts as that.
 * `future` = not born yet.
 */
export function ageStanding(birthYear: number, now: Date): "future" | "child" | "young" | "grown" {
  const turns = Number(localDate(now).slice(0, 4)) - birthYear;
  if (turns < 0) return "future";
  if (mayBeMinor(birthYear, now)) return "child";
  return turns <= WORKING_AGE ? "young" : "grown";
}

export const YOUNG_NOTE = "职业技能培训和补贴一般要年满 16 周岁。报名前请和家长商量，并问清培训机构收不收。";
