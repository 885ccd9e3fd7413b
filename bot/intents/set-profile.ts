import { answerCourses } from "../course-search.ts";
import type { Intent } from "./intent.ts";

/** Only who somebody is. What matters for courses and subsidies is kept with the search and shown back; nothing else is. */
export const setProfile: Intent = {
  name: "set_profile",
  examples: ["我是退役军人", "我今年四十五了，初中毕业", "我是下岗职工"],
  run: (call) => answerCourses(call),
};
