import { z } from "zod";
import { Course, type CourseStatus, isOpen } from "../courses/course.ts";
import type { InstitutionState } from "../institutions/institution.ts";
import type { LocalDate } from "../kit/clock.ts";

/** How a course that somebody kept stands today. */
export const FavouriteState = z.enum(["open", "full", "ended", "paused", "withdrawn"]);
export type FavouriteState = z.infer<typeof FavouriteState>;

export const FAVOURITE_STATE_WORDS: Readonly<Record<FavouriteState, string>> = {
  open: "可以报名",
  full: "名额已满",
  ended: "目前没有可报的班次",
  paused: "机构目前停止招生",
  withdrawn: "课程已撤下",
};

export const Favourite = z.object({
  courseId: z.string(),
  title: z.string(),
  addedAt: z.iso.datetime(),
  state: FavouriteState,
  /** The state in plain words. */
  said: z.string(),
  /** The course as it is now; null when it is not shown to the public any more. */
  course: Course.nullable(),
});
export type Favourite = z.infer<typeof Favourite>;

export const MAX_FAVOURITES = 100;

/** @param course as the public sees it; undefined when it does not */
export function favouriteState(
  { status, institutionState }: { status: CourseStatus; institutionState: InstitutionState },
  course: Course | undefined,
  today: LocalDate,
): FavouriteState {
  if (course !== undefined) {
    if (isOpen(course, today)) return "open";
    return course.sessions.length > 0 ? "full" : "ended";
  }
  if (status === "expired") return "ended";
  // "published" and not seen: its institution is suspended or has left; both may read now as admitted again, a moment later
  return status === "published" && institutionState !== "exited" ? "paused" : "withdrawn";
}
