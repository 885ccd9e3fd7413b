import { answerBases } from "../base-search.ts";
import { answerCourses } from "../course-search.ts";
import type { Intent } from "./intent.ts";

/** 哪里有实训基地 asks for bases; 哪家机构教… for the courses that institutions give. */
export const askProvider: Intent = {
  name: "ask_provider",
  examples: ["哪里有实训基地", "成都的公共实训基地", "有哪些培训机构"],
  run: (call) => (/实训|基地/.test(call.meaning.text) ? answerBases(call) : answerCourses(call)),
};
