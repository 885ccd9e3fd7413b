import type { Database } from "../kit/database.ts";
import type { Places } from "../places/place.ts";
import type { ShortageList } from "./shortage-list.ts";
import { readEntries, readLists, type StoredList } from "./shortage-store.ts";

export interface ShortageService {
  /** The newest list of that division or, failing that, of the division above it; with its entries. */
  latest(divisionCode: string): Promise<ShortageList | undefined>;
  /** All editions, newest first, without entries. */
  lists(): Promise<Omit<ShortageList, "entries">[]>;
  byId(id: string): Promise<ShortageList | undefined>;
}

/** 全国 has a code but no row in the division table. */
const COUNTRY = "100000";

/** County, city, province, country: where a list that covers the division may come from, nearest first. */
const coveringCodes = (divisionCode: string): string[] => [
  ...new Set([
    divisionCode,
    divisionCode.slice(0, 6),
    `${divisionCode.slice(0, 4)}00`,
    `${divisionCode.slice(0, 2)}0000`,
    COUNTRY,
  ]),
];

export function createShortageService(db: Database, places: Pick<Places, "byCode">): ShortageService {
  const named = (list: StoredList): Omit<ShortageList, "entries"> => ({
    ...list,
    divisionName: list.divisionCode === COUNTRY ? "全国" : (places.byCode(list.divisionCode)?.fullName ?? ""),
  });
  const withEntries = async (list: StoredList | undefined): Promise<ShortageList | undefined> =>
    list === undefined ? undefined : { ...named(list), entries: await readEntries(db, list.id) };
  return {
    latest: async (divisionCode) => {
      const lists = await readLists(db);
      const codes = coveringCodes(divisionCode);
      const covering = codes.map((code) => lists.find((list) => list.divisionCode === code));
      return withEntries(covering.find((list) => list !== undefined));
    },
    lists: async () => (await readLists(db)).map(named),
    byId: async (id) => withEntries((await readLists(db)).find((list) => list.id === id)),
  };
}
