import { z } from "zod";
import { CourseMode, CourseSchedule } from "../src/courses/course.ts";
import { completenessOf } from "../src/courses/course-rules.ts";
import { LocalDate, unixSecondsOf } from "../src/kit/clock.ts";
import { isInChina, Point } from "../src/kit/geo.ts";
import { soundFields } from "./document-text.ts";
import { areasOf } from "./query-filter.ts";

// The engine hardly looks at coordinates, and one bad point fails every write of its batch (search.md §4, §7.1).
const Geo = Point.refine(isInChina, "坐标不在中国境内");
const Areas = z.object({ provinceCode: z.string(), cityCode: z.string(), divisionCode: z.string() });
const Sounds = z.object({ pinyin: z.string(), pinyinInitials: z.string(), grams: z.string() });
const Version = z.number().int().min(1);

/** One open or past class session of a published course. Dates are unix seconds. Seats are never indexed: they change too fast. */
export const CourseDocument = z.object({
  id: z.uuid(),
  courseId: z.uuid(),
  title: z.string().min(1),
  occupationCode: z.string(),
  occupationName: z.string(),
  aliases: z.array(z.string()),
  certNames: z.array(z.string()),
  institutionId: z.uuid(),
  institutionName: z.string(),
  ...Areas.partial().shape,
  level: z.number().nullable(),
  mode: CourseMode,
  schedule: CourseSchedule,
  isSubsidised: z.boolean().nullable(),
  feeFen: z.number().int(),
  hours: z.number().int(),
  startsOn: z.number().int(),
  endsOn: z.number().int(),
  /** Share of what a learner needs that the course states: courses/course-rules.ts. */
  completeness: z.number().min(0).max(1),
  /** The institution is under a warning (预警). */
  isWarned: z.boolean(),
  _geo: Geo.optional(),
  version: Version,
  ...Sounds.shape,
});
export type CourseDocument = z.infer<typeof CourseDocument>;

export const OccupationDocument = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  version: Version,
  ...Sounds.shape,
});
export type OccupationDocument = z.infer<typeof OccupationDocument>;

export const BaseDocument = z.object({
  id: z.uuid(),
  name: z.string(),
  ...Areas.shape,
  occupationCodes: z.array(z.string()),
  occupationNames: z.array(z.string()),
  aliases: z.array(z.string()),
  _geo: Geo,
  version: Version,
  ...Sounds.shape,
});
export type BaseDocument = z.infer<typeof BaseDocument>;

/** What the index needs of a published course. */
export const CourseRow = z.object({
  id: z.string(),
  title: z.string(),
  occupationCode: z.string(),
  occupationName: z.string(),
  certificates: z.array(z.string()),
  institutionId: z.string(),
  institutionName: z.string(),
  isWarned: z.boolean(),
  hasLevels: z.boolean(),
  level: z.number().nullable(),
  mode: CourseMode,
  schedule: CourseSchedule,
  isSubsidised: z.boolean().nullable(),
  hasRequirements: z.boolean(),
  hasPhone: z.boolean(),
  hasDescription: z.boolean(),
  feeFen: z.number(),
  hours: z.number(),
  divisionCode: z.string().nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  version: z.number(),
  sessions: z.array(z.object({ id: z.string(), startsOn: LocalDate, endsOn: LocalDate })),
});
export type CourseRow = z.infer<typeof CourseRow>;

export const OccupationRow = z.object({ code: z.string(), name: z.string() });
export type OccupationRow = z.infer<typeof OccupationRow>;

export const BaseRow = z.object({
  id: z.string(),
  name: z.string(),
  divisionCode: z.string(),
  lat: z.number(),
  lng: z.number(),
  occupationCodes: z.array(z.string()),
  occupationNames: z.array(z.string()),
  version: z.number(),
});
export type BaseRow = z.infer<typeof BaseRow>;

/** One document per class session, because a wish for a date is held against a session and not against a course. */
export function courseDocuments(row: CourseRow, aliases: readonly string[]): CourseDocument[] {
  const { id: courseId, sessions, certificates, divisionCode, lat, lng, ...rest } = row;
  const {
    hasLevels: _levels,
    hasRequirements: _requirements,
    hasPhone: _phone,
    hasDescription: _text,
    ...facts
  } = rest;
  const shared = {
    ...facts,
    courseId,
    completeness: completenessOf(row),
    aliases: [...aliases],
    certNames: certificates,
    ...(divisionCode !== null && areasOf(divisionCode)),
    ...(lat !== null && lng !== null && { _geo: { lat, lng } }),
    ...soundFields([row.title, row.occupationName], [row.occupationName, ...aliases]),
  };
  return sessions.map(({ id, startsOn, endsOn }) => ({
    ...shared,
    id,
    startsOn: unixSecondsOf(startsOn),
    endsOn: unixSecondsOf(endsOn),
  }));
}

/** Occupations have no version of their own: what can change in them are their names, and an import is followed by a rebuild. */
export const occupationDocument = ({ code, name }: OccupationRow, aliases: readonly string[]): OccupationDocument => ({
  id: code,
  name,
  aliases: [...aliases],
  version: 1,
  ...soundFields([name, ...aliases], [name, ...aliases]),
});

export function baseDocument(row: BaseRow, aliases: readonly string[]): BaseDocument {
  const { lat, lng, divisionCode, ...facts } = row;
  return {
    ...facts,
    aliases: [...aliases],
    ...areasOf(divisionCode),
    _geo: { lat, lng },
    ...soundFields([row.name, ...row.occupationNames], row.occupationNames),
  };
}
