// How a query and its courses read on a judging sheet. Nothing on it says who found a course, or at which rank.
import { COURSE_MODE_NAMES, COURSE_SCHEDULE_NAMES, type Course } from "../../../src/courses/course.ts";
import { type LocalDate, spokenDate } from "../../../src/kit/clock.ts";
import { distanceMetres, type Point } from "../../../src/kit/geo.ts";
import { spokenFee } from "../../../src/kit/money.ts";
import { spokenLevel } from "../../../src/occupations/occupation.ts";
import type { Place, Places } from "../../../src/places/place.ts";
import type { Query } from "./query.ts";

export const COURSE_COLUMNS =
  "序号 | 课程 | 职业 | 等级 | 方式 | 时间 | 学费 | 补贴 | 地点 | 距离 | 开班 | 课时 | 证书";

/** What distances are measured from. */
export interface Centre {
  name: string;
  point: Point;
}

/** The place that the words name, else where the person is. @param place as the bot has read it; named on the sheet, so that a misreading shows */
export function centreOf({ here }: Query, place: Place | undefined, places: Places): Centre | undefined {
  if (place !== undefined && place.point !== null && place.kind !== "province")
    return { name: `${place.fullName}中心`, point: place.point };
  return here && { name: `本人位置（${places.nearestCounty(here)?.fullName ?? "四川"}）`, point: here };
}

export const queryText = ({ id, text, here }: Query, centre: Centre | undefined): string =>
  [
    `## ${id} ${text}`,
    ...(here === undefined ? [] : ["（问话前发过位置）"]),
    ...(centre === undefined ? [] : [`（距离从${centre.name}算起）`]),
  ].join("\n");

const SUBSIDY = new Map([
  [true, "有补贴"],
  [false, "无补贴"],
]);

const distanceText = ({ site }: Course, centre: Centre | undefined): string =>
  site === null || centre === undefined ? "–" : `${Math.round(distanceMetres(site.point, centre.point) / 1000)} 公里`;

export function courseText(course: Course, centre: Centre | undefined, places: Places, today: LocalDate): string {
  const { site, level } = course;
  const starts = course.sessions.map(
    ({ startsOn, seatsLeft }) => `${spokenDate(startsOn, today)}${seatsLeft === 0 ? "（满员）" : ""}`,
  );
  return [
    course.title,
    course.occupationName,
    level === null ? "未分级" : spokenLevel(level),
    COURSE_MODE_NAMES[course.mode],
    COURSE_SCHEDULE_NAMES[course.schedule],
    spokenFee(course.feeFen),
    course.isSubsidised === null ? "补贴未写明" : SUBSIDY.get(course.isSubsidised),
    site === null ? "线上" : (places.byCode(site.divisionCode)?.fullName ?? site.divisionName),
    distanceText(course, centre),
    starts.join("、"),
    `${course.hours} 课时`,
    course.certificates.join("、") || "无",
  ].join(" | ");
}
