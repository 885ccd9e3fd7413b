import type { LocalDate } from "../../src/kit/clock.ts";
import { DEMO_SOURCE_ID } from "../../src/source.ts";
import { type Drawing, demoAddress, scatteredPoint } from "./demo-institutions.ts";
import type { OfferedTrade } from "./demo-trades.ts";
import type { DemoCounty } from "./population.ts";

export interface BaseRow {
  id: string;
  name: string;
  division_code: string;
  address: string;
  lat: number;
  lng: number;
  occupation_codes: string[];
  open_hours: string;
  is_demo: true;
  version: number;
  source_id: string;
  stated_on: LocalDate;
}

const SCATTER_METRES = 4_000;
const CITIES_WITH_TWO = /^51(01|07|13|15|17)/; // the five most populous cities: more than one base a district there

function demoBase(drawing: Drawing, county: DemoCounty, trades: readonly OfferedTrade[], suffix: string): BaseRow {
  const { random } = drawing;
  const codes = Array.from({ length: random.int(3, 8) }, () => random.weighted(trades).code);
  return {
    id: drawing.newId(),
    name: `${county.cityShortName}${county.name}${suffix}（示例）`,
    division_code: county.code,
    address: demoAddress(drawing, county),
    ...scatteredPoint(random, county.point, SCATTER_METRES),
    occupation_codes: [...new Set(codes)],
    open_hours: random.pick(["工作日 9:00–17:00", "工作日 8:30–17:30", "周一至周六 9:00–17:00"]),
    is_demo: true,
    version: 1,
    source_id: DEMO_SOURCE_ID,
    stated_on: drawing.today,
  };
}

/** A base in every county, and a second one in those of the most populous cities. */
export function demoBases(
  drawing: Drawing,
  counties: readonly DemoCounty[],
  trades: readonly OfferedTrade[],
): BaseRow[] {
  const suffixes = drawing.names.baseSuffix;
  return counties.flatMap((county) => {
    const first = drawing.random.int(0, suffixes.length - 1);
    const count = CITIES_WITH_TWO.test(county.code) ? 2 : 1;
    return Array.from({ length: count }, (_, index) =>
      demoBase(drawing, county, trades, suffixes[(first + index) % suffixes.length] ?? "公共实训基地"),
    );
  });
}
