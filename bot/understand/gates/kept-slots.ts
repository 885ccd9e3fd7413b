import type { Slots } from "../meaning.ts";
import type { GateIntent } from "./gate.ts";

const WHO_AND_WHERE = ["occupations", "pastOccupation", "place", "level", "certificate", "group", "onBehalf"] as const;

/** What of a message still means something behind a gate. */
const KEPT: Readonly<Partial<Record<GateIntent, readonly (keyof Slots)[]>>> = {
  illegal_request: ["occupations", "place", "level", "certificate", "group"],
  // said is said, though nothing is looked for by it
  out_of_scope: ["occupations", "place", "level", "group", "age"],
  privacy_other: ["occupations", "place"],
  privacy_request: ["onBehalf"],
  complaint: ["occupations", "place", "level"],
  human_agent: ["place", "group"],
  pii_overshare: [
    ...WHO_AND_WHERE,
    "near",
    "radiusKm",
    "mode",
    "schedule",
    "feeMaxFen",
    "startsAfter",
    "startsBefore",
    "age",
  ],
};

/** @returns a copy with only what this gate's answer may use */
export function keptSlots(gate: GateIntent, slots: Slots): Slots {
  const kept = new Set<string>(KEPT[gate] ?? []);
  return Object.fromEntries(Object.entries(slots).filter(([name]) => kept.has(name)));
}
