import type { LocalDate } from "../../src/kit/clock.ts";
import type { Point } from "../../src/kit/geo.ts";
import { DEMO_SOURCE_ID } from "../../src/source.ts";
import type { NameParts } from "./demo-words.ts";
import type { DemoCounty } from "./population.ts";
import type { Random } from "./random.ts";

/** What every generator draws from. */
export interface Drawing {
  random: Random;
  newId(): string;
  today: LocalDate;
  names: NameParts;
}

export interface InstitutionRow {
  id: string;
  name: string;
  division_code: string;
  state: "admitted" | "warned";
  is_demo: true;
  version: number;
  source_id: string;
  stated_on: LocalDate;
}

export interface SiteRow {
  id: string;
  institution_id: string;
  name: string;
  division_code: string;
  address: string;
  lat: number;
  lng: number;
  is_approximate: false;
  source_id: string;
  stated_on: LocalDate;
}

const METRES_PER_DEGREE = 111_320;
const SCATTER_METRES = 8_000;
const MAX_ATTEMPTS = 500;

const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

/** Somewhere around the centre, more likely close to it than far. */
export function scatteredPoint(random: Random, centre: Point, maxMetres: number): Point {
  const distance = random.next() * maxMetres;
  const angle = random.next() * 2 * Math.PI;
  return {
    lat: rounded(centre.lat + (distance * Math.cos(angle)) / METRES_PER_DEGREE),
    lng: rounded(
      centre.lng + (distance * Math.sin(angle)) / (METRES_PER_DEGREE * Math.cos((centre.lat * Math.PI) / 180)),
    ),
  };
}

/** An invented address that says so. */
export const demoAddress = ({ random, names }: Drawing, county: DemoCounty): string =>
  `${county.cityName}${county.name}${random.pick(names.street)} ${random.int(1, 299)} 号（示例）`;

/**
 * A name nobody in `taken` has, which it joins. Districts go by their city (成都…), counties by their own name (安岳…).
 * @throws Error when the name parts do not suffice
 */
function demoInstitutionName({ random, names }: Drawing, county: DemoCounty, taken: Set<string>): string {
  const prefix = county.name.endsWith("区") ? county.cityShortName : county.shortName;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const fuller = attempt < 3 ? prefix : `${county.cityShortName}${county.shortName}`;
    const name = `${fuller}${random.pick(names.given)}${random.pick(names.suffix)}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
  throw new Error(`not enough invented names for ${county.name}: add some to data/demo/names.csv`);
}

export function demoInstitution(drawing: Drawing, county: DemoCounty, taken: Set<string>): InstitutionRow {
  return {
    id: drawing.newId(),
    name: demoInstitutionName(drawing, county, taken),
    division_code: county.code,
    state: drawing.random.chance(0.03) ? "warned" : "admitted",
    is_demo: true,
    version: 1,
    source_id: DEMO_SOURCE_ID,
    stated_on: drawing.today,
  };
}

/** One site, or two for about a third of the institutions. The points are exact because the places are invented. */
export function demoSites(drawing: Drawing, county: DemoCounty, institution: InstitutionRow): SiteRow[] {
  const names = drawing.random.chance(0.3) ? ["本部", "分校"] : ["本部"];
  return names.map((name) => ({
    id: drawing.newId(),
    institution_id: institution.id,
    name: `${county.shortName}${name}`,
    division_code: county.code,
    address: demoAddress(drawing, county),
    ...scatteredPoint(drawing.random, county.point, SCATTER_METRES),
    is_approximate: false,
    source_id: DEMO_SOURCE_ID,
    stated_on: drawing.today,
  }));
}
