import type { Course } from "../courses/course.ts";
import { spokenFee } from "../kit/money.ts";

/** Longest value of a `thing` keyword (official page 参数值内容限制说明), counted in characters. */
const THING = 20;
const thing = (text: string): string => (text.length <= THING ? text : `${text.slice(0, THING - 1)}…`);

/** 2026年3月2日, as keywords of dates want it. */
const spoken = (day: string): string => {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
};

/**
 * The keywords a template for new courses has to have, in this order: 课程名称, 培训机构, 开班时间, 上课地点, 温馨提示 (docs/wechat.md). Every
 * value is a field of the course's row; only open courses are told of, and those have a session ahead.
 * @param label words of the subscription
 */
export function templateData(course: Course, label: string): Record<string, string> {
  const [session] = course.sessions;
  return {
    thing1: thing(course.title),
    thing2: thing(course.institution.name),
    ...(session !== undefined && { date3: spoken(session.startsOn) }),
    thing4: thing(course.site?.divisionName ?? "线上"),
    thing5: thing(`${course.isDemo ? "示例：" : ""}${spokenFee(course.feeFen)}，符合您订阅的${label}`),
  };
}
