import { answerCourses } from "../course-search.ts";
import type { Intent } from "./intent.ts";

/** Changes one thing of the search that stands. */
export const refine: Intent = {
  name: "refine",
  examples: ["换成电工", "只要周末的", "便宜点的", "要免费的", "不限时间"],
  run: (call) => answerCourses(call),
};
