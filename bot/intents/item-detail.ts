import { answerCourses } from "../course-search.ts";
import { itemOf, noItemReply } from "../list-item.ts";
import { showItem } from "../show-item.ts";
import type { Intent } from "./intent.ts";

/** Asks for the facts of an item on the screen; where something is named instead, that is searched. */
export const itemDetail: Intent = {
  name: "item_detail",
  examples: ["第二个的电话", "这个在哪里上课", "第一个什么时候开班", "详情"],
  run: async (call) => {
    const item = itemOf(call);
    if (item.kind === "item") return showItem(call, item);
    const { slots, questions } = call.meaning;
    if (
      slots.occupations !== undefined ||
      slots.topic !== undefined ||
      slots.place !== undefined ||
      questions.length > 0
    )
      return answerCourses(call);
    return noItemReply(call, item);
  },
};
