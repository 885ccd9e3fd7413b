import { z } from "zod";
import type { Database } from "../src/kit/database.ts";
import { BaseRow, CourseRow, OccupationRow } from "./documents.ts";
import { IS_PUBLISHED } from "./wanted-documents.ts";

const SESSIONS = `class_session s WHERE s.course_id = c.id AND s.cancelled_at IS NULL`;
const COURSE = `
  SELECT c.id, c.title, c.occupation_code AS "occupationCode", o.name AS "occupationName", c.certificates,
    i.id AS "institutionId", i.name AS "institutionName", i.state = 'warned' AS "isWarned", c.level, c.mode, c.schedule,
    c.is_subsidised AS "isSubsidised", cardinality(o.levels) > 0 AS "hasLevels", c.requirements IS NOT NULL AS "hasRequirements",
    c.contact_phone IS NOT NULL AS "hasPhone", c.description <> '' AS "hasDescription", c.fee_fen AS "feeFen", c.hours, t.division_code AS "divisionCode", t.lat, t.lng, c.version,
    (SELECT coalesce(json_agg(json_build_object('id', s.id, 'startsOn', s.starts_on, 'endsOn', s.ends_on)), '[]')
       FROM ${SESSIONS}) AS sessions
  FROM course c
  JOIN institution i ON i.id = c.institution_id
  JOIN occupation o ON o.code = c.occupation_code
  LEFT JOIN site t ON t.id = c.site_id
  WHERE ${IS_PUBLISHED}`;
const BASE = `
  SELECT b.id, b.name, b.division_code AS "divisionCode", b.lat, b.lng, b.occupation_codes AS "occupationCodes", b.version,
    (SELECT coalesce(array_agg(o.name ORDER BY o.code), '{}') FROM occupation o WHERE o.code = ANY(b.occupation_codes))
      AS "occupationNames"
  FROM training_base b`;

/** Popular names by occupation code. */
export type Aliases = ReadonlyMap<string, readonly string[]>;

const read = async <Row>(
  { sql }: Database,
  row: z.ZodType<Row>,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> => {
  const { rows } = await sql.query<Record<string, unknown>>(text, values);
  return z.array(row).parse(rows);
};

/** Published courses among these ids, as they stand now. */
export const coursesByIds = (db: Database, ids: readonly string[]): Promise<CourseRow[]> =>
  read(db, CourseRow, `${COURSE} AND c.id = ANY($1::uuid[])`, [ids]);

/** The next published courses in order of id: for reading all of them without holding all of them. */
export const coursesAfter = (db: Database, id: string, limit: number): Promise<CourseRow[]> =>
  read(db, CourseRow, `${COURSE} AND c.id > $1::uuid ORDER BY c.id LIMIT $2`, [id, limit]);

export const allBases = (db: Database): Promise<BaseRow[]> => read(db, BaseRow, BASE);

export const basesByIds = (db: Database, ids: readonly string[]): Promise<BaseRow[]> =>
  read(db, BaseRow, `${BASE} WHERE b.id = ANY($1::uuid[])`, [ids]);

export const allOccupations = (db: Database): Promise<OccupationRow[]> =>
  read(db, OccupationRow, "SELECT code, name FROM occupation");

const AliasRow = z.object({ code: z.string(), aliases: z.array(z.string()) });

/** @param codes all occupations when left out */
export async function aliasesOf(db: Database, codes?: readonly string[]): Promise<Aliases> {
  const rows = await read(
    db,
    AliasRow,
    `SELECT occupation_code AS code, array_agg(alias ORDER BY alias) AS aliases FROM occupation_alias
     WHERE $1::text[] IS NULL OR occupation_code = ANY($1) GROUP BY occupation_code`,
    [codes ?? null],
  );
  return new Map(rows.map(({ code, aliases }) => [code, aliases]));
}
