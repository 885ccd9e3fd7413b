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

/** Every place there is: about 7,000 rows, read once at start. */
export async function loadPlaceRows({ prisma }: Database): Promise<PlaceRows> {
  const [divisions, zones, landmarks, aliases] = await Promise.all([
    prisma.division.findMany({ orderBy: { code: "asc" } }),
    prisma.zone.findMany({ orderBy: { id: "asc" } }),
    prisma.landmark.findMany({ orderBy: { id: "asc" } }),
    prisma.placeAlias.findMany({ orderBy: { alias: "asc" } }),
  ]);
  return {
    divisions: z.array(DivisionRow).parse(divisions),
    zones: z.array(ZoneRow).parse(zones),
    landmarks: z.array(LandmarkRow).parse(landmarks),
    aliases: z.array(AliasRow).parse(aliases),
  };
}
