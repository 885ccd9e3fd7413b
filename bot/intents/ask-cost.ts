import { answerAboutCourse } from "../answer-about-course.ts";
import { spokenCourseFee, spokenOrigin, spokenSubsidy, spokenTitle } from "../course-words.ts";
import { say } from "../reply.ts";
import type { Intent } from "./intent.ts";

export const askCost: Intent = {
  name: "ask_cost",
  examples: ["多少钱", "第一个学费多少", "这个贵不贵"],
  run: (call) =>
    answerAboutCourse(
      call,
      (course) =>
        say`${spokenTitle(course)}\n学费：${spokenCourseFee(course)}\n${spokenSubsidy(course)}\n${spokenOrigin(course.id, course.source, course.statedOn, call.today)}`,
      say`各个班的学费不一样。请告诉我想学什么、在哪里学，我把学费列出来。`,
    ),
};
