import { z } from "zod";
import { completenessOf } from "../src/courses/course-rules.ts";
import { LocalDate } from "../src/kit/clock.ts";
import type { Database } from "../src/kit/database.ts";
import type { Point } from "../src/kit/geo.ts";
import type { CourseQuery } from "./course-query.ts";
import { tsquery } from "./fallback-text.ts";
import { areaColumns, type SqlColumns, type SqlValues, sqlText, sqlValues } from "./filter-sql.ts";
import { baseFilter, courseFilter } from "./query-filter.ts";
import { cleanQuery, tellingWords } from "./query-text.ts";
import type { Candidates, CourseCandidate, CourseQuestion, NamedCandidate, SearchPort } from "./search-port.ts";

const Total = { total: z.number() };
const Place = { lat: z.number().nullable(), lng: z.number().nullable() };
const CourseHit = z.object({
  courseId: z.string(),
  title: z.string(),
  certNames: z.array(z.string()),
  occupationCode: z.string(),
  institutionId: z.string(),
  isWarned: z.boolean(),
  divisionCode: z.string().nullable(),
  level: z.number().nullable(),
  feeFen: z.number(),
  hours: z.number(),
  isSubsidised: z.boolean().nullable(),
  hasLevels: z.boolean(),
  hasRequirements: z.boolean(),
  hasPhone: z.boolean(),
  hasDescription: z.boolean(),
  startsOn: LocalDate,
  textScore: z.number(),
  ...Place,
  ...Total,
});
const NamedHit = z.object({ id: z.string(), textScore: z.number(), ...Place, ...Total });

const COURSE_COLUMNS: SqlColumns = {
  courseId: "c.id::text",
  ...areaColumns("t.division_code"),
  occupationCode: "c.occupation_code",
  mode: "c.mode::text",
  schedule: "c.schedule::text",
  level: "c.level",
  isSubsidised: "c.is_subsidised",
  feeFen: "c.fee_fen",
  startsOn: "s.starts_on",
  lat: "t.lat",
  lng: "t.lng",
};
const BASE_COLUMNS: SqlColumns = {
  ...areaColumns("b.division_code"),
  occupationCodes: "b.occupation_codes",
  lat: "b.lat",
  lng: "b.lng",
};

/** Flat-earth order is right to well under a per cent at the distances people travel; the service measures exactly. */
const nearness = ({ lat, lng }: Point, { bind }: SqlValues): string =>
  `power(lat - ${bind(lat)}, 2) + power((lng - ${bind(lng)}) * cos(radians(${bind(lat)})), 2)`;

function courseOrder({ sort = "relevance", near }: CourseQuery, values: SqlValues): string {
  if (sort === "cheapest") return `"feeFen"`;
  if (sort === "soonest") return `"startsOn"`;
  if (sort === "shortest") return "hours";
  return near === undefined ? `"startsOn"` : nearness(near, values);
}

/** How well a name fits: 1 where it is the whole query, less the more of the name is something else. */
const nameScore = (name: string, q: string): string =>
  `greatest(0.5, least(1, char_length(${q}) / char_length(${name})::float))`;

function courseStatement({ query, today, limit }: CourseQuestion): { text: string; values: unknown[] } {
  const values = sqlValues();
  const q = cleanQuery(query.q);
  const words = q === undefined ? undefined : (tsquery(q) ?? "");
  const bound = words === undefined ? undefined : `${values.bind(words)}::tsquery`;
  // Scores are put on the scale of the engine's: 1 for a word of the title, 0.56 for bigrams alone.
  const score = bound === undefined ? "1" : `least(1, 0.5 + ts_rank(c.search_tokens, ${bound}))`;
  const text = `
    WITH hit AS (
      SELECT DISTINCT ON (c.id) c.id AS "courseId", c.title, c.certificates AS "certNames",
        c.occupation_code AS "occupationCode", i.state = 'warned' AS "isWarned",
        left(t.division_code, 6) AS "divisionCode", cardinality(o.levels) > 0 AS "hasLevels",
        coalesce(c.requirements, '') <> '' AS "hasRequirements", coalesce(c.contact_phone, '') <> '' AS "hasPhone",
        c.description <> '' AS "hasDescription", c.institution_id AS "institutionId", c.level, c.fee_fen AS "feeFen", c.hours, c.is_subsidised AS "isSubsidised",
        s.starts_on::text AS "startsOn", t.lat, t.lng, (${score})::float AS "textScore"
      FROM course c
      JOIN institution i ON i.id = c.institution_id
      JOIN occupation o ON o.code = c.occupation_code
      JOIN class_session s ON s.course_id = c.id AND s.cancelled_at IS NULL
      LEFT JOIN site t ON t.id = c.site_id
      WHERE c.status = 'published' AND i.state IN ('admitted', 'warned')
        AND ${sqlText(courseFilter(query, today), COURSE_COLUMNS, values)}
        ${bound === undefined ? "" : `AND c.search_tokens @@ ${bound}`}
      ORDER BY c.id, s.starts_on)
    SELECT *, count(*) OVER ()::int AS total FROM hit
    ORDER BY "textScore" DESC, ${courseOrder(query, values)}, "courseId" LIMIT ${values.bind(limit)}`;
  return { text, values: values.values };
}

const allWordsIn = (names: string, words: readonly string[], { bind }: SqlValues): string =>
  words.map((word) => `strpos(${names}, ${bind(word)}) > 0`).join(" AND ") || "false";

function occupationStatement(q: string, limit: number): { text: string; values: unknown[] } {
  const values = sqlValues();
  const text = `
    WITH name AS (
      SELECT code AS id, name FROM occupation UNION ALL SELECT occupation_code, alias FROM occupation_alias),
    hit AS (
      SELECT id, max(${nameScore("name", values.bind(q))}) AS "textScore" FROM name
      WHERE ${allWordsIn("lower(name)", tellingWords(q), values)} GROUP BY id)
    SELECT *, NULL::float AS lat, NULL::float AS lng, count(*) OVER ()::int AS total FROM hit
    ORDER BY "textScore" DESC, id LIMIT ${values.bind(limit)}`;
  return { text, values: values.values };
}

const BASE_NAMES = `b.name || ' ' || (
  SELECT coalesce(string_agg(n, ' '), '') FROM (
    SELECT o.name AS n FROM occupation o WHERE o.code = ANY(b.occupation_codes)
    UNION ALL SELECT a.alias FROM occupation_alias a WHERE a.occupation_code = ANY(b.occupation_codes)) names)`;

function baseStatement(query: Parameters<SearchPort["bases"]>[0], limit: number): { text: string; values: unknown[] } {
  const values = sqlValues();
  const q = cleanQuery(query.q);
  const filter = baseFilter(query);
  const order = query.near === undefined ? "id" : nearness(query.near, values);
  const text = `
    SELECT b.id, b.lat, b.lng, 1::float AS "textScore", count(*) OVER ()::int AS total FROM training_base b
    WHERE ${filter === undefined ? "true" : sqlText(filter, BASE_COLUMNS, values)}
      AND ${q === undefined ? "true" : allWordsIn(`lower(${BASE_NAMES})`, tellingWords(q), values)}
    ORDER BY ${order}, id LIMIT ${values.bind(limit)}`;
  return { text, values: values.values };
}

const pointOf = ({ lat, lng }: { lat: number | null; lng: number | null }): Point | null =>
  lat === null || lng === null ? null : { lat, lng };

const courseOf = ({ lat, lng, total: _total, ...hit }: z.infer<typeof CourseHit>): CourseCandidate => ({
  ...hit,
  completeness: completenessOf({ ...hit, certificates: hit.certNames }),
  point: pointOf({ lat, lng }),
});
const namedOf = ({ id, textScore, lat, lng }: z.infer<typeof NamedHit>): NamedCandidate => ({
  id,
  textScore,
  point: pointOf({ lat, lng }),
});

/**
 * Search from PostgreSQL alone, for when the engine cannot answer: the same hard conditions, words by jieba and bigrams. No pinyin and
 * no forgiveness for typos.
 */
export function createFallbackSearch(db: Database): SearchPort {
  const ask = async <Row extends { total: number }, Hit>(
    statement: { text: string; values: unknown[] },
    row: z.ZodType<Row>,
    hit: (row: Row) => Hit,
    signal: AbortSignal,
  ): Promise<Candidates<Hit>> => {
    signal.throwIfAborted();
    const { rows } = await db.sql.query<Record<string, unknown>>(statement);
    const checked = z.array(row).parse(rows);
    return { hits: checked.map(hit), estimatedTotal: checked[0]?.total ?? 0 };
  };
  return {
    courses: (question, signal) => ask(courseStatement(question), CourseHit, courseOf, signal),
    occupations: (q, limit, signal) => ask(occupationStatement(cleanQuery(q) ?? "", limit), NamedHit, namedOf, signal),
    bases: (query, limit, signal) => ask(baseStatement(query, limit), NamedHit, namedOf, signal),
  };
}
