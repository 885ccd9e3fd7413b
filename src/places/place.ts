import { z } from "zod";
import { Point } from "../kit/geo.ts";

/** Six digits to county (GB/T 2260), twelve for towns. */
export const DivisionCode = z
  .string()
  .regex(/^\d{6}(\d{6})?$/, "行政区划代码应为 6 位或 12 位数字")
  .brand<"DivisionCode">();
export type DivisionCode = z.infer<typeof DivisionCode>;

const PlaceKind = z.enum(["province", "city", "county", "town", "zone", "landmark"]);

/** Somewhere a person can mean. A zone or landmark has the division that hosts it. */
export const Place = z.object({
  kind: PlaceKind,
  /** The division code, or the id of the zone or landmark. */
  id: z.string(),
  name: z.string(),
  /** With its city, for telling two of one name apart: 内江市市中区. */
  fullName: z.string(),
  /** How people call a zone: 成都高新区. */
  spoken: z.string().optional(),
  divisionCode: DivisionCode,
  point: Point.nullable(),
  /** The point is that of a larger area (towns carry their county's). */
  isApproximate: z.boolean(),
  isInSichuan: z.boolean(),
});
export type Place = z.infer<typeof Place>;

export type PlaceResolution =
  | { kind: "found"; place: Place }
  | { kind: "ambiguous"; candidates: Place[] }
  | { kind: "unknown" };

/** What may tell two places of one name apart, strongest first. */
export interface PlaceHints {
  /** A division named in the same message or standing in the dialogue. */
  within?: DivisionCode;
  near?: Point;
}

/** A name people use and the places it may mean. */
export interface PlaceName {
  name: string;
  places: Place[];
  /** Counts only beside 在/到/镇/附近 or a parent place: the name is an ordinary word too (towns, 东区). */
  needsCue: boolean;
}

/** What the other folders ask of places. Held in memory: about 7,000 rows. */
export interface Places {
  byCode(code: string): Place | undefined;
  /** The county (or city) a code lies in, itself included. */
  isWithin(code: string, ancestor: string): boolean;
  /** The city code (xxxx00) of a code. */
  cityOf(code: string): string;
  /** Every name, for the bot's trie. */
  names(): PlaceName[];
  /** Resolves what stands in a place field or question: exact name, short name, alias, landmark, zone, or "内江市中区". Never guesses between cities. */
  resolve(text: string, hints?: PlaceHints): PlaceResolution;
  /** The county whose centre is nearest. */
  nearestCounty(point: Point): Place | undefined;
}
