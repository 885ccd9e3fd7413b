import type { Course } from "../services/types";
import { subsidyMark } from "./course-line";
import { MODES, nameOf, SCHEDULES, spokenDay, spokenDistance, spokenFee, spokenLevel, spokenSource } from "./spoken";

export interface FactRow {
  name: string;
  text: string;
}

const row = (name: string, text: string | null): FactRow[] => (text === null || text === "" ? [] : [{ name, text }]);

const spokenSession = ({ startsOn, endsOn, seatsLeft }: Course["sessions"][number], today: string): string =>
  `${spokenDay(startsOn, today)} 至 ${spokenDay(endsOn, today)}，${seatsLeft > 0 ? `剩 ${seatsLeft} 个名额` : "已报满"}`;

function spokenSite({ name, address, divisionName, isApproximate }: NonNullable<Course["site"]>): string {
  const full = address.startsWith(divisionName) ? address : `${divisionName} ${address}`;
  return `${full}（${name}）${isApproximate ? "，位置为大概位置" : ""}`;
}

/** What is stated about the subsidy and no more. */
function spokenSubsidy({ isSubsidised, subsidySource }: Pick<Course, "isSubsidised" | "subsidySource">): string {
  if (isSubsidised !== true) return subsidyMark(isSubsidised);
  return subsidySource === null ? "有补贴（未写明依据文件）" : `有补贴，依据${spokenSource(subsidySource)}`;
}

/** What a person pays after the subsidy is stated nowhere in the records: it is said to be unknown, and who knows it. */
export function afterSubsidy({ isSubsidised, feeFen }: Course, hotline: string): string | null {
  if (feeFen === 0 || isSubsidised === false) return null;
  const question = isSubsidised === true ? "补贴后自己付多少，资料里没有写" : "能不能领补贴，资料里没有写";
  return `${question}。报名前请向机构或拨打 ${hotline} 问清楚。`;
}

/** What is taught, when, where and for how much, in the order of the web page. */
export function courseFacts(course: Course, today: string, distanceMetres: number | null): FactRow[] {
  return [
    ...row("职业", `${course.occupationName}（${course.occupationCode}）`),
    ...row("等级", spokenLevel(course.level)),
    ...row("方式", nameOf(MODES, course.mode)),
    ...row("时间", nameOf(SCHEDULES, course.schedule)),
    ...row("课时", `${course.hours} 课时`),
    ...row("学费", spokenFee(course.feeFen)),
    ...row("补贴", spokenSubsidy(course)),
    ...row("证书", course.certificates.join("、")),
    ...row("要求", course.requirements),
    ...row("班次", course.sessions.map((session) => spokenSession(session, today)).join("\n")),
    ...row("地点", course.site === null ? null : spokenSite(course.site)),
    ...row("距离", distanceMetres === null ? null : spokenDistance(distanceMetres)),
    ...row("机构", course.institution.name),
    ...row("介绍", course.description),
  ];
}

/** A course that is over or full can be read, not joined. */
export const isOpen = ({ status, sessions }: Course, today: string): boolean =>
  status === "published" && sessions.some(({ startsOn, seatsLeft }) => startsOn >= today && seatsLeft > 0);
