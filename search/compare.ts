import type { Database } from "../src/kit/database.ts";
import type { IndexName, SearchIndexer } from "./search-indexer.ts";
import { expectedCount, rowsBehind, wantedRows } from "./wanted-documents.ts";

/** How a document and the row it should stand for differ. */
export interface Difference {
  id: string;
  /** missing: the row is wanted and has no document; stale: the document is of another version; ghost: no row wants it. */
  kind: "missing" | "stale" | "ghost";
  /** Of the change that would mend it, as the outbox names it; undefined where the row is gone. */
  key: string | undefined;
  /** A change of it is on its way, or was put aside: the difference is known. */
  open: "waiting" | "parked" | null;
}

const PAGE = 5_000;

/**
 * Compares an index with the rows by id and version, page by page: every document against its row, then, unless the numbers show that
 * none can be missing, every wanted row against its document. Each page is compared with the rows as they are at that moment, so
 * changes during the comparison show as open and not as differences. What was put aside is not wanted in the index.
 */
export async function* differences(
  db: Database,
  indexer: SearchIndexer,
  name: IndexName,
  index: string,
): AsyncGenerator<Difference[]> {
  let right = 0;
  for await (const documents of indexer.versions(index)) {
    const rows = await rowsBehind(
      db,
      name,
      documents.map(({ id }) => id),
    );
    const found: Difference[] = [];
    for (const { id, version } of documents) {
      const row = rows.get(id);
      const { key, open = null } = row ?? {};
      if (row === undefined || !row.isWanted || row.open === "parked") found.push({ id, kind: "ghost", key, open });
      else if (row.version !== version) found.push({ id, kind: "stale", key, open });
      else right += 1;
    }
    if (found.length > 0) yield found;
  }
  if (right === (await expectedCount(db, name))) return;
  for await (const rows of wantedRows(db, name, PAGE)) {
    const wanted = rows.filter(({ open }) => open !== "parked");
    const there = await indexer.versionsOf(
      index,
      wanted.map(({ id }) => id),
    );
    const ids = new Set(there.map(({ id }) => id));
    const missing = wanted.filter(({ id }) => !ids.has(id));
    if (missing.length > 0) yield missing.map(({ id, key, open }) => ({ id, kind: "missing" as const, key, open }));
  }
}
