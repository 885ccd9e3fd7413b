import type { Database } from "../src/kit/database.ts";
import { applyChanges, type Targets, type Unapplied } from "./apply-changes.ts";
import { differences } from "./compare.ts";
import { INDEX_NAMES, type IndexName, type SearchIndexer } from "./search-indexer.ts";

interface Drift {
  /** Ids that the index lacks. */
  missing: string[];
  /** Ids whose document is of another version than the row. */
  stale: string[];
  /** Ids in the index that no row stands for, or only one that was put aside. */
  ghosts: string[];
}

export type DriftByIndex = Record<IndexName, Drift>;

const REPAIR_BATCH = 500;

interface Repair {
  drift: DriftByIndex;
  /** What could not be repaired. */
  unapplied: Unapplied;
}

/** One index: what differs and is not on its way by itself, with the keys whose rows mend it. */
async function findDrift(db: Database, indexer: SearchIndexer, name: IndexName, index: string) {
  const drift: Drift = { missing: [], stale: [], ghosts: [] };
  const keys = new Set<string>();
  for await (const page of differences(db, indexer, name, index))
    for (const { id, kind, key, open } of page) {
      if (open === "waiting") continue;
      if (kind === "ghost") drift.ghosts.push(id);
      else drift[kind].push(id);
      if (kind !== "ghost" && key !== undefined) keys.add(key);
    }
  return { drift, keys: [...keys] };
}

/** Brings what the keys name to what the rows are now, in these indexes alone. */
export async function writeAgain(
  db: Database,
  indexer: SearchIndexer,
  indexes: Readonly<Record<IndexName, string>>,
  keys: readonly string[],
  held: AbortSignal,
): Promise<Unapplied> {
  const targets: Targets = { courses: [indexes.courses], occupations: [indexes.occupations], bases: [indexes.bases] };
  const refused = new Map<string, string>();
  const suspect = new Map<string, string>();
  for (let at = 0; at < keys.length; at += REPAIR_BATCH) {
    const unapplied = await applyChanges({ db, indexer }, keys.slice(at, at + REPAIR_BATCH), targets, held);
    for (const [key, reason] of unapplied.refused) refused.set(key, reason);
    for (const [key, reason] of unapplied.suspect) suspect.set(key, reason);
  }
  return { refused, suspect };
}

/**
 * Compares the indexes with the rows by id and version, and repairs what differs: from the current rows what is missing or stale,
 * ghosts by their id. A change that is on its way is no drift.
 * @param held aborts when others may write too, because the lock was lost
 */
export async function repairDrift(
  db: Database,
  indexer: SearchIndexer,
  indexes: Readonly<Record<IndexName, string>>,
  held: AbortSignal,
): Promise<Repair> {
  const refused = new Map<string, string>();
  const suspect = new Map<string, string>();
  const repaired = async (name: IndexName): Promise<Drift> => {
    const { drift, keys } = await findDrift(db, indexer, name, indexes[name]);
    const unapplied = await writeAgain(db, indexer, indexes, keys, held);
    for (const [key, reason] of unapplied.refused) refused.set(key, reason);
    for (const [key, reason] of unapplied.suspect) suspect.set(key, reason);
    if (drift.ghosts.length > 0) await (await indexer.removeByIds(indexes[name], drift.ghosts)).succeeded();
    return drift;
  };
  const drift = {
    courses: await repaired("courses"),
    occupations: await repaired("occupations"),
    bases: await repaired("bases"),
  };
  return { drift, unapplied: { refused, suspect } };
}

export const isDrifting = (drift: DriftByIndex): boolean => INDEX_NAMES.some((name) => driftCount(drift[name]) > 0);
const driftCount = ({ missing, stale, ghosts }: Drift): number => missing.length + stale.length + ghosts.length;

/** How many of each, for a line of a log or of a command. */
export const driftCounts = (drift: DriftByIndex) =>
  INDEX_NAMES.map((name) => ({
    index: name,
    missing: drift[name].missing.length,
    stale: drift[name].stale.length,
    ghosts: drift[name].ghosts.length,
  }));
