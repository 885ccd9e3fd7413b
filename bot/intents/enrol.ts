import { answerAboutCourse } from "../answer-about-course.ts";
import { say } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** How to enrol is for the institution to take; the bot says where and how. */
export const enrol: Intent = {
  name: "enrol",
  examples: ["怎么报名", "我要报名第一个", "报名"],
  run: (call) =>
    answerAboutCourse(
      call,
      { asked: call.meaning.slots.attribute === "materials" ? ["materials", "process"] : ["process"] },
      { said: say`报名要找办班的机构。请先告诉我想学什么、在哪里学，选好课后我把报名办法和电话给您。` },
    ),
};
