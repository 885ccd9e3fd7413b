import type { SearchIndexer } from "./search-indexer.ts";

/** The same engine; what is written through it carries the remark. */
export const remarked = (indexer: SearchIndexer, remark: string): SearchIndexer => ({
  ...indexer,
  put: (index, documents) => indexer.put(index, documents, remark),
  removeByIds: (index, ids) => indexer.removeByIds(index, ids, remark),
  removeWhere: (index, filter) => indexer.removeWhere(index, filter, remark),
});
