import { askWhich } from "../asking.ts";
import { answerCourses } from "../course-search.ts";
import { choice, say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** Not understood: says so and shows a way on. An ambiguous word in it is asked about first. */
export const unknown: Intent = {
  name: "unknown",
  examples: ["嘟嘟嘟", "。。。"],
  run: async (call) => {
    const { meaning, state } = call;
    const [question] = meaning.questions;
    if (question !== undefined) return askWhich(state, question);
    if (meaning.slots.place !== undefined) return answerCourses(call);
    if (state.pending?.slot === "place")
      return {
        state,
        draft: {
          parts: [say`没有认出这个地方。请写区县的名字，或者发位置给我；全省都可以就回复“全省”。`],
          choices: [choice(say`全省`), choice(say`线上课程`)],
          action: "clarify",
        },
      };
    return {
      state,
      draft: {
        parts: [say`没有听明白。请告诉我想学什么、在哪里学，比如：${setting("example", "双流有补贴的电焊班")}。`],
        choices: [choice(say`帮助`), choice(say`现在什么职业紧缺`)],
        action: "clarify",
      },
    };
  },
};
