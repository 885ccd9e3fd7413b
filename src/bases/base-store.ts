import type { Database } from "../kit/database.ts";
import { TrainingBase } from "./base.ts";

// A county is shown with its city, as for courses; occupations the classification no longer has are left out.
const BASES = {
  name: "bases-by-ids",
  text: `
  SELECT b.id, b.name, b.division_code AS "divisionCode", b.address, b.phone, b.open_hours AS "openHours",
    b.is_demo AS "isDemo", b.version, b.stated_on::text AS "statedOn",
    CASE WHEN d.level = 'county' THEN concat(city.name, d.name) ELSE coalesce(d.name, '') END AS "divisionName",
    json_build_object('lat', b.lat, 'lng', b.lng) AS point,
    coalesce((
      SELECT json_agg(json_build_object('code', o.code, 'name', o.name) ORDER BY array_position(b.occupation_codes, o.code))
      FROM occupation o WHERE o.code = ANY(b.occupation_codes)
    ), '[]') AS occupations,
    json_build_object('id', doc.id, 'title', doc.title, 'documentNo', doc.document_no,
      'publishedOn', doc.published_on, 'url', doc.url, 'isDemo', doc.is_demo) AS source
  FROM training_base b
  JOIN source_document doc ON doc.id = b.source_id
  LEFT JOIN division d ON d.code = b.division_code
  LEFT JOIN division city ON city.code = d.parent_code
  WHERE b.id = ANY($1::uuid[])`,
};

/** Bases by id, in one read; ids that are gone are absent from the map. */
export async function basesByIds({ sql }: Database, ids: readonly string[]): Promise<Map<string, TrainingBase>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql.query<Record<string, unknown>>({ ...BASES, values: [ids] });
  const bases = rows.map((row) => TrainingBase.parse(row));
  return new Map(bases.map((base) => [base.id, base]));
}
