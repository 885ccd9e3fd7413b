import { z } from "zod";
import { CourseMode, CourseSchedule } from "../src/courses/course.ts";
import { LocalDate } from "../src/kit/clock.ts";
import { Point } from "../src/kit/geo.ts";
import { OccupationCode, SkillLevel } from "../src/occupations/occupation.ts";
import { DivisionCode } from "../src/places/place.ts";

export const CourseSort = z.enum(["relevance", "nearest", "soonest", "cheapest", "shortest"]);
export type CourseSort = z.infer<typeof CourseSort>;

/** What somebody will not have, each by itself: no online courses, nothing in 乐山, anything but welding. */
const Refused = z.strictObject({
  occupation: OccupationCode.exactOptional(),
  place: DivisionCode.exactOptional(),
  mode: CourseMode.exactOptional(),
  schedule: CourseSchedule.exactOptional(),
  level: SkillLevel.exactOptional(),
});

/**
 * What somebody looks for, as codes, ids, enums and numbers; one type for the API, the bot and saved searches. Names never get here:
 * they were resolved before. `q` holds only words no code was found for.
 */
export const CourseQuery = z.strictObject({
  q: z.string().trim().min(1).max(100).optional(),
  /** Any of these. */
  occupations: z.array(OccupationCode).min(1).max(8).optional(),
  /** What the person called the occupation: courses that say this very word come first, none is left out for it. */
  spoken: z.string().trim().min(1).max(40).optional(),
  /** City or county; a town code stands for its county. */
  place: DivisionCode.optional(),
  level: SkillLevel.optional(),
  mode: CourseMode.optional(),
  schedule: CourseSchedule.optional(),
  /** true = only courses stated to be subsidised; "not stated" does not pass. */
  subsidised: z.boolean().optional(),
  near: Point.optional(),
  /** Left out beside `near` = 附近: a bus ride, and further where that finds too little. */
  radiusKm: z.number().min(1, "半径至少 1 公里").max(300, "半径最多 300 公里").optional(),
  /** Never done it before: classes for beginners come first, none is left out for it. */
  isBeginner: z.literal(true).optional(),
  startsAfter: LocalDate.optional(),
  startsBefore: LocalDate.optional(),
  feeMaxFen: z.number().int().min(0).max(10_000_000).optional(),
  sort: CourseSort.optional(),
  refused: Refused.optional(),
});
export type CourseQuery = z.infer<typeof CourseQuery>;

/** The facts of a course that a query is held against. */
export interface QueryableCourse {
  occupationCode: string;
  level: number | null;
  mode: CourseMode;
  schedule: CourseSchedule;
  isSubsidised: boolean | null;
  feeFen: number;
  hours: number;
  divisionCode: string | null;
  point: Point | null;
  /** Starts of open sessions. */
  starts: LocalDate[];
  /** Title, occupation and alias words, for `q`. */
  text: string;
}
