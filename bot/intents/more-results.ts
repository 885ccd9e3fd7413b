import { moreBases } from "../base-search.ts";
import { moreCourses } from "../course-search.ts";
import { currentResults } from "../dialogue.ts";
import { noItemReply } from "../list-item.ts";
import { choice, say } from "../reply.ts";
import type { Intent } from "./intent.ts";

export const moreResults: Intent = {
  name: "more_results",
  examples: ["更多", "还有没有别的", "下一页"],
  run: async (call) => {
    const results = currentResults(call.state, call.now);
    if (results === undefined || results.kind === "shortage") return noItemReply(call, { kind: "noList" });
    if (results.next === null)
      return {
        state: call.state,
        draft: {
          parts: [say`没有更多了，符合条件的都在上面。可以换个条件，或者回复“有新的就告诉我”。`],
          choices: [choice(say`有新的就告诉我`)],
          action: "answer",
        },
      };
    return results.kind === "course"
      ? moreCourses(call, results, results.next)
      : moreBases(call, results, results.next);
  },
};
