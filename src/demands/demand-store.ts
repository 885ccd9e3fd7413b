import { z } from "zod";
import type { Demand as DemandRow } from "../../prisma/generated/client.ts";
import { columnOfLocalDate, type LocalDate, localDate, localDateOfColumn } from "../kit/clock.ts";
import type { Database, Tx } from "../kit/database.ts";
import { newId } from "../kit/ids.ts";
import { Demand, DemandGroup, type DemandSubject, FEWEST_SHOWN, KEPT_MONTHS } from "./demand.ts";

/** What was wished, as columns; null = not said. */
export type DemandWishes = Pick<Demand, "level" | "mode" | "schedule" | "isSubsidyWanted" | "wishedFrom" | "wishedTo">;

/** What makes two demands of one person the same. */
interface DemandKey {
  occupationCode: string | null;
  topic: string | null;
  divisionCode: string | null;
}

export const keyOf = (subject: DemandSubject, divisionCode: string | undefined): DemandKey => ({
  occupationCode: "occupationCode" in subject ? subject.occupationCode : null,
  topic: "topic" in subject ? subject.topic : null,
  divisionCode: divisionCode ?? null,
});

const dayOf = (column: Date | null): LocalDate | null => (column === null ? null : localDateOfColumn(column));
const columnOf = (day: LocalDate | null): Date | null => (day === null ? null : columnOfLocalDate(day));

const demandOf = ({ wishedFrom, wishedTo, statedOn, ...row }: DemandRow): Demand =>
  Demand.parse({
    ...row,
    wishedFrom: dayOf(wishedFrom),
    wishedTo: dayOf(wishedTo),
    statedOn: localDateOfColumn(statedOn),
  });

const columnsOf = ({ wishedFrom, wishedTo, ...wishes }: DemandWishes, now: Date) => ({
  ...wishes,
  wishedFrom: columnOf(wishedFrom),
  wishedTo: columnOf(wishedTo),
  statedOn: columnOfLocalDate(localDate(now)),
});

/** Locks the person's row, so that two taps at the same moment make one demand. @returns whether the person exists */
export async function lockOwner(tx: Tx, personId: string): Promise<boolean> {
  const rows = await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
  return Array.isArray(rows) && rows.length === 1;
}

/** The person's own, oldest first. */
export const demandsOf = async (tx: Tx, personId: string): Promise<Demand[]> =>
  (await tx.demand.findMany({ where: { personId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] })).map(demandOf);

export async function insertDemand(
  tx: Tx,
  personId: string,
  key: DemandKey,
  wishes: DemandWishes,
  now: Date,
): Promise<Demand> {
  return demandOf(
    await tx.demand.create({
      data: { id: newId(now), personId, ...key, ...columnsOf(wishes, now), createdAt: now },
    }),
  );
}

/** The wishes as they are now; asked for today. */
export const refreshDemand = async (tx: Tx, id: string, wishes: DemandWishes, now: Date): Promise<Demand> =>
  demandOf(await tx.demand.update({ where: { id }, data: columnsOf(wishes, now) }));

/** @returns how many were deleted */
export async function deleteDemands({ prisma }: Database, personId: string, id?: string): Promise<number> {
  const { count } = await prisma.demand.deleteMany({ where: { personId, ...(id !== undefined && { id }) } });
  return count;
}

/** Deletes what was last asked for twelve months ago or longer. @returns how many */
export async function deleteOldDemands({ sql }: Pick<Database, "sql">, today: LocalDate): Promise<number> {
  const { rowCount } = await sql.query("DELETE FROM demand WHERE stated_on <= $1::date - make_interval(months => $2)", [
    today,
    KEPT_MONTHS,
  ]);
  return rowCount ?? 0;
}

// Numbers below the least are left out here already, and so is the order among them: 2 before 1 would tell which is which.
const BOARD = `
  SELECT occupation_code AS "occupationCode", topic, division_code AS "divisionCode",
    CASE WHEN count(DISTINCT person_id) >= $6 THEN count(DISTINCT person_id)::int END AS people,
    CASE WHEN count(DISTINCT person_id) >= $6 THEN min(created_at) END AS since
  FROM (
    SELECT person_id, occupation_code, division_code, created_at,
      CASE WHEN count(*) OVER (PARTITION BY occupation_code, topic, division_code) >= $6 THEN topic END AS topic
    FROM demand
    WHERE stated_on > $1::date - make_interval(months => $2)
      AND ($3::date IS NULL OR stated_on >= $3)
      AND ($4::text IS NULL OR starts_with(division_code, $4))
      AND ($5::text IS NULL OR occupation_code = $5)
  ) AS told
  GROUP BY occupation_code, topic, division_code
  ORDER BY people DESC NULLS LAST, since, division_code, occupation_code, topic
  LIMIT $7`;

const BoardRow = DemandGroup.extend({
  since: z
    .date()
    .nullable()
    .transform((at) => (at === null ? null : localDate(at))),
});

export interface BoardFilter {
  /** Asked for on this day or later. */
  since?: LocalDate | undefined;
  /** What the codes of the divisions begin with. */
  below?: string | undefined;
  occupation?: string | undefined;
}

/** Distinct people by occupation or topic and county, most first. */
export async function countDemands(
  { sql }: Pick<Database, "sql">,
  { since, below, occupation }: BoardFilter,
  today: LocalDate,
  limit: number,
): Promise<DemandGroup[]> {
  const values = [today, KEPT_MONTHS, since ?? null, below ?? null, occupation ?? null, FEWEST_SHOWN, limit];
  return z.array(BoardRow).parse((await sql.query(BOARD, values)).rows);
}
