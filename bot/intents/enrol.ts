import { answerAboutCourse } from "../answer-about-course.ts";
import { spokenInstitution, spokenOrigin, spokenTitle } from "../course-words.ts";
import { cite, say } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** How to enrol is for the institution to take; the bot says where and how. */
export const enrol: Intent = {
  name: "enrol",
  examples: ["怎么报名", "我要报名第一个", "报名"],
  run: (call) =>
    answerAboutCourse(
      call,
      (course) => {
        const phone =
          course.contactPhone === null
            ? say``
            : say`\n电话：${cite("course", course.id, "contactPhone", course.contactPhone)}`;
        return say`${spokenTitle(course)}\n报名要找机构：${spokenInstitution(course)}\n办法：${cite("course", course.id, "howToEnrol", course.howToEnrol)}${phone}\n${spokenOrigin(course.id, course.source, course.statedOn, call.today)}`;
      },
      say`报名要找办班的机构。请先告诉我想学什么、在哪里学，选好课后我把报名办法和电话给您。`,
    ),
};
