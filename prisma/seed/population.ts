import { distanceMetres, type Point } from "../../src/kit/geo.ts";

/**
 * Permanent residents in 万, seventh national census of 1 November 2020 (四川省第七次全国人口普查公报第二号, 四川省统计局, 2021-05-26).
 * Only used to spread demo courses as people are spread; never shown.
 */
export const CITY_POPULATION: Readonly<Record<string, number>> = {
  "510100": 2093.8,
  "510300": 248.9,
  "510400": 121.2,
  "510500": 425.4,
  "510600": 345.6,
  "510700": 486.8,
  "510800": 230.6,
  "510900": 281.4,
  "511000": 314.1,
  "511100": 316.0,
  "511300": 560.8,
  "511400": 295.5,
  "511500": 458.9,
  "511600": 325.5,
  "511700": 538.5,
  "511800": 143.5,
  "511900": 271.3,
  "512000": 230.9,
  "513200": 82.3,
  "513300": 110.7,
  "513400": 485.8,
};

export interface DemoCounty {
  code: string;
  name: string;
  shortName: string;
  cityCode: string;
  cityName: string;
  cityShortName: string;
  point: Point;
  cityPoint: Point;
}

const HALF_WEIGHT_METRES = 20_000; // a county this far from the city's centre gets half of what one in the centre gets

const closeness = ({ point, cityPoint }: DemoCounty): number =>
  1 / (1 + distanceMetres(point, cityPoint) / HALF_WEIGHT_METRES);

/** Share of each county, summing to 1: the city by its population, its counties by closeness to its centre. */
export function countyShares(counties: readonly DemoCounty[]): number[] {
  const ofCity = new Map<string, number>();
  for (const county of counties) ofCity.set(county.cityCode, (ofCity.get(county.cityCode) ?? 0) + closeness(county));
  const weights = counties.map((county) => {
    const sum = ofCity.get(county.cityCode) ?? 1;
    return ((CITY_POPULATION[county.cityCode] ?? 0) * closeness(county)) / sum;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * Whole numbers that sum to `total`: everybody the minimum first, the rest by share, rounding by largest remainder.
 * @param minimum lowered when `total` does not reach for all
 */
export function apportion(total: number, shares: readonly number[], minimum: number): number[] {
  const floor = Math.min(minimum, Math.floor(total / Math.max(1, shares.length)));
  const rest = total - floor * shares.length;
  const exact = shares.map((share) => share * rest);
  const counts = exact.map((value) => floor + Math.floor(value));
  const missing = total - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = exact.map((value, index) => ({ index, part: value % 1 })).sort((a, b) => b.part - a.part);
  for (const { index } of byRemainder.slice(0, missing)) counts[index] = (counts[index] ?? 0) + 1;
  return counts;
}
