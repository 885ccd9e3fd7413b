import type { Factor } from "../../search/ranking/factors.ts";
import type { CourseHit, CoursePage } from "../../search/search-service.ts";
import { spokenTitle } from "../course-words.ts";
import { currentResults } from "../dialogue.ts";
import { itemOf, noItemReply } from "../list-item.ts";
import { type Choice, choice, cite, joined, type Said, say, setting } from "../reply.ts";
import type { Intent, IntentCall, Outcome } from "./intent.ts";

/** Explained at once: more is a lecture. */
const MOST_EXPLAINED = 3;

const SORTS: readonly Choice[] = [choice(say`离我近的在前`), choice(say`便宜的在前`), choice(say`开班早的在前`)];

const reasonOf = ({ course }: CourseHit, { factor, reason }: Factor, since: string): Said =>
  joined(
    reason.map((part) =>
      typeof part === "string"
        ? cite("ranking", since, factor, part)
        : cite("course", course.id, part.field, part.value),
    ),
    "",
  );

/** 1. 电焊工班：很快开班，11月30日；机构写明有补贴。不足：离得有点远，约 12 公里 */
function whySaid(hit: CourseHit, ordinal: number, since: string): Said {
  const { strengths, weakness } = hit.why();
  const good = strengths.map((factor) => reasonOf(hit, factor, since));
  const parts = [
    ...(good.length > 0 ? [joined(good, "；")] : []),
    ...(weakness === undefined ? [] : [say`不足：${reasonOf(hit, weakness, since)}`]),
  ];
  return say`${setting("number", ordinal)}. ${spokenTitle(hit.course)}：${joined(parts, "。")}`;
}

const rules = ({ weightsSince }: CoursePage, isOwnSort: boolean): Said => {
  const rule = isOwnSort
    ? say`这个列表是按您说的次序排的。`
    : say`排序看职业对不对得上、远近、有没有补贴、开班早晚、是不是急需紧缺、信息全不全；前五门里同一家机构不超过两门。`;
  return say`${rule}谁也不能花钱往前排。规则公开，${cite("ranking", weightsSince, "since", weightsSince)} 起用这一版，网页 /ranking 可以看。`;
};

async function explain(call: IntentCall): Promise<Outcome> {
  const { state, services, now, signal } = call;
  const results = currentResults(state, now);
  if (results?.kind !== "course" || results.ids.length === 0) return noItemReply(call, { kind: "noList" });
  const item = itemOf(call);
  const pointed = item.kind === "item" && item.ordinal !== undefined ? [item.id] : undefined;
  const ids = pointed ?? results.ids.slice(results.pageStart, results.pageStart + MOST_EXPLAINED);
  const page = await services.search.courses(results.query, { limit: results.ids.length }, now, signal);
  const hits = page.items.filter(({ course }) => ids.includes(course.id));
  const lines = hits.map((hit) => whySaid(hit, results.ids.indexOf(hit.course.id) + 1, page.weightsSince));
  const isOwnSort = results.query.sort !== undefined && results.query.sort !== "relevance";
  return {
    state,
    draft: {
      parts: [
        ...(lines.length > 0 ? [joined(lines, "\n")] : [say`列表里的课程刚刚有变动，请重新查一次。`]),
        rules(page, isOwnSort),
      ],
      choices: SORTS,
      action: "answer",
      isDegraded: page.degraded,
    },
  };
}

/** Why the courses on the screen stand where they stand (A01). */
export const whyRecommended: Intent = {
  name: "why_recommended",
  examples: ["为什么推荐这几个", "为什么推荐", "第一个凭什么排第一", "是不是交了钱才排前面的", "怎么排的序"],
  run: explain,
};
