import { answerAboutCourse } from "../answer-about-course.ts";
import { spokenOrigin, spokenTitle } from "../course-words.ts";
import { cite, say } from "../reply.ts";
import type { Intent } from "./intent.ts";

export const askRequirement: Intent = {
  name: "ask_requirement",
  examples: ["有什么条件", "有没有学历要求", "零基础可以学吗"],
  run: (call) =>
    answerAboutCourse(
      call,
      (course) => {
        const stated =
          course.requirements === null
            ? say`报名条件：机构没有写明，请向机构问清楚。`
            : say`报名条件：${cite("course", course.id, "requirements", course.requirements)}`;
        return say`${spokenTitle(course)}\n${stated}\n${spokenOrigin(course.id, course.source, course.statedOn, call.today)}`;
      },
      say`每个班的条件不一样，以课程里写明的为准。请告诉我想学什么、在哪里学，我查给您看。`,
    ),
};
