import type { Course } from "../../src/courses/course.ts";
import type { Occupation } from "../../src/occupations/occupation.ts";
import { spokenLevel } from "../../src/occupations/occupation.ts";
import { askOccupation, askWhich } from "../asking.ts";
import { citedSource, courseCard } from "../course-words.ts";
import { currentResults } from "../dialogue.ts";
import { choice, cite, joined, type Said, say } from "../reply.ts";
import type { Intent, IntentCall, Outcome } from "./intent.ts";

const MOST_COMPARED = 3;

function factsOf({ code, name, levels, industry, summary, source }: Occupation): Said {
  const field = (what: string, value: string): Said => cite("occupation", code, what, value);
  const grades = [...levels].sort((a, b) => b - a).map((level) => field("levels", spokenLevel(level)));
  return joined(
    [
      say`【${field("name", name)}】`,
      ...(summary === null ? [] : [say`做什么：${field("summary", summary)}`]),
      ...(industry === null ? [] : [say`行业：${field("industry", industry)}`]),
      grades.length === 0 ? say`技能等级：目录里没有登记。` : say`技能等级：${joined(grades, "、")}`,
      say`来源：${citedSource(source)}`,
    ],
    "\n",
  );
}

function compareOccupations(call: IntentCall, occupations: readonly Occupation[]): Outcome {
  return {
    state: call.state,
    draft: {
      parts: [
        joined(occupations.map(factsOf), "\n\n"),
        say`工资、累不累、好不好找工作，我没有可靠的数据，不替您下结论。想看哪一个的课？`,
      ],
      choices: occupations.map(({ code, name }) =>
        choice(say`找${cite("occupation", code, "name", name)}的课`, `${name}培训`),
      ),
      action: "answer",
    },
  };
}

/** The items that were pointed at, else the first two of the list on the screen. */
function idsToCompare({ meaning, state, now }: IntentCall): string[] {
  const results = currentResults(state, now);
  if (results?.kind !== "course") return [];
  const { ids, pageStart } = results;
  const pointed = (meaning.slots.ordinals ?? []).flatMap((ordinal) =>
    ordinal === "last" ? ids.slice(-1) : typeof ordinal === "number" ? ids.slice(ordinal - 1, ordinal) : [],
  );
  const chosen = [...new Set(pointed)];
  return (chosen.length >= 2 ? chosen : ids.slice(pageStart, pageStart + 2)).slice(0, MOST_COMPARED);
}

async function compareCourses(call: IntentCall, ids: readonly string[]): Promise<Outcome> {
  const { services, state, now, today } = call;
  const results = currentResults(state, now);
  const found = await services.courses.publishedByIds([...ids], now);
  const courses = ids.flatMap((id): Course[] => {
    const course = found.get(id);
    return course === undefined ? [] : [course];
  });
  const cards = courses.map((course) =>
    courseCard({ course, distanceMetres: null }, (results?.ids.indexOf(course.id) ?? 0) + 1, today),
  );
  return {
    state,
    draft: {
      parts: [
        say`放在一起给您看，时间、学费、补贴都是机构登记的：`,
        ...cards,
        say`回复序号看详情和怎么报名；要近的、便宜的或者开得早的，说一声我重新排。`,
      ],
      choices: [choice(say`便宜点的`), choice(say`早点开班的`)],
      action: "answer",
    },
  };
}

/** Two things side by side, from their records; which is better is for the person to say. */
export const compare: Intent = {
  name: "compare",
  examples: ["电工和焊工哪个好", "第一个和第三个哪个划算", "月嫂和养老护理有什么区别"],
  run: async (call) => {
    const { meaning, services, state } = call;
    const named = (meaning.slots.occupations ?? []).flatMap(({ code }): Occupation[] => {
      const occupation = services.occupations.byCode(code);
      return occupation === undefined ? [] : [occupation];
    });
    if (named.length >= 2) return compareOccupations(call, named.slice(0, MOST_COMPARED));
    const ids = idsToCompare(call);
    if (ids.length >= 2) return compareCourses(call, ids);
    const [question] = meaning.questions;
    if (question !== undefined) return askWhich(state, question);
    const standing = state.search.occupations?.flatMap(({ code }) => services.occupations.byCode(code) ?? []) ?? [];
    const both = [...standing, ...named];
    return both.length >= 2 ? compareOccupations(call, both.slice(0, MOST_COMPARED)) : askOccupation(state, undefined);
  },
};
