import { answerAboutCourse } from "../answer-about-course.ts";
import { type Asked, askedIn } from "../course-facts.ts";
import { say } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** Facts that go with enrolling: 报名电话, 报名要带什么, 在哪里上. */
const BESIDE_THE_WAY: ReadonlySet<Asked> = new Set([
  "materials",
  "phone",
  "deadline",
  "address",
  "seats",
  "start_date",
  "time",
  "duration",
]);

/** How to enrol is for the institution to take; the bot says where and how. */
export const enrol: Intent = {
  name: "enrol",
  examples: ["怎么报名", "我要报名第一个", "报名"],
  run: (call) => {
    const beside = askedIn(call.meaning);
    const isBeside = beside !== undefined && BESIDE_THE_WAY.has(beside);
    return answerAboutCourse(
      call,
      { asked: isBeside ? (/报/.test(call.meaning.text) ? [beside, "process"] : [beside]) : ["process"] },
      { said: say`报名要找办班的机构。请先告诉我想学什么、在哪里学，选好课后我把报名办法和电话给您。` },
    );
  },
};
