import type { CourseSchedule } from "../../../src/courses/course.ts";
import { type Found, findWords, type WordTable } from "./found.ts";

const SCHEDULES: WordTable<CourseSchedule> = [
  [/周末班?|双休日?|周[六日天](?:和|、)?(?:周[日天])?|星期[六日天]/g, "weekend"],
  [/晚上|夜校|夜间|晚班|夜班|下了?班(?:以?后|再|过后)|晚间/g, "evening"],
  [/全日制|脱产|全天/g, "full_time"],
  [/白天|工作日|平时/g, "daytime"],
];

/** When in the week the class is held. */
export const findSchedules = (text: string): Found<CourseSchedule>[] => findWords(text, SCHEDULES, "schedule");
