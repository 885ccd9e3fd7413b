import { z } from "zod";
import type { Database } from "../kit/database.ts";
import { DivisionCode } from "./place.ts";

const DivisionRow = z.object({
  code: DivisionCode,
  name: z.string(),
  shortName: z.string(),
  level: z.enum(["province", "city", "county", "town"]),
  parentCode: z.string().nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  isApproximate: z.boolean(),
});
export type DivisionRow = z.infer<typeof DivisionRow>;

const ZoneRow = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  hostDivisionCode: DivisionCode,
  lat: z.number().nullable(),
  lng: z.number().nullable(),
});
const LandmarkRow = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  divisionCode: DivisionCode,
  lat: z.number(),
  lng: z.number(),
});
const AliasRow = z.object({ alias: z.string(), divisionCode: z.string() });

export interface PlaceRows {
  divisions: DivisionRow[];
  zones: z.infer<typeof ZoneRow>[];
  landmarks: z.infer<typeof LandmarkRow>[];
  aliases: z.infer<typeof AliasRow>[];
}

/** Plain SQL: the 6,300 divisions are read at every start, and Prisma would take five times as long to hand them over. */
const DIVISIONS = `SELECT code, name, short_name AS "shortName", level, parent_code AS "parentCode", lat, lng,
  is_approximate AS "isApproximate" FROM division ORDER BY code`;

/** Every place there is, read once at start. */
export async function loadPlaceRows({ prisma, sql }: Database): Promise<PlaceRows> {
  const [divisions, zones, landmarks, aliases] = await Promise.all([
    sql.query(DIVISIONS),
    prisma.zone.findMany({ orderBy: { id: "asc" } }),
    prisma.landmark.findMany({ orderBy: { id: "asc" } }),
    prisma.placeAlias.findMany({ orderBy: { alias: "asc" } }),
  ]);
  return {
    divisions: z.array(DivisionRow).parse(divisions.rows),
    zones: z.array(ZoneRow).parse(zones),
    landmarks: z.array(LandmarkRow).parse(landmarks),
    aliases: z.array(AliasRow).parse(aliases),
  };
}
