import { INDEX_NAMES } from "../../../search/search-indexer.ts";
import { expectedVersions } from "../../../search/wanted-documents.ts";
import type { Ground } from "./ground.ts";

/** How far the index is from the rows: documents that are missing, of another version, or of no row. Looks only, repairs nothing. */
export async function indexDrift({ db, engine }: Pick<Ground, "db" | "engine">): Promise<number> {
  let drift = 0;
  for (const name of INDEX_NAMES) {
    const expected = await expectedVersions(db, name);
    const seen = new Map<string, number>();
    for await (const page of engine.versions(engine.liveIndex(name)))
      for (const { id, version } of page) seen.set(id, version);
    const wrong = [...expected].filter(([id, version]) => seen.get(id) !== version).length;
    const ghosts = [...seen.keys()].filter((id) => !expected.has(id)).length;
    drift += wrong + ghosts;
  }
  return drift;
}
