import { z } from "zod";
import type { Database } from "../kit/database.ts";
import type { SourceRef } from "../source.ts";
import { readSources } from "../source-store.ts";
import { OccupationCode } from "./occupation.ts";

const Row = z.object({
  code: OccupationCode,
  name: z.string(),
  levels: z.array(z.number()),
  industry: z.string().nullable(),
  summary: z.string().nullable(),
  sourceId: z.string(),
});
const AliasRow = z.object({ alias: z.string(), occupationCode: z.string(), kind: z.string() });
const AmbiguousRow = z.object({ term: z.string(), codes: z.array(OccupationCode), question: z.string() });

export interface OccupationRows {
  occupations: z.infer<typeof Row>[];
  aliases: z.infer<typeof AliasRow>[];
  ambiguous: z.infer<typeof AmbiguousRow>[];
  /** By id. */
  sources: ReadonlyMap<string, SourceRef>;
}

/** The whole classification with its popular names and the documents it cites, read once at start. */
export async function loadOccupationRows(db: Database): Promise<OccupationRows> {
  const { prisma } = db;
  const [occupations, aliases, ambiguous] = await Promise.all([
    prisma.occupation.findMany({ orderBy: { code: "asc" } }),
    prisma.occupationAlias.findMany({ orderBy: { alias: "asc" } }),
    prisma.ambiguousTerm.findMany({ orderBy: { term: "asc" } }),
  ]);
  const checked = z.array(Row).parse(occupations);
  return {
    occupations: checked,
    aliases: z.array(AliasRow).parse(aliases),
    ambiguous: z.array(AmbiguousRow).parse(ambiguous),
    sources: await readSources(
      db,
      checked.map(({ sourceId }) => sourceId),
    ),
  };
}
