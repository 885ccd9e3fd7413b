import { choice, say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** Polite, short, with what can be done here; jobs get the place that has them. */
export const outOfScope: Intent = {
  name: "out_of_scope",
  examples: ["今天天气怎么样", "给我写一首诗", "帮我找个工作"],
  run: async ({ meaning, state }) => {
    const isJob = /工作|招聘|招工|招人|应聘|简历|岗位|活路|招/.test(meaning.text);
    return {
      state,
      draft: {
        parts: [
          isJob
            ? say`找工作的事我办不了，请到当地公共就业服务窗口或拨打 ${setting("hotline", "12333")}。我可以帮您找能学技术的培训班。`
            : say`这个我帮不上忙。我只会找四川的职业技能培训课程，比如：${setting("example", "双流有补贴的电焊班")}。`,
        ],
        choices: [choice(say`帮助`)],
        action: "refuse",
      },
    };
  },
};
