import { answerCourses } from "../course-search.ts";
import type { Intent } from "./intent.ts";

export const findCourse: Intent = {
  name: "find_course",
  examples: [
    "双流有没有补贴的电焊班",
    "附近哪里能学月嫂",
    "想学无人机，线上的也行",
    "绵阳周末的电工培训",
    "成都3000元以内的厨师班",
  ],
  run: (call) => answerCourses(call),
};
