import { encodeCursor } from "../search/cursor.ts";
import { NEAR_KM } from "../search/query-filter.ts";
import { coarsePoint, type Point } from "../src/kit/geo.ts";
import { isMinor } from "../src/people/minors.ts";
import type { Terms } from "../src/people/terms.ts";
import type { DialogueState, Results } from "./dialogue.ts";
import { without } from "./search-change.ts";
import { type SearchState, whereQuery } from "./search-state.ts";

/** Points of persons are rounded before anything sees them; those of zones and landmarks are public and not. */
const isOfPerson = (point: Point | undefined): boolean => {
  if (point === undefined) return false;
  const coarse = coarsePoint(point);
  return coarse.lat === point.lat && coarse.lng === point.lng;
};

/** What was looked for around the person goes on around the county they are in, as if they had named it. */
function aroundCounty(search: SearchState): SearchState {
  const { where } = search;
  if (where?.kind !== "point") return search;
  return {
    ...search,
    where: { kind: "place", place: where.county },
    near: true,
    radiusKm: search.radiusKm ?? NEAR_KM,
  };
}

/** The rest of the list is taken from that of the county, from the same place on. */
function withoutTheirPoint(results: Results, search: SearchState): Results {
  if (results.kind === "shortage" || !isOfPerson(results.query.near)) return results;
  const nextIn = (query: object): string | null =>
    results.next === null ? null : encodeCursor(results.ids.length, query);
  const { place, near, radiusKm } = whereQuery(search);
  const where = {
    ...(place !== undefined && { place }),
    ...(near !== undefined && { near }),
    ...(radiusKm !== undefined && { radiusKm }),
  };
  if (results.kind === "base") {
    const query = { ...without(results.query, ["near", "radiusKm"]), ...where };
    return { ...results, query, next: nextIn(query) };
  }
  const query = { ...without(results.query, ["near", "radiusKm"]), ...where };
  return { ...results, query, next: nextIn(query) };
}

/** The same dialogue without any trace of where the person is, finer than the county. */
export function withoutPoint(state: DialogueState): DialogueState {
  const { results } = state;
  const search = aroundCounty(state.search);
  return {
    ...without(state, ["home"]),
    search,
    ...(results !== undefined && { results: withoutTheirPoint(results, search) }),
  };
}

/** Who somebody is: not kept of children, nor of those who want no personal recommendations. */
function withoutWho(search: SearchState, { isPersonalised }: Terms): SearchState {
  const isChild = search.age !== undefined && isMinor(search.age);
  return isPersonalised && !isChild ? search : without(search, ["group", "age"]);
}

/** What of a dialogue may be written down on these terms. Where the person is stands elsewhere, or nowhere. */
export function keptState(state: DialogueState, terms: Terms): DialogueState {
  const kept = { ...without(state, ["home"]), search: withoutWho(state.search, terms) };
  return terms.mayKeepPlace ? kept : withoutPoint(kept);
}
