import { NEAR_KM } from "../search/query-filter.ts";
import { COURSE_MODE_NAMES, COURSE_SCHEDULE_NAMES } from "../src/courses/course.ts";
import { type LocalDate, spokenDate } from "../src/kit/clock.ts";
import { spokenFee } from "../src/kit/money.ts";
import { spokenLevel } from "../src/occupations/occupation.ts";
import { cite, joined, type Said, say } from "./reply.ts";
import { courseQueryOf, type SearchState } from "./search-state.ts";

const part = (field: string, value: string | number): Said => cite("search", "current", field, value);

const SORT_NAMES = {
  relevance: "",
  nearest: "近的在前",
  soonest: "开班早的在前",
  cheapest: "便宜的在前",
  shortest: "学时短的在前",
};

export function spokenWhereOf({ where, radiusKm }: SearchState): Said | undefined {
  if (where === undefined) return undefined;
  const within = (name: Said, km: number): Said => say`${name} ${part("radiusKm", km)} 公里内`;
  if (where.kind === "point")
    return within(
      say`您的位置（${cite("place", where.county.id, "fullName", where.county.fullName)}）`,
      radiusKm ?? NEAR_KM,
    );
  const name = cite("place", where.place.id, "fullName", where.place.fullName);
  const query = courseQueryOf({ where, ...(radiusKm !== undefined && { radiusKm }) });
  return query.near === undefined ? name : within(name, query.radiusKm ?? NEAR_KM);
}

function spokenDates({ startsAfter, startsBefore }: SearchState, today: LocalDate): Said | undefined {
  const from = startsAfter === undefined ? undefined : part("startsAfter", spokenDate(startsAfter, today));
  const to = startsBefore === undefined ? undefined : part("startsBefore", spokenDate(startsBefore, today));
  if (from !== undefined && to !== undefined) return from.text === to.text ? say`${from}开班` : say`${from}到${to}开班`;
  if (from !== undefined) return say`${from}以后开班`;
  return to === undefined ? undefined : say`${to}以前开班`;
}

/** 不要线上, 不去乐山市, 不学焊工 */
function spokenRefusals({ negated = {} }: SearchState): Said | undefined {
  const { occupation, place, mode, schedule, level } = negated;
  const said: (Said | undefined)[] = [
    occupation === undefined ? undefined : say`不学${cite("occupation", occupation.code, "name", occupation.name)}`,
    place === undefined ? undefined : say`不去${cite("place", place.id, "fullName", place.fullName)}`,
    mode === undefined ? undefined : say`不要${part("refusedMode", COURSE_MODE_NAMES[mode])}的`,
    schedule === undefined ? undefined : say`不要${part("refusedSchedule", COURSE_SCHEDULE_NAMES[schedule])}的`,
    level === undefined ? undefined : say`不要${part("refusedLevel", spokenLevel(level))}的`,
  ];
  const known = said.filter((each): each is Said => each !== undefined);
  return known.length === 0 ? undefined : joined(known, " · ");
}

/** What is known so far: 焊工 · 成都市双流区 · 有补贴. @returns undefined when nothing has been said */
export function spokenKnown(search: SearchState, today: LocalDate): Said | undefined {
  const { occupations, topic, level, mode, schedule, wish, feeMaxFen, sort } = search;
  const parts: (Said | undefined)[] = [
    occupations === undefined
      ? topic === undefined
        ? undefined
        : say`“${part("q", topic)}”`
      : joined(
          occupations.map(({ code, name }) => cite("occupation", code, "name", name)),
          "或",
        ),
    mode === "online" ? undefined : spokenWhereOf(search),
    level === undefined ? undefined : part("level", spokenLevel(level)),
    mode === undefined ? undefined : part("mode", COURSE_MODE_NAMES[mode]),
    schedule === undefined ? undefined : part("schedule", COURSE_SCHEDULE_NAMES[schedule]),
    wish === undefined ? undefined : wish === "free" ? say`免费` : say`有补贴`,
    feeMaxFen === undefined || wish === "free" ? undefined : say`${part("feeMaxFen", spokenFee(feeMaxFen))}以内`,
    spokenDates(search, today),
    spokenRefusals(search),
    sort === undefined || sort === "relevance" ? undefined : part("sort", SORT_NAMES[sort]),
  ];
  const said = parts.filter((each): each is Said => each !== undefined);
  return said.length === 0 ? undefined : joined(said, " · ");
}

/** The whole state in words. What is shown back can be said again and changes nothing. */
export const spokenSearch = (search: SearchState, today: LocalDate): Said =>
  spokenKnown(search, today) ?? say`全省的课程`;
