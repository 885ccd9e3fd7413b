import { z } from "zod";
import { LocalDate } from "../kit/clock.ts";
import { Point } from "../kit/geo.ts";
import { OccupationCode, SkillLevel } from "../occupations/occupation.ts";
import { SourceRef } from "../source.ts";

export const CourseId = z.uuid("课程编号格式不对").brand<"CourseId">();
export type CourseId = z.infer<typeof CourseId>;

export const CourseMode = z.enum(["onsite", "online", "blended"]);
export type CourseMode = z.infer<typeof CourseMode>;
export const COURSE_MODE_NAMES: Readonly<Record<CourseMode, string>> = {
  onsite: "线下",
  online: "线上",
  blended: "线上线下结合",
};

export const CourseSchedule = z.enum(["daytime", "evening", "weekend", "full_time"]);
export type CourseSchedule = z.infer<typeof CourseSchedule>;
export const COURSE_SCHEDULE_NAMES: Readonly<Record<CourseSchedule, string>> = {
  daytime: "工作日白天",
  evening: "晚上",
  weekend: "周末",
  full_time: "全日制",
};

export const CourseStatus = z.enum(["submitted", "published", "rejected", "withdrawn", "expired"]);
export type CourseStatus = z.infer<typeof CourseStatus>;

const SessionDraft = z
  .strictObject({
    startsOn: LocalDate,
    endsOn: LocalDate,
    seatsTotal: z.number().int().min(1, "至少 1 个名额").max(2000, "最多 2000 个名额"),
  })
  .refine((session) => session.endsOn >= session.startsOn, { path: ["endsOn"], message: "结束日期不能早于开班日期" });

const text = (min: number, max: number) => z.string().trim().min(min, `至少 ${min} 个字`).max(max, `最多 ${max} 个字`);

/** What an institution hands in, by form, table or API: one schema for all three. */
export const CourseDraft = z
  .strictObject({
    title: text(4, 60),
    occupationCode: OccupationCode,
    level: SkillLevel.nullable().default(null),
    mode: CourseMode,
    schedule: CourseSchedule,
    hours: z.number().int().min(1, "课时至少为 1").max(2000, "课时最多 2000"),
    feeFen: z
      .number()
      .int("学费以分为单位，应为整数")
      .min(0, "学费不能为负")
      .max(10_000_000, "学费超过 10 万元，请核对"),
    /** null = the institution does not say. */
    isSubsidised: z.boolean().nullable().default(null),
    /** Id of the source document that grants the subsidy. */
    subsidySourceId: z.string().min(1).max(64).nullable().default(null),
    certificates: z.array(text(2, 40)).max(5, "最多 5 个证书").default([]),
    description: z.string().trim().max(2000, "最多 2000 个字").default(""),
    requirements: text(2, 300).nullable().default(null),
    howToEnrol: text(2, 300),
    contactPhone: z
      .string()
      .regex(/^(1\d{10}|0\d{2,3}-?\d{7,8}|123\d{2})$/, "电话应为手机号或带区号的座机")
      .nullable()
      .default(null),
    siteId: z.uuid("教学点编号格式不对").nullable().default(null),
    sessions: z.array(SessionDraft).min(1, "至少填一个班次").max(20, "最多 20 个班次"),
  })
  .refine((draft) => draft.mode === "online" || draft.siteId !== null, {
    path: ["siteId"],
    message: "线下课程要选教学点",
  })
  .refine((draft) => draft.subsidySourceId === null || draft.isSubsidised === true, {
    path: ["subsidySourceId"],
    message: "填了补贴文件的课程应标为有补贴",
  });
export type CourseDraft = z.infer<typeof CourseDraft>;

/** A published course as people and programs see it. Every fact in it is stated by `source` as of `statedOn`. */
export const Course = z.object({
  id: CourseId,
  title: z.string(),
  occupationCode: OccupationCode,
  occupationName: z.string(),
  level: z.number().nullable(),
  mode: CourseMode,
  schedule: CourseSchedule,
  hours: z.number(),
  feeFen: z.number(),
  isSubsidised: z.boolean().nullable(),
  subsidySource: SourceRef.nullable(),
  certificates: z.array(z.string()),
  description: z.string(),
  requirements: z.string().nullable(),
  howToEnrol: z.string(),
  contactPhone: z.string().nullable(),
  institution: z.object({ id: z.string(), name: z.string() }),
  /** null for a course that is only online. */
  site: z
    .object({
      id: z.string(),
      name: z.string(),
      address: z.string(),
      divisionCode: z.string(),
      divisionName: z.string(),
      point: Point,
      isApproximate: z.boolean(),
    })
    .nullable(),
  /** Open class sessions, soonest first. */
  sessions: z.array(z.object({ id: z.string(), startsOn: LocalDate, endsOn: LocalDate, seatsLeft: z.number() })),
  status: CourseStatus,
  isDemo: z.boolean(),
  version: z.number(),
  publishedAt: z.iso.datetime().nullable(),
  source: SourceRef,
  statedOn: LocalDate,
});
export type Course = z.infer<typeof Course>;

/** Whether a person can still join: published, and a session ahead with a seat left. Checked again at read time, whatever the index says. */
export const isOpen = (course: Pick<Course, "status" | "sessions">, today: LocalDate): boolean =>
  course.status === "published" &&
  course.sessions.some((session) => session.startsOn >= today && session.seatsLeft > 0);
