import type { Database } from "../src/kit/database.ts";
import { bisect } from "./bisect.ts";
import type { IndexName, SearchIndexer } from "./search-indexer.ts";
import { type Refusals, removeDocuments, writeBases, writeCourses, writeOccupations } from "./write-documents.ts";

/** Where the changes of each kind are written. */
export type Targets = Readonly<Record<IndexName, readonly string[]>>;

/** What could not be indexed, by key, and why. */
export interface Unapplied {
  /** Not to be tried again as it is; nothing of it is in the index. */
  refused: ReadonlyMap<string, string>;
  /** The engine failed on it alone, by its own account: perhaps not the next time. */
  suspect: ReadonlyMap<string, string>;
}

const KINDS: Record<string, IndexName> = { course: "courses", base: "bases", occupation: "occupations" };

interface Key {
  key: string;
  index: IndexName;
  id: string;
}

/** A key of a kind that is not indexed names nothing. */
function readKey(key: string): Key[] {
  const colon = key.indexOf(":");
  const index = KINDS[key.slice(0, colon)];
  return index === undefined ? [] : [{ key, index, id: key.slice(colon + 1) }];
}

export interface Applying {
  db: Database;
  indexer: SearchIndexer;
}

/**
 * Brings what the keys name to what the rows are now. All at once; what the engine refuses is found by halving and taken out of the
 * index, and the rest goes through.
 * @param held aborts when others may write too, because the lock was lost
 * @throws when the engine is away, or can do nothing at all
 */
export async function applyChanges(
  { db, indexer }: Applying,
  keys: readonly string[],
  targets: Targets,
  held: AbortSignal,
): Promise<Unapplied> {
  const refused = new Map<string, string>();
  const suspect = new Map<string, string>();

  const writeAll = async (part: readonly Key[]): Promise<void> => {
    held.throwIfAborted();
    const of = (index: IndexName): Key[] => part.filter((each) => each.index === index);
    const note = (kind: readonly Key[], refusals: Refusals): void => {
      for (const { key, id } of kind) {
        const reason = refusals.get(id);
        if (reason !== undefined) refused.set(key, reason);
      }
    };
    const [courses, bases, occupations] = [of("courses"), of("bases"), of("occupations")];
    const ids = (kind: readonly Key[]): string[] => kind.map(({ id }) => id);
    if (courses.length > 0) note(courses, await writeCourses(db, indexer, targets.courses, ids(courses)));
    if (bases.length > 0) note(bases, await writeBases(db, indexer, targets.bases, ids(bases)));
    if (occupations.length > 0) note(occupations, await writeOccupations(db, indexer, targets.occupations));
  };

  for (const { item, error } of await bisect([...new Set(keys)].flatMap(readKey), writeAll)) {
    (error.blames === "content" ? refused : suspect).set(item.key, error.message);
    if (error.blames === "content") await removeDocuments(indexer, targets[item.index], item.index, item.id);
  }
  return { refused, suspect };
}
