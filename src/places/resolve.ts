import { distanceMetres, type Point } from "../kit/geo.ts";
import { type Gazetteer, type Match, rankOf, spellingOf } from "./gazetteer.ts";
import type { Place, PlaceHints, PlaceResolution } from "./place.ts";

/** No place is said in more characters than this, parents included. */
const LONGEST = 40;
const AROUND = /(附近|周边|一带|境内|边上|那边|这边|主城区|市区|城区|县城|城里)$/;
const TOWARDS = /^(在|到|去|往)/;

/** Is `code` (a division, zone or landmark) the division `ancestor` or inside it? */
export function isWithin({ parents }: Gazetteer, code: string, ancestor: string): boolean {
  for (let next: string | undefined = code; next !== undefined; next = parents.get(next))
    if (next === ancestor) return true;
  return false;
}

const cityOf = (code: string): string => `${code.slice(0, 4)}00`;

/** A division contains what is inside it; a zone lies across counties, so what its whole city holds may be meant. */
const contains = (gazetteer: Gazetteer, outer: Place, inner: Place): boolean =>
  outer.id !== inner.id &&
  isWithin(gazetteer, inner.id, outer.kind === "zone" ? cityOf(outer.divisionCode) : outer.divisionCode);

/**
 * Reads a text as names from the large to the small (四川省|凉山州|西昌市, 成都|的|双流); every name must lie inside the one before it.
 * @returns what the last name may mean
 */
function readPath(gazetteer: Gazetteer, text: string, outer?: Place): Match[] {
  const found: Match[] = [];
  for (let end = text.length; end > 0; end--) {
    const named = (gazetteer.matches.get(text.slice(0, end)) ?? []).filter(
      ({ place }) => outer === undefined || contains(gazetteer, outer, place),
    );
    if (named.length === 0) continue;
    if (end === text.length) found.push(...named);
    else {
      const rest = text.slice(end).replace(/^的/, "");
      for (const { place } of named)
        if (place.kind !== "town" && place.kind !== "landmark") found.push(...readPath(gazetteer, rest, place));
    }
  }
  return found;
}

const spellings = (text: string): string[] => {
  const said = spellingOf(text);
  const bare = said.replace(TOWARDS, "").replace(AROUND, "");
  return bare === said || bare === "" ? [said] : [said, bare];
};

function matchesOf(gazetteer: Gazetteer, text: string): readonly Match[] {
  for (const said of spellings(text)) {
    if (said.length > LONGEST) continue;
    const code = gazetteer.places.get(said);
    if (code !== undefined) return [{ place: code, rank: rankOf("official") }];
    const named = gazetteer.matches.get(said) ?? readPath(gazetteer, said);
    if (named.length > 0) return named;
  }
  return [];
}

const strongest = (matches: readonly Match[]): Match[] => {
  const best = Math.max(...matches.map(({ rank }) => rank));
  return matches.filter(({ rank }) => rank === best);
};

/** The strongest readings inside the hint, or inside its city. A county of that name elsewhere is not traded for a mere town here. */
function narrowed(gazetteer: Gazetteer, matches: readonly Match[], within: string): Match[] {
  const top = strongest(matches);
  const isTownOrAbroad = (top[0]?.rank ?? 0) < rankOf("county, short");
  for (const area of [within, cityOf(within)]) {
    const inside = (group: readonly Match[]): Match[] =>
      group.filter(({ place }) => isWithin(gazetteer, place.id, area));
    const kept = inside(top);
    if (kept.length > 0) return kept;
    const weaker = isTownOrAbroad ? inside(matches) : [];
    if (weaker.length > 0) return strongest(weaker);
  }
  return top;
}

/** 吉林 is a province and a city in it: the larger one is meant. */
const outermost = (gazetteer: Gazetteer, places: readonly Place[]): Place | undefined =>
  places.find((outer) =>
    places.every((inner) => inner.id === outer.id || isWithin(gazetteer, inner.id, outer.divisionCode)),
  );

export function nearestOf(places: Iterable<Place>, point: Point): Place | undefined {
  let nearest: { place: Place; metres: number } | undefined;
  for (const place of places) {
    if (place.point === null) continue;
    const metres = distanceMetres(place.point, point);
    if (nearest === undefined || metres < nearest.metres) nearest = { place, metres };
  }
  return nearest?.place;
}

/** The order of evidence: parent in the text, parent named or standing elsewhere, nearness, uniqueness; else ask. */
export function resolvePlace(gazetteer: Gazetteer, text: string, hints: PlaceHints = {}): PlaceResolution {
  const matches = matchesOf(gazetteer, text);
  if (matches.length === 0) return { kind: "unknown" };
  const kept = hints.within === undefined ? strongest(matches) : narrowed(gazetteer, matches, hints.within);
  const places = [...new Map(kept.map(({ place }) => [place.id, place])).values()];
  const [only, ...others] = places;
  if (only === undefined) return { kind: "unknown" };
  if (others.length === 0) return { kind: "found", place: only };
  const meant = outermost(gazetteer, places) ?? (hints.near === undefined ? undefined : nearestOf(places, hints.near));
  return meant === undefined ? { kind: "ambiguous", candidates: places } : { kind: "found", place: meant };
}
