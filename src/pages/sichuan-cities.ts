import type { Place, Places } from "../places/place.ts";

/** The 21 cities and prefectures of Sichuan, in the order of their codes. */
export const sichuanCities = (places: Places): Place[] =>
  Array.from({ length: 40 }, (_, index) => places.byCode(`51${String(index).padStart(2, "0")}00`))
    .filter((place) => place !== undefined)
    .filter((place) => place.kind === "city");
