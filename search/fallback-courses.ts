import type { LocalDate } from "../src/kit/clock.ts";
import type { Statement } from "./bounded-read.ts";
import type { CourseQuery } from "./course-query.ts";
import { wordsSql } from "./fallback-text.ts";
import type { Filter } from "./filter.ts";
import { type SqlColumns, type SqlValues, sqlText, sqlValues } from "./filter-sql.ts";
import type { Nearness } from "./nearness.ts";
import { courseFilter } from "./query-filter.ts";
import { cleanQuery } from "./query-text.ts";
import type { CourseQuestion } from "./search-port.ts";

/** What is counted at most, as by the engine: nobody leafs through more. */
const COUNTED = 1_000;

const COLUMNS: SqlColumns = {
  courseId: "c.id::text",
  area: "t.division_code",
  occupationCode: "c.occupation_code",
  mode: "c.mode::text",
  schedule: "c.schedule::text",
  level: "c.level",
  isSubsidised: "c.is_subsidised",
  feeFen: "c.fee_fen",
};
const FACTS = `c.id AS "courseId", c.title, c.certificates AS "certNames", c.occupation_code AS "occupationCode",
  c.institution_id AS "institutionId", i.state = 'warned' AS "isWarned", left(t.division_code, 6) AS "divisionCode",
  c.level, c.fee_fen AS "feeFen", c.hours, c.is_subsidised AS "isSubsidised", cardinality(o.levels) > 0 AS "hasLevels",
  coalesce(c.requirements, '') <> '' AS "hasRequirements", coalesce(c.contact_phone, '') <> '' AS "hasPhone",
  c.description <> '' AS "hasDescription", t.lat, t.lng`;
const PUBLISHED = "c.status = 'published' AND i.state IN ('admitted', 'warned')";
const INSTITUTION = "JOIN institution i ON i.id = c.institution_id";
const SITE = "LEFT JOIN site t ON t.id = c.site_id";

/** The hard conditions, taken apart by the table they are asked of. */
function conditionsOf(query: CourseQuery, today: LocalDate): { start: Filter; site: Filter; course: Filter } {
  const filter = courseFilter(query, today);
  const parts: readonly Filter[] = "every" in filter ? filter.every : [filter];
  const isAboutStart = (part: Filter): boolean => "field" in part && part.field === "startsOn";
  const isAboutSite = (part: Filter): boolean => "within" in part;
  return {
    start: { every: parts.filter(isAboutStart) },
    site: { every: parts.filter(isAboutSite) },
    course: { every: parts.filter((part) => !isAboutStart(part) && !isAboutSite(part)) },
  };
}

/** Which sites count, how far away they are, and whether an index knows the nearest. */
interface Near {
  condition: string;
  away: string;
  isIndexed: boolean;
}

const sitesOf = ({ condition, away }: Near): string =>
  `SELECT id, division_code, ${away} AS away FROM site WHERE ${condition}`;

/** What a list is made of; a list has the columns id, textScore, lead, key and startsOn, and is ordered by lead, key, startsOn. */
interface Parts {
  values: SqlValues;
  start: Filter;
  near: Near | undefined;
  condition: string;
}

const openSession = ({ start, values }: Parts, alias: string): string =>
  `${alias}.cancelled_at IS NULL AND ${sqlText(start, { startsOn: `${alias}.starts_on` }, values)}`;

const firstSession = (parts: Parts, courseId: string): string => `
  CROSS JOIN LATERAL (SELECT s.starts_on FROM class_session s WHERE s.course_id = ${courseId} AND ${openSession(parts, "s")}
    ORDER BY s.starts_on LIMIT 1) s`;

/** Class sessions from the earliest on, until there are enough. */
const bySessions = (parts: Parts): string => `
  SELECT c.id, 1 AS "textScore", 0 AS lead, 0 AS key, s.starts_on::text AS "startsOn"
  FROM class_session s JOIN course c ON c.id = s.course_id ${INSTITUTION} ${SITE}
  WHERE ${openSession(parts, "s")} AND ${parts.condition} AND NOT EXISTS (
    SELECT FROM class_session e WHERE e.course_id = s.course_id AND ${openSession(parts, "e")}
      AND (e.starts_on, e.id) < (s.starts_on, s.id))
  ORDER BY s.starts_on, s.course_id LIMIT ${COUNTED}`;

/** Sites from the nearest on, until there are enough. */
const bySites = (parts: Parts, near: Near): string => {
  const sites = near.isIndexed ? "site t" : `(${sitesOf(near)} ORDER BY away, id) t`;
  const away = near.isIndexed ? near.away : "t.away";
  return `
    SELECT c.id, 1 AS "textScore", 0 AS lead, ${away} AS key, s.starts_on::text AS "startsOn"
    FROM ${sites} JOIN course c ON c.site_id = t.id ${INSTITUTION} ${firstSession(parts, "c.id")}
    WHERE ${near.isIndexed ? near.condition : "true"} AND ${parts.condition}
    ORDER BY ${away}, t.id, c.id LIMIT ${COUNTED}`;
};

/**
 * All courses that fit, the best first; sessions are looked for from the top of that list only. Which of equals is cut off must not
 * follow the order in which counties were loaded: hence the hash.
 */
const byMerit = (parts: Parts, merit: { score: string; lead: string; key: string; join: string }): string => `
  SELECT fit.*, s.starts_on::text AS "startsOn" FROM (
    SELECT c.id, ${merit.score} AS "textScore", ${merit.lead} AS lead, ${merit.key} AS key, uuid_hash(c.id) AS tie
    FROM course c ${INSTITUTION} ${parts.near === undefined ? SITE : `JOIN (${sitesOf(parts.near)}) t ON t.id = c.site_id`} ${merit.join}
    WHERE ${parts.condition} ORDER BY lead DESC, key, tie) fit ${firstSession(parts, "fit.id")}
  ORDER BY fit.lead DESC, fit.key, fit.tie LIMIT ${COUNTED}`;

/** What a person wants first after the words; undefined = the earliest start, which another table knows. */
function orderColumn({ sort = "relevance", near }: CourseQuery): string | undefined {
  if (sort === "cheapest") return "c.fee_fen";
  if (sort === "shortest") return "c.hours";
  return sort === "soonest" || near === undefined ? undefined : "t.away";
}

/** The best candidates, found the way that reads least. */
export function courseStatement({ query, today, limit, match, prefer }: CourseQuestion, nearness: Nearness): Statement {
  const values = sqlValues();
  const { start, site, course } = conditionsOf(query, today);
  const near = query.near && {
    condition: sqlText(site, {}, values),
    away: nearness.away(query.near, values),
    isIndexed: nearness.isIndexed,
  };
  const q = cleanQuery(query.q);
  const words = q === undefined ? undefined : wordsSql(q, match, values);
  const condition = [PUBLISHED, sqlText(course, COLUMNS, values), words?.condition ?? "true"].join(" AND ");
  const parts: Parts = { values, start, near, condition };
  const lead = words?.score ?? (prefer && `(strpos(lower(c.title), ${values.bind(prefer)}) > 0)::int`);
  const key = orderColumn(query);
  const list = (): string => {
    if (lead === undefined && key === undefined && near === undefined) return bySessions(parts);
    if (lead === undefined && key === "t.away" && near !== undefined) return bySites(parts, near);
    return byMerit(parts, { score: words?.score ?? "1", lead: lead ?? "0", key: key ?? "0", join: words?.join ?? "" });
  };
  const order = `lead DESC, key, "startsOn", id`;
  const text = `
    WITH ${[...(words?.tables ?? []), `list AS (${list()})`].join(", ")},
    top AS (SELECT *, count(*) OVER ()::int AS total FROM list ORDER BY ${order} LIMIT ${values.bind(limit)})
    SELECT ${FACTS}, top."textScore"::float, top."startsOn", top.total
    FROM top JOIN course c ON c.id = top.id ${INSTITUTION} JOIN occupation o ON o.code = c.occupation_code ${SITE}
    ORDER BY top.lead DESC, top.key, top."startsOn", top.id`;
  return { text, values: values.values };
}
