import { COURSE_MODE_NAMES, COURSE_SCHEDULE_NAMES, type Course } from "../courses/course.ts";
import { type LocalDate, spokenDate } from "../kit/clock.ts";
import { spokenFee } from "../kit/money.ts";
import { spokenLevel } from "../occupations/occupation.ts";
import { spokenSource } from "../source.ts";
import { type Html, type HtmlValue, html } from "./html.ts";

const fact = (name: string, value: HtmlValue): Html | false =>
  value !== null && value !== "" && value !== false && html`<dt>${name}</dt><dd class="kept">${value}</dd>\n`;

/** What is stated about the subsidy and no more: not stated is not the same as none. */
export function subsidyWords({ isSubsidised, subsidySource }: Pick<Course, "isSubsidised" | "subsidySource">): string {
  if (isSubsidised === null) return "是否有补贴未写明";
  if (!isSubsidised) return "无补贴";
  return subsidySource === null ? "有补贴（未写明依据文件）" : `有补贴，依据${spokenSource(subsidySource)}`;
}

const sessionWords = ({ startsOn, endsOn, seatsLeft }: Course["sessions"][number], today: LocalDate): string =>
  `${spokenDate(startsOn, today)} 至 ${spokenDate(endsOn, today)}，${seatsLeft > 0 ? `剩 ${seatsLeft} 个名额` : "已报满"}`;

/** Where it is taught. Many addresses begin with the division already. */
const siteWords = ({ name, address, divisionName, isApproximate }: NonNullable<Course["site"]>): string => {
  const full = address.startsWith(divisionName) ? address : `${divisionName} ${address}`;
  return `${full}（${name}）${isApproximate ? "，位置为大概位置" : ""}`;
};

/** What is taught, when, where and for how much; the same for learners and reviewers. */
export const courseFacts = (course: Course, today: LocalDate): Html => html`<dl class="facts">
${fact("职业", `${course.occupationName}（${course.occupationCode}）`)}
${fact("等级", course.level === null ? "不分等级" : spokenLevel(course.level))}
${fact("方式", COURSE_MODE_NAMES[course.mode])}
${fact("时间", COURSE_SCHEDULE_NAMES[course.schedule])}
${fact("课时", `${course.hours} 课时`)}
${fact("学费", spokenFee(course.feeFen))}
${fact("补贴", subsidyWords(course))}
${fact("证书", course.certificates.length > 0 && course.certificates.join("、"))}
${fact("要求", course.requirements)}
${fact(
  "班次",
  course.sessions.length > 0 && course.sessions.map((session) => html`<span>${sessionWords(session, today)}</span>\n`),
)}
${fact("地点", course.site !== null && siteWords(course.site))}
${fact("机构", course.institution.name)}
${fact("介绍", course.description)}
</dl>`;

export const enrolFacts = ({ howToEnrol, contactPhone }: Course): Html => html`<dl class="facts">
${fact("报名办法", howToEnrol)}
${fact("咨询电话", contactPhone !== null && html`<a href="tel:${contactPhone}">${contactPhone}</a>`)}
</dl>`;
