import type { Occupation } from "../../src/occupations/occupation.ts";
import { spokenLevel } from "../../src/occupations/occupation.ts";
import { askOccupation, askWhich } from "../asking.ts";
import { citedSource } from "../course-words.ts";
import { choice, cite, joined, type Said, say } from "../reply.ts";
import type { Intent } from "./intent.ts";

const MOST_ALIASES = 8;

function describe({ code, name, levels, industry, summary, aliases, source }: Occupation): Said {
  const field = (what: string, value: string): Said => cite("occupation", code, what, value);
  const grades = [...levels].sort((a, b) => b - a).map((level) => field("levels", spokenLevel(level)));
  return joined(
    [
      say`${field("name", name)}（职业编码 ${field("code", code)}）`,
      ...(summary === null ? [] : [say`做什么：${field("summary", summary)}`]),
      ...(industry === null ? [] : [say`行业：${field("industry", industry)}`]),
      grades.length === 0 ? say`技能等级：目录里没有登记。` : say`技能等级：${joined(grades, "、")}`,
      ...(aliases.length === 0
        ? []
        : [
            say`也叫：${joined(
              aliases.slice(0, MOST_ALIASES).map((alias) => field("aliases", alias)),
              "、",
            )}`,
          ]),
      say`来源：${citedSource(source)}`,
    ],
    "\n",
  );
}

export const askOccupationInfo: Intent = {
  name: "ask_occupation_info",
  examples: ["养老护理员是做什么的", "焊工有哪些等级", "电工职业编码"],
  run: async ({ meaning, state, services }) => {
    const [question] = meaning.questions;
    if (question !== undefined) return askWhich(state, question);
    const [named] = meaning.slots.occupations ?? state.search.occupations ?? [];
    const occupation = named === undefined ? undefined : services.occupations.byCode(named.code);
    if (occupation === undefined) return askOccupation(state, undefined);
    return {
      state,
      draft: {
        parts: [describe(occupation)],
        choices: [
          choice(say`找${cite("occupation", occupation.code, "name", occupation.name)}的课`, `${occupation.name}培训`),
        ],
        action: "answer",
      },
    };
  },
};
