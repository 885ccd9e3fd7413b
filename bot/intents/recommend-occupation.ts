import { choice, say } from "../reply.ts";
import { noList, placeOfList, showList } from "../shortage-words.ts";
import type { Intent } from "./intent.ts";

/** No advice of our own: what a dated list says is short of hands, and the way to look further. */
export const recommendOccupation: Intent = {
  name: "recommend_occupation",
  examples: ["学什么好找工作", "我初中毕业，学点什么好", "女的适合学什么手艺"],
  run: async (call) => {
    const list = await call.services.shortage.latest(placeOfList(call));
    if (list === undefined || list.entries.length === 0) return noList(call);
    const outcome = showList(
      call,
      list,
      say`学什么得您自己拿主意，我能给您看的是哪些工种缺人。我没有您的情况和兴趣的资料，不替您打包票。\n`,
    );
    const { choices = [], parts } = outcome.draft;
    return {
      ...outcome,
      draft: {
        ...outcome.draft,
        parts: [...parts, say`也可以告诉我您喜欢做什么、人在哪里，我按这个找课。`],
        choices: [...choices, choice(say`附近有什么培训`)],
      },
    };
  },
};
