import type { ShortageService } from "../../src/shortage/shortage-service.ts";
import type { Scarcity } from "./factors.ts";

/** Editions change a few times a year; a new one counts after this long at the latest. */
const KEEP_MS = 600_000;
const PROVINCE = "510000";
const COUNTRY = "100000";

/** Codes on the newest list of each division. */
async function readLists(shortage: Pick<ShortageService, "lists" | "byId">): Promise<Map<string, Set<string>>> {
  const codes = new Map<string, Set<string>>();
  for (const { id, divisionCode } of await shortage.lists()) {
    if (codes.has(divisionCode)) continue; // newest first: what follows is older
    const entries = (await shortage.byId(id))?.entries ?? [];
    codes.set(divisionCode, new Set(entries.flatMap(({ occupationCode }) => occupationCode ?? [])));
  }
  return codes;
}

const scarcityBy =
  (lists: ReadonlyMap<string, ReadonlySet<string>>): Scarcity =>
  (occupationCode, divisionCode) => {
    const isOn = (division: string): boolean => lists.get(division)?.has(occupationCode) === true;
    if (isOn(PROVINCE) || isOn(COUNTRY)) return "province";
    if (divisionCode === null) return undefined;
    return isOn(`${divisionCode.slice(0, 4)}00`) || isOn(divisionCode.slice(0, 6)) ? "city" : undefined;
  };

/**
 * The lists that are in force, held in memory for ten minutes: no search waits for them after the first.
 * @param monotonic milliseconds that only go forward
 */
export function createScarcity(shortage: Pick<ShortageService, "lists" | "byId">, monotonic: () => number) {
  let held: { scarcity: Promise<Scarcity>; until: number } | undefined;
  return (): Promise<Scarcity> => {
    if (held === undefined || monotonic() > held.until) {
      const scarcity = readLists(shortage).then(scarcityBy);
      held = { scarcity, until: monotonic() + KEEP_MS };
      scarcity.catch(() => {
        held = undefined; // the next search reads again
      });
    }
    return held.scarcity;
  };
}
