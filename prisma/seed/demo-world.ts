import { z } from "zod";
import type { Database } from "../../src/kit/database.ts";
import type { DemoCounty } from "./population.ts";

/** What demo rows are spread over and point at: read from the database, so that they fit whatever was imported. */
export interface DemoWorld {
  counties: DemoCounty[];
  occupations: Map<string, DemoOccupation>;
}

export interface DemoOccupation {
  code: string;
  name: string;
  levels: readonly number[];
  aliases: readonly string[];
}

const Located = z.object({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  parentCode: z.string().nullable(),
  lat: z.number(),
  lng: z.number(),
});

async function readCounties({ prisma }: Database): Promise<DemoCounty[]> {
  const rows = await prisma.division.findMany({
    where: { code: { startsWith: "51" }, level: { in: ["city", "county"] }, lat: { not: null } },
    orderBy: { code: "asc" },
  });
  const divisions = z.array(Located).parse(rows);
  const byCode = new Map(divisions.map((division) => [division.code, division]));
  return divisions.flatMap(({ code, name, shortName, parentCode, lat, lng }) => {
    const city = byCode.get(parentCode ?? "");
    if (city === undefined) return []; // a city itself: its parent is the province
    return [
      {
        code,
        name,
        shortName,
        cityCode: city.code,
        cityName: city.name,
        cityShortName: city.shortName,
        point: { lat, lng },
        cityPoint: { lat: city.lat, lng: city.lng },
      },
    ];
  });
}

async function readOccupations({ prisma }: Database): Promise<Map<string, DemoOccupation>> {
  const occupations = await prisma.occupation.findMany({ select: { code: true, name: true, levels: true } });
  const aliases = new Map<string, string[]>();
  for (const { alias, occupationCode } of await prisma.occupationAlias.findMany({ orderBy: { alias: "asc" } }))
    aliases.set(occupationCode, [...(aliases.get(occupationCode) ?? []), alias]);
  return new Map(occupations.map((row) => [row.code, { ...row, aliases: aliases.get(row.code) ?? [] }]));
}

export const readDemoWorld = async (db: Database): Promise<DemoWorld> => ({
  counties: await readCounties(db),
  occupations: await readOccupations(db),
});
