import type { CourseHit } from "../search/search-service.ts";
import { COURSE_MODE_NAMES, COURSE_SCHEDULE_NAMES, type Course } from "../src/courses/course.ts";
import { type LocalDate, spokenDate } from "../src/kit/clock.ts";
import { spokenDistance } from "../src/kit/geo.ts";
import { spokenFee } from "../src/kit/money.ts";
import { spokenLevel } from "../src/occupations/occupation.ts";
import { type SourceRef, spokenSource } from "../src/source.ts";
import { type Card, cite, joined, type Said, say, setting } from "./reply.ts";

/** A field of a course as it is read out. */
export const field = (course: Course, name: string, value: string | number): Said =>
  cite("course", course.id, name, value);

export const spokenTitle = (course: Course): Said => field(course, "title", course.title);
export const spokenInstitution = (course: Course): Said => field(course, "institution.name", course.institution.name);
export const spokenCourseFee = (course: Course): Said => field(course, "feeFen", spokenFee(course.feeFen));
export const citedSource = (source: SourceRef): Said => cite("source", source.id, "title", spokenSource(source));

/** Short form for a card; the details say which document, if any. */
function subsidyMark({ isSubsidised }: Course): Said {
  if (isSubsidised === null) return say`是否有补贴未写明`;
  return isSubsidised ? say`有补贴` : say`无补贴`;
}

/** Exactly what the course says about its subsidy, and no more. */
function spokenSubsidy(course: Course): Said {
  if (course.isSubsidised === null)
    return say`是否有补贴：机构没有写明，请向机构或拨打 ${setting("hotline", "12333")} 问清楚。`;
  if (!course.isSubsidised) return say`补贴：机构写明没有补贴。`;
  if (course.subsidySource === null) return say`补贴：机构写明有补贴，没有写依据哪份文件。`;
  return say`补贴：机构写明有补贴，依据${citedSource(course.subsidySource)}。`;
}

function spokenStart(course: Course, today: LocalDate): Said {
  const [first] = course.sessions;
  return first === undefined
    ? say`没有可报的班次`
    : say`${field(course, "startsOn", spokenDate(first.startsOn, today))}开班`;
}

function spokenWhere({ course, distanceMetres }: Omit<CourseHit, "why">): Said {
  if (course.site === null) return say`线上`;
  const name = field(course, "site.divisionName", course.site.divisionName);
  const county = course.mode === "blended" ? say`${name}（线上线下结合）` : name;
  return distanceMetres === null
    ? county
    : say`${county}，${field(course, "distance", spokenDistance(distanceMetres))}`;
}

/** One course of a list. The number is what a person replies to see more. */
export function courseCard(hit: Omit<CourseHit, "why">, ordinal: number, today: LocalDate): Card {
  const { course } = hit;
  const lines = [
    spokenInstitution(course),
    spokenWhere(hit),
    say`${spokenStart(course, today)} · ${field(course, "schedule", COURSE_SCHEDULE_NAMES[course.schedule])}`,
    say`${course.feeFen === 0 ? spokenCourseFee(course) : say`学费 ${spokenCourseFee(course)}`} · ${subsidyMark(course)}`,
    ...(course.isDemo ? [say`示例数据`] : []),
  ];
  return {
    subject: { kind: "course", id: course.id },
    title: say`${setting("number", ordinal)}. ${spokenTitle(course)}`,
    lines,
    path: `/courses/${course.id}`,
    isDemo: course.isDemo,
  };
}

/** Many addresses begin with their county; it is not said twice. */
export function spokenAddress(course: Course, { address, divisionName }: NonNullable<Course["site"]>): Said {
  const street = field(course, "site.address", address);
  return address.startsWith(divisionName) ? street : say`${field(course, "site.divisionName", divisionName)}${street}`;
}

function spokenSessions(course: Course, today: LocalDate): Said {
  const shown = course.sessions.slice(0, 3).map((session) => {
    const [from, to] = [spokenDate(session.startsOn, today), spokenDate(session.endsOn, today)];
    return say`${field(course, "startsOn", from)}至${field(course, "endsOn", to)}（剩 ${field(course, "seatsLeft", session.seatsLeft)} 个名额）`;
  });
  return shown.length === 0 ? say`班次：没有可报的班次` : say`班次：${joined(shown, "；")}`;
}

/** All facts of a course, how to enrol, and where they come from. */
export function courseDetails(course: Course, today: LocalDate): Said {
  const when = (value: string | null, line: (said: Said) => Said, name: string): Said[] =>
    value === null || value === "" ? [] : [line(field(course, name, value))];
  const { site } = course;
  const lines = [
    ...(course.isDemo ? [say`【示例数据】`] : []),
    spokenTitle(course),
    say`机构：${spokenInstitution(course)}`,
    say`职业：${field(course, "occupationName", course.occupationName)}${course.level === null ? say`` : say`，${field(course, "level", spokenLevel(course.level))}`}`,
    say`方式：${field(course, "mode", COURSE_MODE_NAMES[course.mode])}，${field(course, "schedule", COURSE_SCHEDULE_NAMES[course.schedule])}，共 ${field(course, "hours", course.hours)} 课时`,
    ...(site === null ? [] : [say`地点：${spokenAddress(course, site)}（${field(course, "site.name", site.name)}）`]),
    spokenSessions(course, today),
    say`学费：${spokenCourseFee(course)}`,
    spokenSubsidy(course),
    ...(course.certificates.length > 0
      ? [
          say`证书：${joined(
            course.certificates.map((name) => field(course, "certificates", name)),
            "、",
          )}`,
        ]
      : []),
    ...when(course.requirements, (said) => say`要求：${said}`, "requirements"),
    ...when(course.description, (said) => say`介绍：${said}`, "description"),
    say`报名：${field(course, "howToEnrol", course.howToEnrol)}`,
    ...when(course.contactPhone, (said) => say`电话：${said}`, "contactPhone"),
    spokenOrigin(course.id, course.source, course.statedOn, today),
  ];
  return joined(lines, "\n");
}

/** Where a list comes from, each document once. */
export const spokenSources = (courses: readonly Course[]): Said => {
  const sources = new Map(courses.map(({ source }) => [source.id, source]));
  return say`来源：${joined([...sources.values()].map(citedSource), "、")}`;
};

/** 来源：《…》，2026年3月1日 */
export const spokenOrigin = (courseId: string, source: SourceRef, statedOn: LocalDate, today: LocalDate): Said =>
  say`来源：${citedSource(source)}，${cite("course", courseId, "statedOn", spokenDate(statedOn, today))}登记`;
