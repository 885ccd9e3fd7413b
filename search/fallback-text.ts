import { bigramsOf } from "../src/kit/text-zh.ts";
import type { SqlValues } from "./filter-sql.ts";
import { tellingWords } from "./query-text.ts";
import type { CourseQuestion } from "./search-port.ts";

const lexeme = (word: string): string => `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

const operand = (word: string): string => {
  if (!/^\p{Script=Han}{2,}$/u.test(word)) return `${lexeme(word)}:*`;
  const grams = bigramsOf(word);
  return grams.length > 1 ? `(${lexeme(word)} | (${grams.map(lexeme).join(" & ")}))` : lexeme(word);
};

/**
 * The query against `course.search_tokens`: every telling word, or all of its bigrams, must occur.
 * @returns undefined when no word is left
 */
export function tsquery(q: string): string | undefined {
  const words = tellingWords(q);
  return words.length === 0 ? undefined : words.map(operand).join(" & ");
}

/** The parts of a statement over `course c` that words make. */
export interface WordsSql {
  /** Tables for WITH. */
  tables: string[];
  join: string;
  condition: string;
  /** 0.55 … 1, on the scale of the engine's scores. */
  score: string;
}

/** Of words that more courses have than this, none is rarer than another. */
const MANY = 1_000;

// Words of the title are read from the title: ranking by the tokens themselves would fetch each of them from the disk.
const NAMES = `SELECT code, name FROM occupation UNION ALL SELECT occupation_code, alias FROM occupation_alias`;

function scoreOf(words: readonly string[], { bind }: SqlValues): Pick<WordsSql, "tables" | "join" | "score"> {
  const bound = words.map((word) => `${bind(word)}::text`);
  const inNames = bound.map((word, at) => `bool_or(strpos(lower(name), ${word}) > 0) AS word${at}`);
  const each = bound.map(
    (word, at) => `CASE WHEN strpos(lower(c.title), ${word}) > 0 THEN 1 WHEN named.word${at} THEN 0.6 ELSE 0 END`,
  );
  return {
    tables: [`named AS MATERIALIZED (SELECT code, ${inNames.join(", ")} FROM (${NAMES}) names GROUP BY code)`],
    join: "JOIN named ON named.code = c.occupation_code",
    score: `0.55 + 0.45 * (${each.join(" + ")}) / ${words.length}`,
  };
}

/**
 * How courses are found by words: `all` of them, or (`frequency`) the rarest and as many others as may be.
 * @param q cleaned
 */
export function wordsSql(q: string, match: CourseQuestion["match"], values: SqlValues): WordsSql {
  const words = tellingWords(q);
  if (words.length === 0) return { tables: [], join: "", condition: "false", score: "1" };
  const { tables, join, score } = scoreOf(words, values);
  const operands = words.map(operand);
  if (match === "all")
    return { tables, join, score, condition: `c.search_tokens @@ ${values.bind(operands.join(" & "))}::tsquery` };
  const counted = `
    counted AS MATERIALIZED (
      SELECT word, (SELECT count(*) FROM (SELECT FROM course WHERE search_tokens @@ word LIMIT ${MANY}) found) AS courses
      FROM unnest(${values.bind(operands)}::text[]::tsquery[]) word)`;
  const rarest = "(SELECT word FROM counted ORDER BY courses LIMIT 1)";
  return { tables: [...tables, counted], join, score, condition: `c.search_tokens @@ ${rarest}` };
}
