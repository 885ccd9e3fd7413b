import { INDEX_NAMES } from "../../../search/search-indexer.ts";
import { expectedVersions } from "../../../search/wanted-documents.ts";
import type { Ground } from "./ground.ts";

export interface IndexDrift {
  missing: number;
  stale: number;
  ghosts: number;
}

/**
 * How far the index is from the rows: documents that are missing, of another version, or of no row. Looks only, repairs nothing, and
 * goes about it in another way than the program does: everything at once.
 */
export async function driftOf({ db, engine }: Pick<Ground, "db" | "engine">): Promise<IndexDrift> {
  const drift = { missing: 0, stale: 0, ghosts: 0 };
  for (const name of INDEX_NAMES) {
    const expected = await expectedVersions(db, name);
    const seen = new Map<string, number>();
    for await (const page of engine.versions(engine.liveIndex(name)))
      for (const { id, version } of page) seen.set(id, version);
    for (const [id, version] of expected)
      if (!seen.has(id)) drift.missing += 1;
      else if (seen.get(id) !== version) drift.stale += 1;
    drift.ghosts += [...seen.keys()].filter((id) => !expected.has(id)).length;
  }
  return drift;
}

export async function indexDrift(ground: Pick<Ground, "db" | "engine">): Promise<number> {
  const { missing, stale, ghosts } = await driftOf(ground);
  return missing + stale + ghosts;
}
