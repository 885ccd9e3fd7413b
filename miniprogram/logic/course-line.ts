import type { CourseItem } from "../services/types";
import { nameOf, SCHEDULES, spokenDay, spokenDistance, spokenFee } from "./spoken";

/** A course as a card of a list. */
export interface CourseCard {
  id: string;
  title: string;
  lines: string[];
  isDemo: boolean;
}

type Listed = Pick<
  CourseItem,
  "id" | "title" | "institution" | "site" | "mode" | "sessions" | "schedule" | "feeFen" | "isSubsidised" | "isDemo"
>;

/** Not stated is not the same as none. */
export function subsidyMark(isSubsidised: boolean | null): string {
  if (isSubsidised === null) return "是否有补贴未写明";
  return isSubsidised ? "有补贴" : "无补贴";
}

function whereLine({ site, mode }: Listed, distanceMetres: number | null): string {
  if (site === null) return "线上";
  const county = mode === "blended" ? `${site.divisionName}（线上线下结合）` : site.divisionName;
  return distanceMetres === null ? county : `${county}，${spokenDistance(distanceMetres)}`;
}

/** The four lines of a card, in the words of the chat's cards. */
export function courseCard(course: Listed, distanceMetres: number | null, today: string): CourseCard {
  const [first] = course.sessions;
  const start = first === undefined ? "没有可报的班次" : `${spokenDay(first.startsOn, today)}开班`;
  const fee = course.feeFen === 0 ? "免费" : `学费 ${spokenFee(course.feeFen)}`;
  return {
    id: course.id,
    title: course.title,
    lines: [
      course.institution.name,
      whereLine(course, distanceMetres),
      `${start} · ${nameOf(SCHEDULES, course.schedule)}`,
      `${fee} · ${subsidyMark(course.isSubsidised)}`,
    ],
    isDemo: course.isDemo,
  };
}
