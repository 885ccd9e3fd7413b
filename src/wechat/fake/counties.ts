import { readFileSync } from "node:fs";
import { z } from "zod";
import { readTable } from "../../kit/csv.ts";
import { gcj02OfWgs84 } from "../../kit/geo.ts";
import { projectPath } from "../../kit/root.ts";

/** A place that can be shared from the page, which has no map: the seat of a county, in GCJ-02 degrees. */
interface County {
  code: string;
  name: string;
  lat: number;
  lng: number;
}
export interface City {
  name: string;
  counties: County[];
}

const Row = z.object({
  code: z.string(),
  name: z.string(),
  level: z.string(),
  parent: z.string(),
  lat: z.string(),
  lng: z.string(),
});

const SICHUAN = "51";
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** The counties of Sichuan by city, from the table of divisions. */
export function readCities(): City[] {
  const { rows } = readTable(readFileSync(projectPath("data/places/divisions.csv"), "utf8"), Row);
  const own = rows.filter(({ code }) => code.startsWith(SICHUAN));
  const countyOf = ({ code, name, lat, lng }: z.infer<typeof Row>): County => {
    const point = gcj02OfWgs84({ lat: Number(lat), lng: Number(lng) });
    return { code, name, lat: rounded(point.lat), lng: rounded(point.lng) };
  };
  return own
    .filter(({ level }) => level === "city")
    .map(({ code, name }) => ({
      name,
      counties: own.filter((row) => row.level === "county" && row.parent === code && row.lat !== "").map(countyOf),
    }));
}
