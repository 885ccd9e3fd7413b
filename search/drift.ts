import type { Database } from "../src/kit/database.ts";
import { coursesOfSessions } from "./index-store.ts";
import type { IndexName, SearchIndexer } from "./search-indexer.ts";
import { expectedVersions } from "./wanted-documents.ts";
import { writeBases, writeCourses, writeOccupations } from "./write-documents.ts";

export interface Drift {
  /** Ids that the index lacks. */
  missing: string[];
  /** Ids whose document is of another version than the row. */
  stale: string[];
  /** Ids in the index that no row stands for. */
  ghosts: string[];
}

const REPAIR_BATCH = 500;

async function findDrift(db: Database, indexer: SearchIndexer, name: IndexName, index: string): Promise<Drift> {
  const expected = await expectedVersions(db, name);
  const stale: string[] = [];
  const ghosts: string[] = [];
  for await (const page of indexer.versions(index))
    for (const { id, version } of page) {
      const wanted = expected.get(id);
      if (wanted === undefined) ghosts.push(id);
      else if (wanted !== version) stale.push(id);
      expected.delete(id);
    }
  return { missing: [...expected.keys()], stale, ghosts };
}

/** Writes what is missing or stale from the current rows and removes ghosts. */
async function repairDrift(
  db: Database,
  indexer: SearchIndexer,
  name: IndexName,
  index: string,
  { missing, stale, ghosts }: Drift,
): Promise<void> {
  const wrong = [...missing, ...stale];
  if (name === "occupations" && wrong.length > 0) await writeOccupations(db, indexer, [index]);
  else
    for (let at = 0; at < wrong.length; at += REPAIR_BATCH) {
      const ids = wrong.slice(at, at + REPAIR_BATCH);
      if (name === "courses") await writeCourses(db, indexer, [index], await coursesOfSessions(db, ids));
      else await writeBases(db, indexer, [index], ids);
    }
  if (ghosts.length > 0) await (await indexer.removeByIds(index, ghosts)).succeeded();
}

/**
 * Compares an index with the rows by id and version, and repairs what differs. A change that is still on its way shows as drift.
 * @returns what was found
 */
export async function checkDrift(db: Database, indexer: SearchIndexer, name: IndexName, index: string): Promise<Drift> {
  const drift = await findDrift(db, indexer, name, index);
  await repairDrift(db, indexer, name, index, drift);
  return drift;
}
