import type { SearchState } from "./search-state.ts";
import { MODE_NAMES, negatedSlots, placeSlots } from "./understand/schema-slots.ts";

/** The standing search under the names of the evaluation schema, as `meaning.state` of a reply shows it. */
export function schemaState(search: SearchState): Record<string, unknown> {
  const {
    occupations,
    topic,
    where,
    radiusKm,
    near,
    level,
    mode,
    atWork,
    schedule,
    wish,
    feeMaxFen,
    startsAfter,
    startsBefore,
    isHoliday,
    sort,
    group,
    age,
    negated,
  } = search;
  const names = occupations?.map(({ name }) => name);
  const all: Record<string, unknown> = {
    occupation: names !== undefined && names.length === 1 ? names[0] : names,
    course_topic: topic,
    ...(where?.kind === "place" ? placeSlots(where.place) : {}),
    near: near === true || where?.kind === "point" ? true : undefined,
    radius_km: radiusKm,
    level,
    mode: atWork === true ? "onsite" : mode === undefined ? undefined : MODE_NAMES[mode],
    schedule: schedule ?? (isHoliday === true ? "holiday" : undefined),
    free: wish === "free" ? true : undefined,
    subsidy: wish === "subsidised" ? true : undefined,
    price_max: feeMaxFen === undefined ? undefined : feeMaxFen / 100,
    date_from: isHoliday === true ? undefined : startsAfter,
    date_to: isHoliday === true ? undefined : startsBefore,
    sort: sort === "relevance" ? undefined : sort,
    group,
    age,
    negated: negated === undefined ? undefined : negatedSlots(negated),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
