import type { Point } from "../kit/geo.ts";
import { normaliseText } from "../kit/text-zh.ts";
import type { DivisionCode, Place } from "./place.ts";
import type { DivisionRow, PlaceRows } from "./place-store.ts";

/**
 * How strongly a name means a place, weakest first. Sichuan comes before the rest of the country, a county before a town of its name,
 * a city before its county of the same short name (广安, 甘孜), and an official full name before everything.
 */
const RANKS = [
  "outside county, short",
  "town, short",
  "outside county",
  "outside city",
  "zone or landmark",
  "town",
  "county, short",
  "city, short",
  "official",
] as const;
type RankName = (typeof RANKS)[number];
export const rankOf = (name: RankName): number => RANKS.indexOf(name);

export interface Match {
  place: Place;
  rank: number;
}

/** Everything known about places, ready to be asked by name or by code. */
export interface Gazetteer {
  /** Divisions by code, zones and landmarks by id. */
  places: ReadonlyMap<string, Place>;
  /** Code of the division above, by code. */
  parents: ReadonlyMap<string, string>;
  /** By spelling; strongest first. */
  matches: ReadonlyMap<string, readonly Match[]>;
}

/** How a name is written for looking it up: simplified, half width, small letters, nothing between the characters. */
export const spellingOf = (text: string): string => normaliseText(text).replace(/[\s,，、。·/-]+/g, "");

const isInSichuan = (code: string): boolean => code.startsWith("51");

const pointOf = ({ lat, lng }: { lat: number | null; lng: number | null }): Point | null =>
  lat === null || lng === null ? null : { lat, lng };

/** 重庆城区 and 重庆郊县 are rows of the code table, not places people name. */
const isRealCity = (name: string): boolean => /(市|州|地区|盟)$/.test(name);

function fullNameOf(row: DivisionRow, above: readonly DivisionRow[]): string {
  const shown = above.filter(
    ({ level, name }) =>
      level === "county" || (level === "city" && isRealCity(name)) || (level === "province" && !isInSichuan(row.code)),
  );
  const names = [...shown.map(({ name }) => name), row.name];
  return names.filter((name, index) => name !== names[index - 1]).join("");
}

function divisionPlaces(rows: readonly DivisionRow[]): Place[] {
  const byCode = new Map<string, DivisionRow>(rows.map((row) => [row.code, row]));
  return rows.map((row) => {
    const above: DivisionRow[] = [];
    for (let next = byCode.get(row.parentCode ?? ""); next; next = byCode.get(next.parentCode ?? ""))
      above.unshift(next);
    const own = pointOf(row);
    const borrowed = row.level === "town" ? above.at(-1) : undefined;
    return {
      kind: row.level,
      id: row.code,
      name: row.name,
      fullName: fullNameOf(row, above),
      divisionCode: row.code,
      point: own ?? (borrowed ? pointOf(borrowed) : null),
      isApproximate: row.isApproximate || (own === null && borrowed !== undefined),
      isInSichuan: isInSichuan(row.code),
    };
  });
}

/** A zone or landmark belongs to the division that hosts it. */
function hostedPlace(
  kind: "zone" | "landmark",
  row: { id: string; name: string; aliases: readonly string[]; lat: number | null; lng: number | null },
  host: Place | undefined,
  hostCode: DivisionCode,
  city: Place | undefined,
): Place {
  const own = pointOf(row);
  const above = kind === "zone" ? city : host;
  const isSaid = city !== undefined && row.name.includes(city.name.replace(/市$/, ""));
  return {
    kind,
    id: row.id,
    name: row.name,
    fullName: isSaid ? row.name : `${above?.fullName ?? ""}${row.name}`,
    ...(kind === "zone" && { spoken: row.aliases[0] ?? row.name }),
    divisionCode: hostCode,
    point: own ?? host?.point ?? null,
    isApproximate: own === null,
    isInSichuan: isInSichuan(hostCode),
  };
}

const divisionRank = ({ kind, isInSichuan: isHere }: Place, isFull: boolean): number => {
  if (kind === "town") return rankOf(isFull ? "town" : "town, short");
  if (!isHere)
    return kind === "county" ? rankOf(isFull ? "outside county" : "outside county, short") : rankOf("outside city");
  if (isFull) return rankOf("official");
  return rankOf(kind === "county" ? "county, short" : "city, short");
};

/** 凉山彝族自治州 is said 凉山州, 北川羌族自治县 is said 北川县. */
const spokenForms = ({ name, shortName }: DivisionRow): string[] => {
  const unit = /自治(州|县|旗)$/.exec(name)?.[1];
  return unit === undefined || shortName.endsWith(unit) ? [shortName] : [shortName, `${shortName}${unit}`];
};

/** A city has its 高新区 and its 经开区; said without the city, any of them may be meant. */
const genericNames = (names: readonly string[]): string[] =>
  ["高新区", "经开区"].flatMap((generic) =>
    names.some((name) => name.endsWith(generic)) ? [generic, generic.slice(0, 2)] : [],
  );

const cityCodeOf = (code: string): string => `${code.slice(0, 4)}00`;

/** Builds the gazetteer; pure. Rows whose host or division is unknown are still found by name. */
export function buildGazetteer(rows: PlaceRows): Gazetteer {
  const places = new Map(divisionPlaces(rows.divisions).map((place) => [place.id, place]));
  const parents = new Map<string, string>();
  const matches = new Map<string, Match[]>();
  const name = (said: string, place: Place, rank: number): void => {
    const spelling = spellingOf(said);
    const known = matches.get(spelling) ?? [];
    const same = known.find((match) => match.place.id === place.id);
    if (same === undefined) known.push({ place, rank });
    else same.rank = Math.max(same.rank, rank);
    matches.set(spelling, known);
  };

  const officialCount = new Map<string, number>();
  for (const row of rows.divisions) {
    if (row.parentCode !== null) parents.set(row.code, row.parentCode);
    if (isInSichuan(row.code) && row.level === "county")
      officialCount.set(row.name, (officialCount.get(row.name) ?? 0) + 1);
  }
  for (const row of rows.divisions) {
    const place = places.get(row.code);
    if (place === undefined) continue;
    name(row.name, place, divisionRank(place, true));
    for (const said of spokenForms(row)) name(said, place, divisionRank(place, said === row.name));
    const city = places.get(cityCodeOf(row.code));
    // 市中区 is two counties: 内江市中区 (short city, no second 市) is how people say which
    if (place.isInSichuan && place.kind === "county" && (officialCount.get(row.name) ?? 0) > 1 && city !== undefined)
      name(`${city.name.replace(/市$/, "")}${row.name}`, place, rankOf("official"));
  }
  for (const { alias, divisionCode } of rows.aliases) {
    const place = places.get(divisionCode);
    if (place !== undefined) name(alias, place, divisionRank(place, false));
  }
  const hosted = [
    ...rows.zones.map((row) => ({ kind: "zone" as const, row, code: row.hostDivisionCode })),
    ...rows.landmarks.map((row) => ({ kind: "landmark" as const, row, code: row.divisionCode })),
  ];
  for (const { kind, row, code } of hosted) {
    const place = hostedPlace(kind, row, places.get(code), code, places.get(cityCodeOf(code)));
    places.set(place.id, place);
    parents.set(place.id, code);
    const said = [row.name, ...row.aliases];
    for (const each of [...said, ...(kind === "zone" ? genericNames(said) : [])])
      name(each, place, rankOf("zone or landmark"));
  }
  for (const known of matches.values())
    known.sort((a, b) => b.rank - a.rank || a.place.divisionCode.localeCompare(b.place.divisionCode));
  return { places, parents, matches };
}
