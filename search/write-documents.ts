import type { z } from "zod";
import type { Database } from "../src/kit/database.ts";
import {
  BaseDocument,
  type BaseRow,
  baseDocument,
  CourseDocument,
  type CourseRow,
  courseDocuments,
  OccupationDocument,
  occupationDocument,
} from "./documents.ts";
import type { Filter } from "./filter.ts";
import { type Aliases, aliasesOf, allOccupations, basesByIds, coursesByIds } from "./index-store.ts";
import { allSucceeded, type EnqueuedWrite, type IndexName, type SearchIndexer } from "./search-indexer.ts";

/** Why a row may not be indexed, by its id. */
export type Refusals = Map<string, string>;

/** Checks documents before the engine sees them: there one bad one would fail all that travel with it. */
function checked<Document extends { id: string }>(
  schema: z.ZodType<Document>,
  documents: readonly Document[],
  refuse: (document: Document, reason: string) => void,
): Document[] {
  return documents.filter((document) => {
    const result = schema.safeParse(document);
    if (!result.success)
      refuse(document, result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
    return result.success;
  });
}

export function checkedCourseDocuments(rows: readonly CourseRow[], aliases: Aliases, refusals: Refusals) {
  const documents = rows.flatMap((row) => courseDocuments(row, aliases.get(row.occupationCode) ?? []));
  return checked(CourseDocument, documents, ({ courseId }, reason) => refusals.set(courseId, reason));
}

export function checkedBaseDocuments(rows: readonly BaseRow[], aliases: Aliases, refusals: Refusals) {
  const documents = rows.map((row) =>
    baseDocument(
      row,
      row.occupationCodes.flatMap((code) => aliases.get(code) ?? []),
    ),
  );
  return checked(BaseDocument, documents, ({ id }, reason) => refusals.set(id, reason));
}

export async function checkedOccupationDocuments(db: Database, aliases: Aliases, refusals: Refusals) {
  const rows = await allOccupations(db);
  const documents = rows.map((row) => occupationDocument(row, aliases.get(row.code) ?? []));
  return checked(OccupationDocument, documents, ({ id }, reason) => refusals.set(id, reason));
}

/** Class sessions that a course no longer has carry an older version than those just written. */
function outdated(rows: readonly CourseRow[]): Filter[] {
  const byVersion = new Map<number, string[]>();
  for (const { id, version } of rows) byVersion.set(version, [...(byVersion.get(version) ?? []), id]);
  return [...byVersion].map(([version, ids]) => ({
    every: [{ field: "courseId", oneOf: ids }, { not: { field: "version", equals: version } }],
  }));
}

/**
 * Brings these courses in the index to what their rows are now: whole documents replace what was there, what is gone is removed after,
 * so that a course that stays is never missing in between.
 * @throws IndexingFailed when the engine could not do it
 */
export async function writeCourses(
  db: Database,
  indexer: SearchIndexer,
  indexes: readonly string[],
  ids: readonly string[],
): Promise<Refusals> {
  const refusals: Refusals = new Map();
  const rows = await coursesByIds(db, ids);
  const aliases = await aliasesOf(
    db,
    rows.map(({ occupationCode }) => occupationCode),
  );
  const documents = checkedCourseDocuments(rows, aliases, refusals).filter(({ courseId }) => !refusals.has(courseId));
  const written = new Set(documents.map(({ courseId }) => courseId));
  const gone = ids.filter((id) => !written.has(id));
  const some: Filter[] = [
    ...(gone.length === 0 ? [] : [{ field: "courseId" as const, oneOf: gone }]),
    ...outdated(rows.filter(({ id }) => written.has(id))),
  ];
  const writes: EnqueuedWrite[] = [];
  for (const index of indexes) {
    if (documents.length > 0) writes.push(await indexer.put(index, documents));
    writes.push(await indexer.removeWhere(index, { some }));
  }
  await allSucceeded(writes);
  return refusals;
}

export async function writeBases(
  db: Database,
  indexer: SearchIndexer,
  indexes: readonly string[],
  ids: readonly string[],
): Promise<Refusals> {
  const refusals: Refusals = new Map();
  const documents = checkedBaseDocuments(await basesByIds(db, ids), await aliasesOf(db), refusals);
  const gone = ids.filter((id) => !documents.some((document) => document.id === id));
  const writes: EnqueuedWrite[] = [];
  for (const index of indexes) {
    if (documents.length > 0) writes.push(await indexer.put(index, documents));
    if (gone.length > 0) writes.push(await indexer.removeByIds(index, gone));
  }
  await allSucceeded(writes);
  return refusals;
}

/** All of them: there are at most 1,639, and one change is rarely alone. */
export async function writeOccupations(
  db: Database,
  indexer: SearchIndexer,
  indexes: readonly string[],
): Promise<Refusals> {
  const refusals: Refusals = new Map();
  const documents = await checkedOccupationDocuments(db, await aliasesOf(db), refusals);
  for (const index of indexes) await allSucceeded([await indexer.put(index, documents)]);
  return refusals;
}

/** Takes out whatever stands for this course, base or occupation. */
export async function removeDocuments(
  indexer: SearchIndexer,
  indexes: readonly string[],
  name: IndexName,
  id: string,
): Promise<void> {
  const writes: EnqueuedWrite[] = [];
  for (const index of indexes)
    writes.push(
      name === "courses"
        ? await indexer.removeWhere(index, { field: "courseId", oneOf: [id] })
        : await indexer.removeByIds(index, [id]),
    );
  await allSucceeded(writes);
}
