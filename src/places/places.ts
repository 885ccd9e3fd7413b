import type { Database } from "../kit/database.ts";
import { buildGazetteer, type Gazetteer, type Match, rankOf } from "./gazetteer.ts";
import { ORDINARY_WORDS } from "./ordinary-words.ts";
import type { PlaceName, Places } from "./place.ts";
import { loadPlaceRows } from "./place-store.ts";
import { isWithin, nearestOf, resolvePlace } from "./resolve.ts";

const WEAK = new Set([rankOf("town, short"), rankOf("outside county, short")]);

/** A name no text may be read as without a cue: an ordinary word, a single character (川), or a town's or far county's short name. */
const needsCue = (name: string, matches: readonly Match[]): boolean =>
  name.length === 1 || ORDINARY_WORDS.has(name) || matches.every(({ rank }) => WEAK.has(rank));

const namesOf = ({ matches }: Gazetteer): PlaceName[] =>
  [...matches].map(([name, found]) => ({
    name,
    places: found.map(({ place }) => place),
    needsCue: needsCue(name, found),
  }));

/** Reads all places and holds them in memory. New or changed places are seen after the next load. */
export async function loadPlaces(db: Database): Promise<Places> {
  const gazetteer = buildGazetteer(await loadPlaceRows(db));
  const names = namesOf(gazetteer);
  const counties = [...gazetteer.places.values()].filter(({ kind }) => kind === "county");
  return {
    byCode: (code) => gazetteer.places.get(code),
    isWithin: (code, ancestor) => isWithin(gazetteer, code, ancestor),
    cityOf: (code) => `${code.slice(0, 4)}00`,
    names: () => names,
    resolve: (text, hints) => resolvePlace(gazetteer, text, hints),
    nearestCounty: (point) => nearestOf(counties, point),
  };
}
