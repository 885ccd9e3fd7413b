import type { ShortageList } from "./shortage-list.ts";

export interface ShortageService {
  /** The newest list of that division or, failing that, of the division above it; with its entries. */
  latest(divisionCode: string): Promise<ShortageList | undefined>;
  /** All editions, newest first, without entries. */
  lists(): Promise<Omit<ShortageList, "entries">[]>;
  byId(id: string): Promise<ShortageList | undefined>;
}
