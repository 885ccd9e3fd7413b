import { answerAboutCourse, namesSubject } from "../answer-about-course.ts";
import { askedIn } from "../course-facts.ts";
import { answerCourses } from "../course-search.ts";
import { itemOf, noItemReply } from "../list-item.ts";
import { say } from "../reply.ts";
import { showItem } from "../show-item.ts";
import type { Intent } from "./intent.ts";

/** Asks for a fact, or all facts, of an item on the screen; where something is named instead, that is searched. */
export const itemDetail: Intent = {
  name: "item_detail",
  examples: ["第二个的电话", "这个在哪里上课", "第一个什么时候开班", "详情"],
  run: async (call) => {
    const asked = askedIn(call.meaning);
    if (asked !== undefined)
      return answerAboutCourse(
        call,
        { asked: [asked] },
        { said: say`您问的是哪一门课？请先告诉我想学什么、在哪里学，我把每个班的情况查给您。` },
      );
    const item = itemOf(call);
    if (item.kind === "item") return showItem(call, item);
    return namesSubject(call) ? answerCourses(call) : noItemReply(call, item);
  },
};
