import { z } from "zod";
import { CourseQuery } from "../../search/course-query.ts";
import type { Database, Tx } from "../kit/database.ts";
import { newId } from "../kit/ids.ts";

/** A subscription as its row says it. */
export interface SavedSearch {
  id: string;
  personId: string;
  query: CourseQuery;
  label: string;
  createdAt: Date;
}

const Row = z.object({
  id: z.string(),
  personId: z.string(),
  query: CourseQuery,
  label: z.string(),
  createdAt: z.date(),
});

/** What narrows the candidates of a course before the exact predicate looks at them. Null = any. */
export interface MatchColumns {
  occupationCode: string | null;
  cityCode: string | null;
}

const activeOf = (personId: string) =>
  ({ where: { personId, cancelledAt: null }, orderBy: { createdAt: "asc" } }) as const;

export const savedSearchesOf = async (tx: Tx, personId: string): Promise<SavedSearch[]> =>
  z.array(Row).parse(await tx.savedSearch.findMany(activeOf(personId)));

/** Takes the person's row lock, so that two subscriptions at the same moment see each other. */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
}

export async function insertSavedSearch(
  tx: Tx,
  search: Omit<SavedSearch, "id" | "createdAt">,
  columns: MatchColumns,
  now: Date,
): Promise<SavedSearch> {
  const { personId, query, label } = search;
  return Row.parse(
    await tx.savedSearch.create({ data: { id: newId(now), personId, query, label, ...columns, createdAt: now } }),
  );
}

/** @returns how many were active until now */
export async function cancelSavedSearches(db: Database, personId: string, now: Date, id?: string): Promise<number> {
  const { count } = await db.prisma.savedSearch.updateMany({
    where: { personId, cancelledAt: null, ...(id === undefined ? {} : { id }) },
    data: { cancelledAt: now },
  });
  return count;
}

/** Active subscriptions that a course of this occupation and city may satisfy. */
export async function candidatesFor(
  db: Database,
  columns: { occupationCode: string; cityCode: string | null },
): Promise<SavedSearch[]> {
  const rows = await db.prisma.savedSearch.findMany({
    where: {
      cancelledAt: null,
      AND: [
        { OR: [{ occupationCode: null }, { occupationCode: columns.occupationCode }] },
        { OR: [{ cityCode: null }, ...(columns.cityCode === null ? [] : [{ cityCode: columns.cityCode }])] },
      ],
    },
    orderBy: { createdAt: "asc" },
  });
  return z.array(Row).parse(rows);
}
