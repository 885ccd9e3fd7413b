import { z } from "zod";
import { localDateOfColumn } from "../kit/clock.ts";
import type { Database } from "../kit/database.ts";
import type { SourceRef } from "../source.ts";
import { readSources } from "../source-store.ts";
import { ShortageEntry } from "./shortage-list.ts";

const day = z.date().transform(localDateOfColumn);

const ListRow = z.object({
  id: z.string(),
  title: z.string(),
  divisionCode: z.string(),
  period: z.string(),
  publishedOn: day,
  isDemo: z.boolean(),
  sourceId: z.string(),
});

export interface StoredList extends Omit<z.output<typeof ListRow>, "sourceId"> {
  source: SourceRef;
}

/** All editions, newest first. */
export async function readLists(db: Database): Promise<StoredList[]> {
  const rows = z
    .array(ListRow)
    .parse(await db.prisma.shortageList.findMany({ orderBy: [{ publishedOn: "desc" }, { id: "asc" }] }));
  const sources = await readSources(
    db,
    rows.map(({ sourceId }) => sourceId),
  );
  return rows.flatMap(({ sourceId, ...row }) => {
    const source = sources.get(sourceId);
    return source === undefined ? [] : [{ ...row, source }];
  });
}

/** Entries of one list by rank. */
export const readEntries = async ({ prisma }: Database, listId: string): Promise<ShortageEntry[]> =>
  z.array(ShortageEntry).parse(await prisma.shortageEntry.findMany({ where: { listId }, orderBy: { rank: "asc" } }));
