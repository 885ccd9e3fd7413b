import { z } from "zod";
import { completenessOf } from "../src/courses/course-rules.ts";
import { LocalDate } from "../src/kit/clock.ts";
import type { Database } from "../src/kit/database.ts";
import type { Point } from "../src/kit/geo.ts";
import { readWithin, type Statement } from "./bounded-read.ts";
import { courseStatement } from "./fallback-courses.ts";
import { baseStatement, occupationStatement } from "./fallback-named.ts";
import { type Nearness, nearnessOf } from "./nearness.ts";
import type { Candidates, CourseCandidate, NamedCandidate, SearchPort } from "./search-port.ts";

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

export interface FallbackOptions {
  /** How long a read may take; nobody is left to turn to after that. */
  deadlineMs?: number;
}

const DEADLINE_MS = 400;

/**
 * Search from PostgreSQL alone, for when the engine cannot answer: the same hard conditions; words by jieba, bigrams and pinyin; no
 * forgiveness for slips, which are read before a query gets here.
 */
export function createFallbackSearch(db: Database, { deadlineMs = DEADLINE_MS }: FallbackOptions = {}): SearchPort {
  let known: Nearness | undefined;
  const nearness = async (): Promise<Nearness> => {
    known ??= await nearnessOf(db);
    return known;
  };
  const ask = async <Row extends { total: number }, Hit>(
    statement: Statement,
    row: z.ZodType<Row>,
    hit: (row: Row) => Hit,
    signal: AbortSignal,
  ): Promise<Candidates<Hit>> => {
    const rows = z.array(row).parse(await readWithin(db, statement, deadlineMs, signal));
    return { hits: rows.map(hit), estimatedTotal: rows[0]?.total ?? 0 };
  };
  return {
    courses: async (question, signal) => ask(courseStatement(question, await nearness()), CourseHit, courseOf, signal),
    occupations: (q, limit, signal) => ask(occupationStatement(q, limit), NamedHit, namedOf, signal),
    bases: async (query, limit, signal) =>
      ask(baseStatement(query, limit, await nearness()), NamedHit, namedOf, signal),
  };
}
