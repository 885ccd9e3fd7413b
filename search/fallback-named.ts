import type { Statement } from "./bounded-read.ts";
import { type SqlColumns, type SqlValues, sqlText, sqlValues } from "./filter-sql.ts";
import type { Nearness } from "./nearness.ts";
import { baseFilter } from "./query-filter.ts";
import { cleanQuery, tellingWords } from "./query-text.ts";
import type { BaseQuery } from "./search-port.ts";

/** How well a name fits: 1 where it is the whole query, less the more of the name is something else. */
const nameScore = (name: string, q: string): string =>
  `greatest(0.5, least(1, char_length(${q}) / char_length(${name})::float))`;

const allWordsIn = (names: string, words: readonly string[], { bind }: SqlValues): string =>
  words.map((word) => `strpos(${names}, ${bind(word)}) > 0`).join(" AND ") || "false";

/** Occupations by official and popular names: a few thousand short strings, looked through as they are. */
export function occupationStatement(q: string, limit: number): Statement {
  const values = sqlValues();
  const clean = cleanQuery(q) ?? "";
  const text = `
    WITH name AS (
      SELECT code AS id, name FROM occupation UNION ALL SELECT occupation_code, alias FROM occupation_alias),
    hit AS (
      SELECT id, max(${nameScore("name", values.bind(clean))}) AS "textScore" FROM name
      WHERE ${allWordsIn("lower(name)", tellingWords(clean), values)} GROUP BY id)
    SELECT *, NULL::float AS lat, NULL::float AS lng, count(*) OVER ()::int AS total FROM hit
    ORDER BY "textScore" DESC, id LIMIT ${values.bind(limit)}`;
  return { text, values: values.values };
}

const BASE_NAMES = `b.name || ' ' || (
  SELECT coalesce(string_agg(n, ' '), '') FROM (
    SELECT o.name AS n FROM occupation o WHERE o.code = ANY(b.occupation_codes)
    UNION ALL SELECT a.alias FROM occupation_alias a WHERE a.occupation_code = ANY(b.occupation_codes)) names)`;

const BASE_COLUMNS: SqlColumns = { area: "b.division_code", occupationCodes: "b.occupation_codes" };

/** Training bases, the nearest first. */
export function baseStatement(query: BaseQuery, limit: number, nearness: Nearness): Statement {
  const values = sqlValues();
  const q = cleanQuery(query.q);
  const filter = baseFilter(query);
  const order = query.near === undefined ? "id" : nearness.away(query.near, values);
  const text = `
    SELECT b.id, b.lat, b.lng, 1::float AS "textScore", count(*) OVER ()::int AS total FROM training_base b
    WHERE ${filter === undefined ? "true" : sqlText(filter, BASE_COLUMNS, values)}
      AND ${q === undefined ? "true" : allWordsIn(`lower(${BASE_NAMES})`, tellingWords(q), values)}
    ORDER BY ${order}, id LIMIT ${values.bind(limit)}`;
  return { text, values: values.values };
}
