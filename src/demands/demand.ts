import { z } from "zod";
import { CourseMode, CourseSchedule } from "../courses/course.ts";
import { LocalDate } from "../kit/clock.ts";
import { maskPersonal } from "../kit/masking.ts";
import { OccupationCode, SkillLevel } from "../occupations/occupation.ts";

/** 需求: what somebody would learn and nobody offers yet. Either an occupation or a topic says what; whose it is is not part of it. */
export const Demand = z.object({
  id: z.uuid(),
  occupationCode: OccupationCode.nullable(),
  topic: z.string().nullable(),
  /** County or city; null = anywhere in the province. */
  divisionCode: z.string().nullable(),
  level: SkillLevel.nullable(),
  mode: CourseMode.nullable(),
  schedule: CourseSchedule.nullable(),
  isSubsidyWanted: z.boolean(),
  /** When the class should start. */
  wishedFrom: LocalDate.nullable(),
  wishedTo: LocalDate.nullable(),
  createdAt: z.date(),
  /** The day it was last asked for; it is kept for twelve months from then. */
  statedOn: LocalDate,
});
export type Demand = z.infer<typeof Demand>;

/** What is wanted: an occupation of the classification, or words that name none. */
export type DemandSubject = { occupationCode: OccupationCode } | { topic: string };

export interface DemandDraft {
  subject: DemandSubject;
  /** Any division; a town stands for its county, the province for anywhere. */
  divisionCode?: string | undefined;
  level?: number | undefined;
  mode?: CourseMode | undefined;
  schedule?: CourseSchedule | undefined;
  isSubsidyWanted?: boolean | undefined;
  wishedFrom?: LocalDate | undefined;
  wishedTo?: LocalDate | undefined;
}

/** Months after the day it was last asked for. */
export const KEPT_MONTHS = 12;
/** Fewer people than this are shown as fewer than this, and their own words not at all. */
export const FEWEST_SHOWN = 3;
const MAX_TOPIC = 40;

/** A group of the board: how many people want the same in the same county or city. */
export const DemandGroup = z.object({
  /** Both null: words of too few people to be shown, put together. */
  occupationCode: z.string().nullable(),
  topic: z.string().nullable(),
  divisionCode: z.string().nullable(),
  /** null = fewer than FEWEST_SHOWN. */
  people: z.number().int().min(FEWEST_SHOWN).nullable(),
  /** When the first of them asked; null for as few. */
  since: LocalDate.nullable(),
});
export type DemandGroup = z.infer<typeof DemandGroup>;

export const spokenPeople = (people: number | null): string =>
  people === null ? `少于 ${FEWEST_SHOWN} 人` : `${people} 人`;

/** Words as they are kept: without numbers of persons, signs that cannot be seen and needless blanks. @returns undefined when nothing is left */
export function cleanTopic(words: string): string | undefined {
  const seen = maskPersonal(words.replace(/[\p{C}\p{Z}\s]+/gu, " ")).trim();
  const kept = Array.from(seen).slice(0, MAX_TOPIC).join("").trim();
  return kept === "" ? undefined : kept;
}

/** The county or city that a division code lies in, six digits; undefined for the province. */
export function coarseDivision(code: string | undefined): string | undefined {
  const county = code?.slice(0, 6);
  return county?.endsWith("0000") === true ? undefined : county;
}

/** What the codes of everything in a division begin with: 5101 of 510100, 51 of 510000. */
export const codesBelow = (divisionCode: string): string => divisionCode.replace(/(?:00)+$/, "");
