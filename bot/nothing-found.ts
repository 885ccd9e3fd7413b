import { isDeepStrictEqual } from "node:util";
import type { CourseQuery } from "../search/course-query.ts";
import { NEAR_KM } from "../search/query-filter.ts";
import type { CoursePage } from "../search/search-service.ts";
import { applyOp, type DialogueState } from "./dialogue.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { relatedWays } from "./related-occupations.ts";
import { type Choice, choice, cite, say, setting } from "./reply.ts";
import { type SearchState, WIDER_KM } from "./search-state.ts";
import { spokenSearch } from "./search-words.ts";

/** One condition to let go of, each as the words that do it. */
function wayOut(search: SearchState, call: IntentCall): Choice[] {
  const { where, radiusKm, startsAfter, startsBefore, schedule, feeMaxFen, wish, level, mode, negated } = search;
  const ways: Choice[] = [];
  if (startsAfter !== undefined || startsBefore !== undefined || schedule !== undefined)
    ways.push(choice(say`不限时间`));
  if (wish === "free") ways.push(choice(say`不要求免费，有补贴就行`, "有补贴的"));
  else if (feeMaxFen !== undefined) ways.push(choice(say`不限价格`));
  else if (wish !== undefined) ways.push(choice(say`不限补贴`));
  if (level !== undefined) ways.push(choice(say`不限等级`));
  const isRound =
    where?.kind === "point" ||
    radiusKm !== undefined ||
    where?.place.kind === "zone" ||
    where?.place.kind === "landmark";
  if (where !== undefined && isRound && (radiusKm ?? NEAR_KM) < WIDER_KM)
    ways.push(choice(say`放宽到 ${setting("radiusKm", WIDER_KM)} 公里`, `${WIDER_KM}公里以内`));
  else if (where?.kind === "place") {
    const city = call.services.places.byCode(call.services.places.cityOf(where.place.divisionCode));
    if (city !== undefined && city.id !== where.place.id)
      ways.push(choice(say`看${cite("place", city.id, "name", city.name)}的`, city.name));
    else ways.push(choice(say`全省`));
  }
  if (mode === undefined && negated?.mode !== "online") ways.push(choice(say`线上课程`));
  return ways.slice(0, 4);
}

/** The same was looked for just now, and there was nothing. */
const wasEmpty = ({ state: { results } }: IntentCall, query: CourseQuery): boolean =>
  results?.kind === "course" && results.ids.length === 0 && isDeepStrictEqual(results.query, query);

/**
 * An empty answer says so, says what was asked, and offers what can be done: a name that sounds alike, a related occupation, one
 * condition less, online, leaving word that somebody wants it, or news.
 */
export async function nothingFound(
  call: IntentCall,
  state: DialogueState,
  query: CourseQuery,
  { degraded: isDegraded, didYouMean }: Pick<CoursePage, "degraded" | "didYouMean">,
): Promise<Outcome> {
  const related = await relatedWays(call, query);
  const shownAt = call.now.toISOString();
  const results = { kind: "course" as const, query, ids: [], pageStart: 0, next: null, shownAt };
  return {
    state: applyOp(state, { op: "show", results }),
    draft: {
      parts: [
        say`${wasEmpty(call, query) ? say`还是` : say``}没有找到符合的课程：${spokenSearch(state.search, call.today)}。`,
        say`${isDegraded ? say`（查找服务正在恢复，结果可能不全。）` : say``}可以放宽一个条件再找；回复“登记需求”，让机构知道这里有人想学；回复“有新的就告诉我”，一有这样的班就通知您。`,
      ],
      choices: [
        ...didYouMean.map((name) => choice(say`找${cite("search", "current", "didYouMean", name)}`, name)),
        ...related,
        ...wayOut(state.search, call),
        choice(say`登记需求`),
        choice(say`有新的就告诉我`),
      ],
      action: "answer",
      isDegraded,
    },
  };
}
