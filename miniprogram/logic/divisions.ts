import { CITIES } from "../data/divisions";
import type { Named } from "./filters";

/** Position of the two wheels of the picker: city, county. */
export type Wheels = readonly [city: number, county: number];

const WHOLE_CITY = "全市（州）";

export const cityNames = (): string[] => CITIES.map(({ name }) => name);

/** The counties of a city, after the city as a whole. */
export const countyNames = (city: number): string[] => [
  WHOLE_CITY,
  ...(CITIES[city]?.counties.map(({ name }) => name) ?? []),
];

/** 成都市双流区; undefined for a code outside of Sichuan. */
export const divisionName = (code: string): string | undefined =>
  CITIES.flatMap((city) => [
    { code: city.code, name: city.name },
    ...city.counties.map((county) => ({ code: county.code, name: `${city.name}${county.name}` })),
  ]).find((each) => each.code === code)?.name;

/** What the wheels stand on; a county is named with its city where its own name would not tell which. */
export function divisionAt([cityIndex, countyIndex]: Wheels): Named | undefined {
  const city = CITIES[cityIndex];
  if (city === undefined || countyIndex === 0) return city && { code: city.code, name: city.name };
  const county = city.counties[countyIndex - 1];
  return county && { code: county.code, name: `${city.name}${county.name}` };
}
