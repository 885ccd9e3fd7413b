import { LOCATION_FAILED, LOCATION_REFUSED, standing } from "../logic/consent-words";
import { coarse } from "../logic/geo";
import type { Consents } from "./consents";
import type { ChosenPlace, Located, Platform } from "./platform";

/** Where somebody is, or why that is not known; `ask` = they have not said yet whether it may be used. */
export type Whereabout = { kind: "place"; place: ChosenPlace } | { kind: "ask" } | { kind: "none"; sentence: string };

/** A person's place, only after they agreed to it apart from everything else, and only to about 1 km. */
export interface Whereabouts {
  nearby(): Promise<Whereabout>;
  /** What they answered to `ask`. */
  afterAnswer(isGiven: boolean): Promise<Whereabout>;
  /** A point they pick themselves; picking it is saying it. */
  onMap(): Promise<Whereabout>;
}

function told(located: Located): Whereabout {
  if (located.kind === "place")
    return { kind: "place", place: { ...located.place, point: coarse(located.place.point) } };
  if (located.kind === "cancelled") return { kind: "none", sentence: "" };
  return { kind: "none", sentence: located.kind === "refused" ? LOCATION_REFUSED : LOCATION_FAILED };
}

export function createWhereabouts({
  consents,
  platform,
}: {
  consents: Consents;
  platform: Pick<Platform, "fuzzyPlace" | "chosenPlace">;
}): Whereabouts {
  const located = async (): Promise<Whereabout> => told(await platform.fuzzyPlace());
  return {
    nearby: async () => {
      const all = await consents.all();
      if (all.kind === "fault") return { kind: "none", sentence: `${all.sentence}也可以选区县。` };
      const stands = standing(all.body, "location");
      if (stands === "given") return located();
      return stands === "unasked" ? { kind: "ask" } : { kind: "none", sentence: LOCATION_REFUSED };
    },
    afterAnswer: async (isGiven) => {
      const kept = await consents.answer("location", isGiven);
      if (kept.kind === "fault") return { kind: "none", sentence: `${kept.sentence}也可以选区县。` };
      return isGiven ? located() : { kind: "none", sentence: LOCATION_REFUSED };
    },
    onMap: async () => told(await platform.chosenPlace()),
  };
}
