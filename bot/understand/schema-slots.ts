import type { CourseMode } from "../../src/courses/course.ts";
import type { Place } from "../../src/places/place.ts";
import type { Question, Slots } from "./meaning.ts";

/** The schema tells three ways apart; a course of ours is held online, at a school, or both. */
export const MODE_NAMES: Readonly<Record<CourseMode, string>> = {
  online: "online",
  onsite: "offline",
  blended: "offline",
};

/** Slots under the names of the evaluation schema, as `meaning.slots` of a reply shows them. */
export function schemaSlots(slots: Slots, questions: readonly Question[] = []): Record<string, unknown> {
  const { occupations, leading, place, wish, ordinal, ordinals, negated, extras = [] } = slots;
  const named = (value: unknown): value is NonNullable<unknown> => value !== undefined;
  const all: Record<string, unknown> = {
    occupation:
      occupations === undefined
        ? leading?.name
        : occupations.length > 1
          ? occupations.map(({ name }) => name)
          : occupations[0]?.name,
    past_occupation: slots.pastOccupation?.name,
    course_topic: slots.topic,
    ...(place === undefined ? candidateSlots(questions) : placeSlots(place, slots.division)),
    near: slots.near,
    radius_km: slots.radiusKm,
    level: slots.level,
    mode: slots.atWork === true ? "onsite" : slots.mode === undefined ? undefined : MODE_NAMES[slots.mode],
    schedule: slots.schedule ?? (slots.isHoliday === true ? "holiday" : undefined),
    free: wish === "free" ? true : undefined,
    subsidy: wish === "subsidised" ? true : undefined,
    price_max: slots.feeMaxFen === undefined ? undefined : slots.feeMaxFen / 100,
    date_from: slots.isHoliday === true ? undefined : slots.startsAfter,
    date_to: slots.isHoliday === true ? undefined : slots.startsBefore,
    sort: slots.sort === "relevance" ? undefined : slots.sort,
    group: slots.group,
    attribute: slots.attribute,
    cert: slots.certificate,
    education: slots.education,
    age: slots.age,
    duration_max_days: slots.durationMaxDays,
    on_behalf: slots.onBehalf,
    headcount: slots.headcount,
    boarding: extras.includes("boarding") ? true : undefined,
    job_guarantee: extras.includes("job_guarantee") ? true : undefined,
    shortage: extras.includes("shortage") ? true : undefined,
    ordinal:
      ordinals !== undefined
        ? ordinals.map((each) => (each === "last" ? -1 : each))
        : ordinal === "this"
          ? undefined
          : ordinal === "last"
            ? -1
            : ordinal,
    negated: negated === undefined ? undefined : negatedSlots(negated),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => named(value)));
}

/** A name that several places bear: all of them, or for 高新区 the word itself. */
function candidateSlots(questions: readonly Question[]): Record<string, unknown> {
  const asked = questions.find(({ slot, isGuess }) => slot === "place" && !isGuess);
  if (asked === undefined) return {};
  const codes = asked.options.map(({ id }) => id).filter((id) => /^\d+$/.test(id));
  return codes.length > 0 ? { place_candidates: codes } : { place_zone: asked.said };
}

/** A zone has no division code of its own, a landmark is no division at all. */
export function placeSlots(
  place: Pick<Place, "kind" | "name" | "spoken" | "divisionCode"> | undefined,
  division?: string,
): Record<string, unknown> {
  if (place === undefined) return {};
  if (place.kind === "zone") return { place_zone: place.spoken ?? place.name };
  if (place.kind === "landmark")
    return { landmark: place.name, ...(division !== undefined && { place_code: division }) };
  return { place: place.name, place_code: place.divisionCode };
}

export const negatedSlots = ({
  occupation,
  place,
  mode,
  ...rest
}: NonNullable<Slots["negated"]>): Record<string, unknown> => ({
  ...(mode !== undefined && { mode: MODE_NAMES[mode] }),
  ...(occupation !== undefined && { occupation: occupation.name }),
  ...(place !== undefined && placeSlots(place)),
  ...rest,
});
