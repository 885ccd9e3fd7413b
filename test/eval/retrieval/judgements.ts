// Judgements as a file: a header that says of which catalogue, then one line a (query, course) pair.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { LocalDate } from "../../../src/kit/clock.ts";
import type { Grade, Grades } from "./metrics.ts";

/** The demo catalogue is the same for the same scale and day. */
export interface Catalogue {
  courses: number;
  day: LocalDate;
}

export const OWN_CATALOGUE: Catalogue = { courses: 3_000, day: LocalDate.parse("2026-11-24") };

export interface Judgements {
  catalogue: Catalogue;
  /** SHA-256 over the facts of the judged courses, as they were when they were judged; files of others may have none. */
  facts: string | undefined;
  /** By query id. */
  byQuery: ReadonlyMap<string, Grades>;
}

const COLUMNS = "query_id\tcourse_id\tgrade";
const NO_GRADES: Grades = new Map();

const GRADES: ReadonlyMap<string, Grade> = new Map([
  ["0", 0],
  ["1", 1],
  ["2", 2],
  ["3", 3],
]);
export const gradeOf = (text: string): Grade | undefined => GRADES.get(text);

export const gradesOf = ({ byQuery }: Pick<Judgements, "byQuery">, queryId: string): Grades =>
  byQuery.get(queryId) ?? NO_GRADES;

export const courseIdsOf = ({ byQuery }: Pick<Judgements, "byQuery">): string[] =>
  [...new Set([...byQuery.values()].flatMap((grades) => [...grades.keys()]))].sort();

const catalogueOf = (text: string): Catalogue => {
  const [, courses, day] = /^# catalogue: (\d+) courses on (\S+)$/m.exec(text) ?? [];
  return courses === undefined ? OWN_CATALOGUE : { courses: Number(courses), day: LocalDate.parse(day) };
};

/** @throws Error naming the line that is no judgement, or contradicts one before it */
export function parseJudgements(text: string, name: string): Judgements {
  const byQuery = new Map<string, Map<string, Grade>>();
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.startsWith("#") || line === COLUMNS) continue;
    const [queryId = "", courseId = "", mark = ""] = line.split("\t").map((cell) => cell.trim());
    const grade = gradeOf(mark);
    if (queryId === "" || courseId === "" || grade === undefined)
      throw new Error(`${name}:${at + 1} is no judgement: query, course and a grade of 0 to 3, with tabs between`);
    const grades = byQuery.get(queryId) ?? new Map<string, Grade>();
    if ((grades.get(courseId) ?? grade) !== grade)
      throw new Error(`${name}:${at + 1} grades ${queryId} ${courseId} again, and otherwise`);
    byQuery.set(queryId, grades.set(courseId, grade));
  }
  return { catalogue: catalogueOf(text), facts: /^# facts: ([0-9a-f]{64})$/m.exec(text)?.[1], byQuery };
}

export const readJudgements = (file: string): Judgements => parseJudgements(readFileSync(file, "utf8"), file);

/** Of nothing, where nothing has been judged yet. */
export const judgementsSoFar = (file: string): Judgements =>
  existsSync(file)
    ? readJudgements(file)
    : { catalogue: OWN_CATALOGUE, facts: undefined, byQuery: new Map<string, Grades>() };

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** In order of query and course, so that a change of a grade is a change of one line. */
export function formatJudgements({ catalogue, facts, byQuery }: Judgements): string {
  const lines = [...byQuery].flatMap(([queryId, grades]) =>
    [...grades].map(([courseId, grade]) => `${queryId}\t${courseId}\t${grade}`),
  );
  const header = [
    `# catalogue: ${catalogue.courses} courses on ${catalogue.day}`,
    ...(facts === undefined ? [] : [`# facts: ${facts}`]),
    COLUMNS,
  ];
  return `${[...header, ...lines.sort(compare)].join("\n")}\n`;
}

export const writeJudgements = (file: string, judgements: Judgements): void =>
  writeFileSync(file, formatJudgements(judgements));
