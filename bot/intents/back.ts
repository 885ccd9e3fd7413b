import { PAGE_SIZE } from "../course-search.ts";
import { courseCard } from "../course-words.ts";
import { applyOp, currentResults } from "../dialogue.ts";
import { noItemReply } from "../list-item.ts";
import { choice, say } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** The page before, from the ids that were shown: nothing is searched again. */
export const back: Intent = {
  name: "back",
  examples: ["返回", "上一页"],
  run: async (call) => {
    const { state, services, now, today } = call;
    const results = currentResults(state, now);
    if (results === undefined || results.kind !== "course" || results.ids.length === 0)
      return noItemReply(call, { kind: "noList" });
    // with an item on the screen, back is to the list it came from
    const pageStart = state.selected === undefined ? Math.max(0, results.pageStart - PAGE_SIZE) : results.pageStart;
    const ids = results.ids.slice(pageStart, pageStart + PAGE_SIZE);
    const courses = await services.courses.publishedByIds(ids, now);
    const cards = ids.flatMap((id, index) => {
      const course = courses.get(id);
      return course === undefined ? [] : [courseCard({ course, distanceMetres: null }, pageStart + index + 1, today)];
    });
    return {
      state: applyOp(state, { op: "show", results: { ...results, pageStart } }),
      draft: { parts: [say`前面的课程：`, ...cards], choices: [choice(say`更多`)], action: "answer" },
    };
  },
};
