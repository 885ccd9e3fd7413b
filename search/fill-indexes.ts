import type { Database } from "../src/kit/database.ts";
import type { Progress } from "../src/kit/progress.ts";
import { bisect } from "./bisect.ts";
import type { IndexNames } from "./index-state.ts";
import { aliasesOf, allBases, coursesAfter } from "./index-store.ts";
import type { Reasons } from "./outbox-claims.ts";
import type { EnqueuedWrite, SearchIndexer } from "./search-indexer.ts";
import {
  checkedBaseDocuments,
  checkedCourseDocuments,
  checkedOccupationDocuments,
  type Refusals,
} from "./write-documents.ts";

interface Filling {
  db: Database;
  indexer: SearchIndexer;
}

export const COURSES_AT_A_TIME = 3_000; // about 4,500 documents, some 8 MB of JSON
/** One that the engine works on and one that waits: more it would join, and take much more memory for no time. */
const WRITES_IN_FLIGHT = 1;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** Documents sent, of which it is not yet known whether the engine could take them. */
interface Sent<Document> {
  index: string;
  documents: readonly Document[];
  write: EnqueuedWrite;
}

/** Waits for the batch; if the engine refused it, sends its halves, and so on, until only what it refuses is left out. */
async function settle<Document extends { id: string }>(
  indexer: SearchIndexer,
  { index, documents, write }: Sent<Document>,
  refuse: (document: Document, reason: string) => void,
): Promise<void> {
  let first: EnqueuedWrite | undefined = write;
  const failures = await bisect(documents, async (part) => {
    const sent = first ?? (await indexer.put(index, part));
    first = undefined;
    await sent.succeeded();
  });
  for (const { item, error } of failures) refuse(item, error.message);
}

/** Sends every course, a batch at a time: while the engine works on one the next is read, and memory does not grow with the table. */
async function fillCourses({ db, indexer }: Filling, index: string, refusals: Refusals, progress: Progress) {
  const aliases = await aliasesOf(db);
  const inFlight: (() => Promise<void>)[] = [];
  let after = FIRST_ID;
  let done = 0;
  for (;;) {
    const rows = await coursesAfter(db, after, COURSES_AT_A_TIME);
    const documents = checkedCourseDocuments(rows, aliases, refusals).filter(({ courseId }) => !refusals.has(courseId));
    if (documents.length > 0) {
      const sent = { index, documents, write: await indexer.put(index, documents) };
      inFlight.push(() => settle(indexer, sent, ({ courseId }, reason) => refusals.set(courseId, reason)));
    }
    done += documents.length;
    progress.advance(done);
    if (inFlight.length > WRITES_IN_FLIGHT) await inFlight.shift()?.();
    after = rows.at(-1)?.id ?? after;
    if (rows.length < COURSES_AT_A_TIME) break;
  }
  for (const settled of inFlight) await settled();
}

async function fillOne<Document extends { id: string }>(
  { indexer }: Filling,
  index: string,
  documents: readonly Document[],
  refusals: Refusals,
): Promise<void> {
  if (documents.length === 0) return;
  const sent = { index, documents, write: await indexer.put(index, documents) };
  await settle(indexer, sent, ({ id }, reason) => refusals.set(id, reason));
}

/**
 * Sends all there is to empty indexes.
 * @returns what the engine or our own check refused, by the key of its changes
 */
export async function fillIndexes(needs: Filling, indexes: IndexNames, progress: Progress): Promise<Reasons> {
  const { db } = needs;
  const aliases = await aliasesOf(db);
  const refused = { occupation: new Map(), base: new Map(), course: new Map() } satisfies Record<string, Refusals>;
  const occupations = await checkedOccupationDocuments(db, aliases, refused.occupation);
  const bases = checkedBaseDocuments(await allBases(db), aliases, refused.base);
  await fillOne(needs, indexes.occupations, occupations, refused.occupation);
  await fillOne(needs, indexes.bases, bases, refused.base);
  await fillCourses(needs, indexes.courses, refused.course, progress);
  return new Map(
    Object.entries(refused).flatMap(([kind, refusals]) =>
      [...refusals].map(([id, reason]: [string, string]) => [`${kind}:${id}`, reason] as const),
    ),
  );
}
