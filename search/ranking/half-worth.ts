import { distanceMetres } from "../../src/kit/geo.ts";
import type { Places } from "../../src/places/place.ts";
import type { CourseQuery } from "../course-query.ts";
import type { Weights } from "./weights.ts";

/** This near to the middle of its county somebody is in the county seat. */
const SEAT_METRES = 8_000;

/**
 * How far somebody travels who looks around this point: a share of the radius they named, else little in a 市辖区, more in a county
 * seat, most in the country.
 * @returns metres at which a course counts half; undefined where nobody said from where
 */
export function halfWorthMetresOf(
  { near, radiusKm }: CourseQuery,
  places: Pick<Places, "nearestCounty">,
  weights: Weights,
): number | undefined {
  if (near === undefined) return undefined;
  if (radiusKm !== undefined) return radiusKm * 1000 * weights.of("distance", "asked_share");
  const county = places.nearestCounty(near);
  if (county?.name.endsWith("区") === true) return weights.of("distance", "town_km") * 1000;
  const isSeat = county?.point != null && distanceMetres(near, county.point) <= SEAT_METRES;
  return weights.of("distance", isSeat ? "seat_km" : "rural_km") * 1000;
}
