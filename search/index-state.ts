import { z } from "zod";
import type { Database } from "../src/kit/database.ts";
import { sha256 } from "../src/kit/ids.ts";
import type { Targets } from "./apply-changes.ts";
import { allSucceeded, type EnqueuedWrite, INDEX_NAMES, type IndexName, type SearchIndexer } from "./search-indexer.ts";
import { DOCUMENT_SHAPE, SETTINGS } from "./settings.ts";

/** Changes whenever the indexes have to be built anew. */
export const SETTINGS_HASH = sha256(JSON.stringify({ SETTINGS, DOCUMENT_SHAPE })).slice(0, 8);

const BUILT = "search-index";
const REBUILDING = "search-rebuild";

const Built = z.object({ hash: z.string() });
const Names = z.object({ courses: z.string(), occupations: z.string(), bases: z.string() });
/** What each of the three is called in the engine. */
export type IndexNames = z.infer<typeof Names>;

const read = async <Value>({ prisma }: Database, key: string, schema: z.ZodType<Value>): Promise<Value | undefined> => {
  const row = await prisma.installation.findUnique({ where: { key } });
  return row === null ? undefined : schema.parse(row.value);
};
const write = async ({ prisma }: Database, key: string, value: Record<string, string>, now: Date): Promise<void> => {
  await prisma.installation.upsert({
    where: { key },
    create: { key, value, updatedAt: now },
    update: { value, updatedAt: now },
  });
};

export const builtHash = async (db: Database): Promise<string | undefined> => (await read(db, BUILT, Built))?.hash;
export const markBuilt = (db: Database, now: Date): Promise<void> => write(db, BUILT, { hash: SETTINGS_HASH }, now);

/** The indexes a rebuild is filling, in this process or another; changes go to them too. */
export const nextIndexes = (db: Database): Promise<IndexNames | undefined> => read(db, REBUILDING, Names);
export const markRebuilding = (db: Database, next: IndexNames, now: Date): Promise<void> =>
  write(db, REBUILDING, next, now);
export const markNotRebuilding = async ({ prisma }: Database): Promise<void> => {
  await prisma.installation.deleteMany({ where: { key: REBUILDING } });
};

export const liveIndexes = (indexer: SearchIndexer): IndexNames => ({
  courses: indexer.liveIndex("courses"),
  occupations: indexer.liveIndex("occupations"),
  bases: indexer.liveIndex("bases"),
});

/** Where a change of each kind is written. */
export async function writeTargets(db: Database, indexer: SearchIndexer): Promise<Targets> {
  const next = await nextIndexes(db);
  const targets = (name: IndexName): string[] => [indexer.liveIndex(name), ...(next === undefined ? [] : [next[name]])];
  return { courses: targets("courses"), occupations: targets("occupations"), bases: targets("bases") };
}

export async function makeIndexes(indexer: SearchIndexer, indexes: Partial<IndexNames>): Promise<void> {
  const made: EnqueuedWrite[] = [];
  for (const name of INDEX_NAMES) {
    const index = indexes[name];
    if (index !== undefined) made.push(await indexer.create(index, SETTINGS[name]));
  }
  await allSucceeded(made);
}

/**
 * Makes the live indexes that do not exist yet. Empty ones get their settings again: a document sent to a missing index makes it
 * without them, even when the document is then refused.
 */
export async function ensureLiveIndexes(indexer: SearchIndexer): Promise<void> {
  const empty: Partial<IndexNames> = {};
  for (const name of INDEX_NAMES) {
    const index = indexer.liveIndex(name);
    if (!(await indexer.documentCount(index))) empty[name] = index;
  }
  await makeIndexes(indexer, empty);
}

/** Also those whose making the engine has not come to yet: it keeps the order. */
export async function dropIndexes(indexer: SearchIndexer, indexes: IndexNames): Promise<void> {
  const dropped: EnqueuedWrite[] = [];
  for (const name of INDEX_NAMES) dropped.push(await indexer.drop(indexes[name]));
  await allSucceeded(dropped);
}
