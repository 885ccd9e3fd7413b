import type { Slots } from "./meaning.ts";

/** Slots under the names of the evaluation schema, as `meaning.slots` of a reply shows them. */
export function schemaSlots(slots: Slots): Record<string, unknown> {
  const { occupations, place, wish, ordinal, negated } = slots;
  const named = (value: unknown): value is NonNullable<unknown> => value !== undefined;
  const all: Record<string, unknown> = {
    occupation:
      occupations === undefined
        ? undefined
        : occupations.length > 1
          ? occupations.map(({ name }) => name)
          : occupations[0]?.name,
    past_occupation: slots.pastOccupation?.name,
    course_topic: slots.topic,
    ...placeSlots(place),
    near: slots.near,
    radius_km: slots.radiusKm,
    level: slots.level,
    mode: slots.mode,
    schedule: slots.schedule,
    free: wish === "free" ? true : undefined,
    subsidy: wish === "subsidised" ? true : undefined,
    price_max: slots.feeMaxFen === undefined ? undefined : slots.feeMaxFen / 100,
    date_from: slots.startsAfter,
    date_to: slots.startsBefore,
    sort: slots.sort === "relevance" ? undefined : slots.sort,
    group: slots.group,
    ordinal: ordinal === "this" ? undefined : ordinal === "last" ? -1 : ordinal,
    negated: negated === undefined ? undefined : negatedSlots(negated),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => named(value)));
}

/** A zone has no division code of its own, a landmark is no division at all. */
export function placeSlots(
  place: { kind: string; name: string; divisionCode: string } | undefined,
): Record<string, unknown> {
  if (place === undefined) return {};
  if (place.kind === "zone") return { place_zone: place.name };
  if (place.kind === "landmark") return { landmark: place.name, place_code: place.divisionCode };
  return { place: place.name, place_code: place.divisionCode };
}

const negatedSlots = ({ occupation, place, ...rest }: NonNullable<Slots["negated"]>): Record<string, unknown> => ({
  ...(occupation !== undefined && { occupation: occupation.name }),
  ...(place !== undefined && placeSlots(place)),
  ...rest,
});
