// How what is looked for changes; pure. The operations on the whole dialogue are in dialogue.ts.
import type { Negated, SearchState } from "./search-state.ts";

export type Slot = keyof SearchState;

/** A copy that lacks the named fields. */
export const without = <T extends object>(from: T, names: readonly (keyof T)[]): T => {
  const copy = { ...from };
  for (const name of names) delete copy[name];
  return copy;
};

/** Which refusal speaks of the same as which slot. */
const REFUSAL_OF: Partial<Record<Slot, keyof Negated>> = {
  occupations: "occupation",
  where: "place",
  mode: "mode",
  schedule: "schedule",
  level: "level",
};

/** Takes refusals back; without any left there is no `negated`. */
function withoutRefusals(search: SearchState, names: readonly (keyof Negated)[]): SearchState {
  const { negated, ...rest } = search;
  if (negated === undefined) return search;
  const left = without(negated, names);
  return Object.keys(left).length === 0 ? rest : { ...rest, negated: left };
}

/** 5101 of 510100, 51 of 510000: what the codes of everything inside begin with. */
const areaOf = (code: string): string => code.slice(0, 6).replace(/(?:0000|00)$/, "");

/** What is wanted now is refused no longer. A refused place stays refused while another one is looked at. */
const takenBack = ({ negated = {} }: SearchState, next: SearchState): (keyof Negated)[] => [
  ...(["mode", "schedule", "level"] as const).filter((name) => next[name] !== undefined),
  ...(next.occupations !== undefined ? (["occupation"] as const) : []),
  ...(next.where?.kind === "place" &&
  negated.place !== undefined &&
  next.where.place.divisionCode.startsWith(areaOf(negated.place.divisionCode))
    ? (["place"] as const)
    : []),
];

/** What is refused leaves the search where it stands in it; refusing the last of several trades leaves the others. */
export function refused(search: SearchState, negated: Negated): SearchState {
  const { occupation, place } = negated;
  const others = search.occupations?.filter(({ code }) => code !== occupation?.code) ?? [];
  const isThere =
    place !== undefined &&
    search.where?.kind === "place" &&
    search.where.place.divisionCode.startsWith(areaOf(place.divisionCode));
  const dropped: Slot[] = [
    ...(others.length === 0 && occupation !== undefined ? (["occupations"] as const) : []),
    ...(isThere ? (["where", "radiusKm", "near"] as const) : []),
    ...(["mode", "schedule", "level"] as const).filter(
      (name) => negated[name] !== undefined && negated[name] === search[name],
    ),
  ];
  return {
    ...without(search, dropped),
    ...(others.length > 0 && { occupations: others }),
    negated: { ...search.negated, ...negated },
  };
}

/** A new place comes with its own radius or none; a new occupation replaces the words that stood for one. */
export function replaced(search: SearchState, next: SearchState): SearchState {
  const outdated: Slot[] = [
    ...(next.where !== undefined ? (["radiusKm", "near"] as const) : []),
    ...(next.occupations !== undefined ? (["topic"] as const) : []),
    ...(next.topic !== undefined ? (["occupations"] as const) : []),
    ...(next.wish !== undefined ? (["feeMaxFen"] as const) : []),
    ...(next.feeMaxFen !== undefined && search.wish === "free" ? (["wish"] as const) : []),
    ...(next.startsAfter !== undefined || next.startsBefore !== undefined
      ? (["startsAfter", "startsBefore", "isHoliday"] as const)
      : []),
  ];
  return { ...withoutRefusals(without(search, outdated), takenBack(search, next)), ...next };
}

/** Lets go of slots, and of what was refused of the same kind. */
export const cleared = (search: SearchState, slots: readonly Slot[]): SearchState =>
  withoutRefusals(
    without(search, slots),
    slots.flatMap((slot) => REFUSAL_OF[slot] ?? []),
  );
