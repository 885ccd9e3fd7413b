import { z } from "zod";
import type { LocalDate } from "../kit/clock.ts";
import type { Database } from "../kit/database.ts";
import { Course } from "./course.ts";

/** A row of the read below. Only the instant differs from what people see: pg hands it over as a Date. */
const CourseRow = Course.extend({
  publishedAt: z
    .date()
    .nullable()
    .transform((at) => at?.toISOString() ?? null),
});

const sourceObject = (alias: string): string => `json_build_object('id', ${alias}.id, 'title', ${alias}.title,
  'documentNo', ${alias}.document_no, 'publishedOn', ${alias}.published_on, 'url', ${alias}.url, 'isDemo', ${alias}.is_demo)`;

// Every answer reads its hits through this: one round trip, each join by primary key, prepared once per connection.
// A county is shown with its city (内江市市中区), because several cities have a county of the same name.
const SELECT = `
  SELECT c.id, c.title, c.occupation_code AS "occupationCode", o.name AS "occupationName", c.level, c.mode, c.schedule,
    c.hours, c.fee_fen AS "feeFen", c.is_subsidised AS "isSubsidised", c.certificates, c.description, c.requirements,
    c.how_to_enrol AS "howToEnrol", c.contact_phone AS "contactPhone", c.status, c.is_demo AS "isDemo", c.version,
    c.published_at AS "publishedAt", c.stated_on::text AS "statedOn",
    json_build_object('id', i.id, 'name', i.name) AS institution,
    CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'name', s.name, 'address', s.address,
      'divisionCode', s.division_code, 'isApproximate', s.is_approximate,
      'divisionName', CASE WHEN d.level = 'county' THEN concat(city.name, d.name) ELSE coalesce(d.name, '') END,
      'point', json_build_object('lat', s.lat, 'lng', s.lng)) END AS site,
    ${sourceObject("doc")} AS source,
    CASE WHEN sub.id IS NOT NULL THEN ${sourceObject("sub")} END AS "subsidySource",
    coalesce((
      SELECT json_agg(json_build_object('id', k.id, 'startsOn', k.starts_on, 'endsOn', k.ends_on,
        'seatsLeft', k.seats_total - k.seats_taken) ORDER BY k.starts_on, k.id)
      FROM class_session k WHERE k.course_id = c.id AND k.starts_on >= $2::date AND k.cancelled_at IS NULL
    ), '[]') AS sessions
  FROM course c
  JOIN institution i ON i.id = c.institution_id
  JOIN occupation o ON o.code = c.occupation_code
  JOIN source_document doc ON doc.id = c.source_id
  LEFT JOIN source_document sub ON sub.id = c.subsidy_source_id
  LEFT JOIN site s ON s.id = c.site_id
  LEFT JOIN division d ON d.code = s.division_code
  LEFT JOIN division city ON city.code = d.parent_code`;

// A suspended or exited institution takes its courses out of sight at once, whatever the index still says.
// The cast keeps the planner from reading all published courses by the index on status, which it prefers right after a bulk load.
const PUBLISHED = {
  name: "courses-published",
  text: `${SELECT} WHERE c.id = ANY($1::uuid[]) AND c.status::text = 'published' AND i.state IN ('admitted', 'warned')`,
};
const ANY_STATE = { name: "course-any-state", text: `${SELECT} WHERE c.id = $1::uuid` };

/** Published courses by id; each with its open class sessions (from `today` on, not cancelled), soonest first. */
export async function readPublishedCourses(
  { sql }: Database,
  ids: readonly string[],
  today: LocalDate,
): Promise<Map<string, Course>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql.query<Record<string, unknown>>({ ...PUBLISHED, values: [ids, today] });
  const courses = rows.map((row) => CourseRow.parse(row));
  return new Map(courses.map((course) => [course.id, course]));
}

/** One course whatever its state. */
export async function readCourse({ sql }: Database, id: string, today: LocalDate): Promise<Course | undefined> {
  const { rows } = await sql.query<Record<string, unknown>>({ ...ANY_STATE, values: [id, today] });
  return rows[0] === undefined ? undefined : CourseRow.parse(rows[0]);
}
