import type { Filter } from "./filter.ts";

export const INDEX_NAMES = ["courses", "occupations", "bases"] as const;
export type IndexName = (typeof INDEX_NAMES)[number];

/** The settings of an index that we set, and nothing newer than the oldest engine we support (1.21). */
export interface Settings {
  searchableAttributes: string[];
  displayedAttributes: string[];
  filterableAttributes: (
    | string
    | {
        attributePatterns: string[];
        features: { facetSearch: boolean; filter: { equality: boolean; comparison: boolean } };
      }
  )[];
  sortableAttributes: string[];
  rankingRules: string[];
  localizedAttributes: { attributePatterns: string[]; locales: "cmn"[] }[];
  typoTolerance: {
    minWordSizeForTypos: { oneTypo: number; twoTypos: number };
    disableOnNumbers: boolean;
    disableOnAttributes: string[];
  };
  stopWords: string[];
  synonyms: Record<string, string[]>;
  dictionary: string[];
  nonSeparatorTokens: string[];
  faceting: { maxValuesPerFacet: number; sortFacetValuesBy: Record<string, "count"> };
  pagination: { maxTotalHits: number };
  distinctAttribute: null;
  proximityPrecision: "byAttribute";
  searchCutoffMs: number;
}

/** A document as it is in the index. */
export interface IndexedVersion {
  id: string;
  version: number;
}

/** A write whose task the engine has accepted; `succeeded` rejects with IndexingFailed when the task failed. */
export interface EnqueuedWrite {
  succeeded(): Promise<void>;
}

/** @throws IndexingFailed for the first that failed */
export async function allSucceeded(writes: readonly EnqueuedWrite[]): Promise<void> {
  for (const write of writes) await write.succeeded();
}

/** The engine took the task and could not do it. */
export class IndexingFailed extends Error {
  /** What is to blame: a document or the settings of the task; or the engine itself, with a full disk or a fault of its own. */
  readonly blames: "content" | "engine";

  constructor(message: string, blames: "content" | "engine") {
    super(message);
    this.name = "IndexingFailed";
    this.blames = blames;
  }
}

/**
 * The write side of the engine. `index` is a name given by `liveIndex` or made by a rebuild. The engine does what it has accepted in the
 * order it came; accepted is not done.
 */
export interface SearchIndexer {
  /** Name of the index that is searched. */
  liveIndex(name: IndexName): string;
  /** A name for an index that a rebuild makes. */
  nextIndex(name: IndexName, tag: string): string;
  /** @returns undefined when there is no such index */
  documentCount(index: string): Promise<number | undefined>;
  /** Makes the index if there is none, and gives it its settings. What is sent to it after this is done after this. */
  create(index: string, settings: Settings): Promise<EnqueuedWrite>;
  /** @param remark shown with the task, where the engine can keep one */
  put(index: string, documents: readonly { id: string }[], remark?: string): Promise<EnqueuedWrite>;
  removeByIds(index: string, ids: readonly string[], remark?: string): Promise<EnqueuedWrite>;
  removeWhere(index: string, filter: Filter, remark?: string): Promise<EnqueuedWrite>;
  /** Exchanges what stands behind the two names of each pair, all or nothing. */
  swap(pairs: readonly [string, string][]): Promise<void>;
  /** No index of that name is as good. */
  drop(index: string): Promise<EnqueuedWrite>;
  /** Every document's id and version, page by page. */
  versions(index: string): AsyncIterable<IndexedVersion[]>;
  /** Of these documents; those that are not there are left out. */
  versionsOf(index: string, ids: readonly string[]): Promise<IndexedVersion[]>;
  /** Number of the latest write the engine knows of, -1 if none. It only grows, unless the engine was set back or emptied. */
  lastTask(): Promise<number>;
}
