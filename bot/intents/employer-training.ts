import { answerCourses } from "../course-search.ts";
import { choice, say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** A firm that wants its people trained: the courses there are, and who knows about training for firms. */
export const employerTraining: Intent = {
  name: "employer_training",
  examples: ["我们厂想给三十个工人培训焊工", "公司想组织员工考证", "能不能到厂里来培训"],
  run: async (call) => {
    const outcome = await answerCourses(call);
    const { parts, choices = [] } = outcome.draft;
    return {
      ...outcome,
      draft: {
        ...outcome.draft,
        parts: [
          ...parts,
          say`单位组织职工培训：开班时间、能不能到厂里上课，直接和机构谈；企业的培训补贴和新型学徒制怎么申报，请拨打 ${setting("hotline", "12333")} 问当地人社部门，我这里不办申报。`,
        ],
        choices: [...choices, choice(say`转人工`)].slice(0, 4),
      },
    };
  },
};
