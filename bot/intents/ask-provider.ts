import { answerAboutCourse } from "../answer-about-course.ts";
import { answerBases } from "../base-search.ts";
import { answerCourses } from "../course-search.ts";
import { say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** 哪里有实训基地 asks for bases, 哪家机构教… for the courses that institutions give, 正不正规 for what is known of one. */
export const askProvider: Intent = {
  name: "ask_provider",
  examples: ["哪里有实训基地", "成都的公共实训基地", "有哪些培训机构"],
  run: (call) => {
    const { text, slots } = call.meaning;
    if (/实训|基地/.test(text)) return answerBases(call);
    if (slots.attribute !== "accreditation" || slots.occupations !== undefined || slots.topic !== undefined)
      return answerCourses(call);
    return answerAboutCourse(
      call,
      { asked: ["accreditation"] },
      {
        said: say`机构正不正规，看它有没有人社部门发的民办学校办学许可证，可以拨打 ${setting("hotline", "12333")} 报名字核实；没核实前不要先交钱。`,
      },
    );
  },
};
