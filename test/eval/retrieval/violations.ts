// Hard conditions that a shown course breaks, held against its row. Written apart from the search, which must not be its own witness. Pure.
import type { CourseQuery } from "../../../search/course-query.ts";
import type { Course } from "../../../src/courses/course.ts";
import type { LocalDate } from "../../../src/kit/clock.ts";
import { distanceMetres } from "../../../src/kit/geo.ts";
import type { Places as AllPlaces } from "../../../src/places/place.ts";
import type { OurAnswer } from "./our-answer.ts";

type Places = Pick<AllPlaces, "isWithin">;

const NEAR_KM = 30;
const SAYS_FURTHER = /放宽到 (\d+) 公里/;

/** Where it was asked to look; or as far around as the answer says it has looked. */
function whereOf({ wanted, searched, text }: OurAnswer): Pick<CourseQuery, "place" | "near" | "radiusKm"> {
  const [, km] = SAYS_FURTHER.exec(text) ?? [];
  return km === undefined ? (wanted ?? {}) : { ...searched, radiusKm: Number(km) };
}

function isElsewhere(answer: OurAnswer, { site }: Course, places: Places): boolean {
  const { place, near, radiusKm = NEAR_KM } = whereOf(answer);
  if (site === null) return place !== undefined || near !== undefined;
  const isOutside = place !== undefined && !places.isWithin(site.divisionCode.slice(0, 6), place.slice(0, 6));
  return isOutside || (near !== undefined && distanceMetres(near, site.point) > radiusKm * 1000);
}

const isTooSoonOrLate = ({ startsAfter, startsBefore }: CourseQuery, { sessions }: Course, today: LocalDate): boolean =>
  !sessions.some(
    ({ startsOn, seatsLeft }) =>
      seatsLeft > 0 &&
      startsOn >= today &&
      (startsAfter === undefined || startsOn >= startsAfter) &&
      (startsBefore === undefined || startsOn <= startsBefore),
  );

/** A blended course is a bit of both, so it breaks neither wish. */
const isTaughtOtherwise = (wanted: Course["mode"] | undefined, { mode }: Course): boolean =>
  wanted !== undefined && mode !== wanted && (wanted === "blended" || mode !== "blended");

function isRefused({ refused = {} }: CourseQuery, course: Course, places: Places): boolean {
  const { occupation, place, mode, schedule, level } = refused;
  const county = course.site?.divisionCode.slice(0, 6);
  return (
    course.occupationCode === occupation ||
    course.mode === mode ||
    course.schedule === schedule ||
    (level !== undefined && course.level === level) ||
    (place !== undefined && county !== undefined && places.isWithin(county, place.slice(0, 6)))
  );
}

/** Conditions that the answer says it has let go of, after saying that nothing meets all of them. */
const SAID_TO_BE_LET_GO: readonly (readonly [words: RegExp, conditions: readonly string[]])[] = [
  [/没有找到.*开班时间不限的话/s, ["dates"]],
  [/没有找到.*上课时间不限的话/s, ["schedule"]],
  [/没有找到.*等级不限的话/s, ["level"]],
  [/没有找到.*(?:价格不限|不一定免费、有补贴)的话/s, ["fee"]],
  [/没有找到.*不一定有补贴的话/s, ["subsidy"]],
];

/** Names of the conditions that a course breaks, but for those the answer says it has let go of. What the course does not state (null) breaks nothing. */
export function brokenBy(answer: OurAnswer, course: Course, places: Places, today: LocalDate): string[] {
  const wanted = answer.wanted ?? {};
  const { level, schedule, feeMaxFen, subsidised, mode } = wanted;
  const conditions: Record<string, boolean> = {
    place: isElsewhere(answer, course, places),
    mode: isTaughtOtherwise(mode, course),
    level: level !== undefined && course.level !== null && course.level !== level,
    schedule: schedule !== undefined && course.schedule !== schedule,
    fee: feeMaxFen !== undefined && course.feeFen > feeMaxFen,
    subsidy: subsidised !== undefined && course.isSubsidised !== null && course.isSubsidised !== subsidised,
    dates: isTooSoonOrLate(wanted, course, today),
    refused: isRefused(wanted, course, places),
  };
  const letGo = SAID_TO_BE_LET_GO.flatMap(([words, names]) => (words.test(answer.text) ? names : []));
  return Object.keys(conditions).filter((name) => conditions[name] === true && !letGo.includes(name));
}
