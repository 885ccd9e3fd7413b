import { z } from "zod";
import { localDateOfColumn } from "./kit/clock.ts";
import type { Database } from "./kit/database.ts";
import { SourceRef } from "./source.ts";

const Row = z.object({ ...SourceRef.shape, publishedOn: z.date().transform(localDateOfColumn).nullable() });

/** Documents by id, in one read. Every cited document exists: the database holds a foreign key on it. */
export async function readSources({ prisma }: Database, ids: readonly string[]): Promise<Map<string, SourceRef>> {
  const rows = await prisma.sourceDocument.findMany({ where: { id: { in: [...new Set(ids)] } } });
  return new Map(
    z
      .array(Row)
      .parse(rows)
      .map((row) => [row.id, row]),
  );
}

/** Documents that an institution may cite for a subsidy: those with a document number; for the demo, the demo's own. */
export async function readSubsidySources({ prisma }: Database, isDemo: boolean): Promise<SourceRef[]> {
  const rows = await prisma.sourceDocument.findMany({
    where: isDemo ? { isDemo } : { isDemo, documentNo: { not: null } },
    orderBy: [{ publishedOn: "desc" }, { title: "asc" }],
  });
  return z.array(Row).parse(rows);
}
