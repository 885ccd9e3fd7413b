import type { OccupationCode } from "../../src/occupations/occupation.ts";
import type { Place, PlaceHints, PlaceResolution, Places } from "../../src/places/place.ts";
import { around, type Clause } from "./clauses.ts";
import { type Role, roleOfOccupation, roleOfPlace } from "./grammars/role.ts";
import type { Lexicon } from "./lexicon.ts";
import type { OccupationHit } from "./match.ts";
import type { NamedOccupation, Question, Slots } from "./meaning.ts";

/** Slots and questions that come from named things. */
export interface Mentions {
  slots: Slots;
  questions: Question[];
}

interface Spanned {
  start: number;
  end: number;
}

const MOST_OPTIONS = 3;

/** 咖啡吧: nothing but the name between two pauses. */
const isAlone = (text: string, clauses: readonly Clause[], { start, end }: Spanned): boolean => {
  const { before, after } = around(text, clauses, start, end);
  return /^(?:那|就|还是|换|要|学|我要|我想)?$/.test(before) && /^(?:吧|嘛|呢|的|先|班|也行|也可以|好了)?$/.test(after);
};

/** Two names side by side are one wish: 电工和焊工, 茶艺或者咖啡, 种菜+网上卖菜. */
const JOINED = /^(?:的)?(?:和|或者?|跟|与|还有|及|以及|、|\+|\/|,|，|还是|或是|同)(?:学|考|者)?$/;

/**
 * Reads the occupations of a message: wanted, refused or done before; a word with several readings becomes a question.
 * @param groups what says who somebody is: 我是种地的 names no wish
 */
export function readOccupations(
  text: string,
  clauses: readonly Clause[],
  hits: readonly OccupationHit[],
  lexicon: Lexicon,
  groups: readonly Spanned[] = [],
): Mentions {
  const named = (code: OccupationCode): NamedOccupation => ({ code, name: lexicon.occupationName(code) });
  const told = hits
    .map((hit, at) => {
      const role = roleOfOccupation(text, clauses, hit.start, hit.end);
      // 双流的无人机班——打错，新津的 takes back the place, for no other occupation follows
      return { hit, role: role === "corrected" && at === hits.length - 1 ? ("wanted" as const) : role };
    })
    .filter(
      ({ hit, role }) => role !== "named" || !groups.some((each) => hit.start < each.end && each.start < hit.end),
    );
  const isStrong = told.some(({ role }) => role === "wanted");
  const joins = (at: number): boolean => {
    const [here, before, after] = [told[at], told[at - 1], told[at + 1]];
    if (here === undefined) return false;
    const beside = (a: typeof here, b: typeof here): boolean => JOINED.test(text.slice(a.hit.end, b.hit.start));
    const isSaid = (role: Role | undefined): boolean => role === "wanted" || role === "named";
    return (
      (before !== undefined && isSaid(before.role) && beside(before, here)) ||
      (after !== undefined && isSaid(after.role) && beside(here, after))
    );
  };
  /** 做衣服踩缝纫机, 做糕点 裱花: side by side without a word between, the second says it more exactly. */
  const isSaidAgain = (at: number): boolean => {
    const [here, after] = [told[at], told[at + 1]];
    return (
      here !== undefined &&
      after !== undefined &&
      (after.role === "wanted" || after.role === "named") &&
      /^ ?$/.test(text.slice(here.hit.end, after.hit.start)) &&
      !/[工师员]$/.test(here.hit.entry.name) // 电工焊工 are two
    );
  };
  const wanted: NamedOccupation[] = [];
  const questions: Question[] = [];
  const slots: Slots = {};
  for (const [at, { hit, role }] of told.entries()) {
    const { entry } = hit;
    const occupations = entry.codes.map(named);
    const [first] = occupations;
    if (first === undefined || role === "corrected") continue;
    if (entry.needsCue === true && role === "named" && !joins(at) && !isAlone(text, clauses, hit)) continue;
    if (role === "negated") slots.negated = { occupation: first };
    else if (role === "past") slots.pastOccupation = first;
    else if (role === "named" && isStrong && !joins(at)) continue;
    else if (isSaidAgain(at)) continue;
    else if (occupations.length === 1) wanted.push(withSaid(first, entry));
    else {
      slots.leading ??= first;
      questions.push({
        slot: "occupation",
        said: entry.name,
        text: entry.question,
        options: occupations.slice(0, MOST_OPTIONS).map(({ code, name }) => ({ id: code, name })),
        isGuess: false,
      });
    }
  }
  // 学焊工还是护工: the clear one is searched for, nobody is asked about the other
  if (wanted.length > 0) {
    delete slots.leading;
    return { slots: { ...slots, occupations: distinct(wanted) }, questions: [] };
  }
  return { slots, questions: questions.slice(0, 1) };
}

const withSaid = (occupation: NamedOccupation, { name }: OccupationHit["entry"]): NamedOccupation =>
  name === occupation.name.toLowerCase() ? occupation : { ...occupation, said: name };

const distinct = (occupations: readonly NamedOccupation[]): NamedOccupation[] =>
  [...new Map(occupations.map((occupation) => [occupation.code, occupation])).values()].slice(0, 8);

/** Where a name stands elsewhere in China too, the one in Sichuan is meant. */
const nearHome = (candidates: readonly Place[]): Place[] => {
  const here = candidates.filter(({ isInSichuan }) => isInSichuan);
  return here.length > 0 ? here : [...candidates];
};

const placeQuestion = (said: string, candidates: readonly Place[]): Question => ({
  slot: "place",
  said,
  text: null,
  options: nearHome(candidates)
    .slice(0, MOST_OPTIONS)
    .map(({ id, fullName }) => ({ id, name: fullName })),
  isGuess: false,
});

/** Ambiguity between one place here and some far away is none. */
export function settled(resolution: PlaceResolution): PlaceResolution {
  if (resolution.kind !== "ambiguous") return resolution;
  const here = nearHome(resolution.candidates);
  const [only] = here;
  return only !== undefined && here.length === 1
    ? { kind: "found", place: only }
    : { kind: "ambiguous", candidates: here };
}

/** 绵阳的高新 is 绵阳高新区, though 江油高新区 lies in 绵阳 too: the zone that bears the city's name. */
const zoneOf = (said: string, candidates: readonly Place[]): Place | undefined =>
  said.length > 3
    ? candidates.find(({ kind, spoken }) => kind === "zone" && spoken?.startsWith(said.slice(0, 2)) === true)
    : undefined;

const SMALL_JOIN = /^[的 ,，·]?$/;

/** Names that follow each other are one phrase where the second lies in the first: 成都双流, 内江的市中区; 西昌，凉山 are two. */
function phrasesOf(text: string, hits: readonly Spanned[], places: Places, hints: PlaceHints): Spanned[] {
  const phrases: Spanned[] = [];
  for (const { start, end } of hits) {
    const last = phrases.at(-1);
    const isBeside = last !== undefined && SMALL_JOIN.test(text.slice(last.end, start));
    if (isBeside && places.resolve(text.slice(last.start, end), hints).kind !== "unknown") last.end = end;
    else phrases.push({ start, end });
  }
  return phrases;
}

/** Reads the places of a message. Of several that are wanted the last counts: 人在成都，想在双流学. */
export function readPlaces(
  text: string,
  clauses: readonly Clause[],
  hits: readonly Spanned[],
  places: Places,
  hints: PlaceHints,
): Mentions {
  const slots: Slots = {};
  let questions: Question[] = [];
  for (const { start, end } of phrasesOf(text, hits, places, hints)) {
    const said = text.slice(start, end);
    const resolution = settled(places.resolve(said, hints));
    if (resolution.kind === "unknown") continue;
    const isFar = resolution.kind === "found" && !resolution.place.isInSichuan;
    const role = roleOfPlace(text, clauses, start, end, isFar);
    const isLast = end >= (hits.at(-1)?.end ?? end);
    if (role === "past" || (role === "corrected" && !isLast)) continue;
    if (isFar && slots.place?.isInSichuan === true) continue;
    const zone = resolution.kind === "ambiguous" ? zoneOf(said, resolution.candidates) : undefined;
    if (zone !== undefined && role !== "negated") {
      slots.place = zone;
      questions = [];
    } else if (resolution.kind === "ambiguous") {
      if (role === "wanted") questions = [placeQuestion(said, resolution.candidates)];
    } else if (role === "negated") slots.negated = { place: resolution.place };
    else if (role === "worked" && slots.place !== undefined) continue;
    else {
      const outer = hits.find((hit) => hit.start === start && hit.end < end);
      const named =
        outer === undefined ? undefined : settled(places.resolve(text.slice(outer.start, outer.end), hints));
      const around = named?.kind === "found" ? named.place : slots.place;
      const { place } = resolution;
      if (around !== undefined && around.id !== place.id && places.isWithin(place.id, around.divisionCode))
        slots.division = around.divisionCode;
      else delete slots.division;
      slots.place = place;
      questions = [];
    }
  }
  return { slots, questions };
}
