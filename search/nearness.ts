import type { Database } from "../src/kit/database.ts";
import type { Point } from "../src/kit/geo.ts";
import type { SqlValues } from "./filter-sql.ts";

/** How PostgreSQL orders rows with `lat` and `lng` around a point. */
export interface Nearness {
  /** An expression that grows with the distance. */
  away(point: Point, values: SqlValues): string;
  /** An index walks the rows in this order; otherwise they are sorted first. */
  isIndexed: boolean;
}

/** Flat-earth order: right to well under a per cent at the distances people travel. */
const onPlane: Nearness = {
  away: ({ lat, lng }, { bind }) =>
    `power(lat - ${bind(lat)}, 2) + power((lng - ${bind(lng)}) * cos(radians(${bind(lat)})), 2)`,
  isIndexed: false,
};

/** With the extension earthdistance: straight through the globe, which orders as distances do and is what its index serves. */
const onGlobe: Nearness = {
  away: ({ lat, lng }, { bind }) => `ll_to_earth(lat, lng)::cube <-> ll_to_earth(${bind(lat)}, ${bind(lng)})::cube`,
  isIndexed: true,
};

/** The globe where the owner of the database could have the extension, and with it the index; the plane elsewhere. */
export async function nearnessOf({ sql }: Database): Promise<Nearness> {
  const { rows } = await sql.query<{ isThere: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'earthdistance') AS "isThere"`,
  );
  return rows[0]?.isThere === true ? onGlobe : onPlane;
}
