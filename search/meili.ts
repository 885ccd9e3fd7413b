import { setTimeout as sleep } from "node:timers/promises";
import { type Index, Meilisearch, MeilisearchApiError } from "meilisearch";
import { z } from "zod";
import { elapsed, type LocalDate, localDate } from "../src/kit/clock.ts";
import { withDeadline } from "../src/kit/deadline.ts";
import { answered, createPostJson } from "./engine-http.ts";
import { baseEngineQuery, courseEngineQuery, type EngineQuery, occupationEngineQuery } from "./engine-query.ts";
import { capsOf, type EngineCaps, OLDEST_ENGINE } from "./engine-version.ts";
import { engineText } from "./filter.ts";
import { scoreThreshold } from "./query-text.ts";
import {
  allSucceeded,
  type EnqueuedWrite,
  IndexingFailed,
  type IndexName,
  type SearchIndexer,
} from "./search-indexer.ts";
import {
  type Candidates,
  type CourseCandidate,
  IndexMissing,
  type NamedCandidate,
  type SearchPort,
} from "./search-port.ts";

export interface MeiliOptions {
  url: string;
  key: string;
  /** Before every index name; test runs have one each. */
  prefix?: string;
  /** How long a search may take; then PostgreSQL is the faster answer. */
  deadlineMs?: number;
}

const SEARCH_DEADLINE_MS = 800; // twice what the engine itself allows: searchCutoffMs in settings.ts
const WRITE_DEADLINE_MS = 15_000; // every other request is accepted at once, a batch of some 8 MB included
const TASK_DEADLINE_MS = 300_000;
const TASK_POLL_MS = 20;
const VERSIONS_PAGE = 5_000;

// A hundred different days at most, in two hundred hits of every answer.
const days = new Map<number, LocalDate>();
function dayOf(unixSeconds: number): LocalDate {
  const day = days.get(unixSeconds) ?? localDate(new Date(unixSeconds * 1000));
  if (days.size > 1_000) days.clear();
  days.set(unixSeconds, day);
  return day;
}

const Score = { _rankingScore: z.number().optional() };
const Geo = z.object({ lat: z.number(), lng: z.number() });
const CourseHit = z.object({
  courseId: z.string(),
  title: z.string(),
  certNames: z.array(z.string()),
  occupationCode: z.string(),
  institutionId: z.string(),
  isWarned: z.boolean(),
  divisionCode: z.string().optional(),
  completeness: z.number(),
  level: z.number().nullable(),
  feeFen: z.number(),
  hours: z.number(),
  isSubsidised: z.boolean().nullable(),
  startsOn: z.number(),
  _geo: Geo.nullish(),
  ...Score,
});
const NamedHit = z.object({ id: z.string(), _geo: Geo.nullish(), ...Score });

const candidateOf = (hit: z.infer<typeof CourseHit>): CourseCandidate => ({
  ...hit,
  divisionCode: hit.divisionCode ?? null,
  point: hit._geo ?? null,
  startsOn: dayOf(hit.startsOn),
  textScore: hit._rankingScore ?? 1,
});
const namedOf = ({ id, _geo, _rankingScore }: z.infer<typeof NamedHit>): NamedCandidate => ({
  id,
  point: _geo ?? null,
  textScore: _rankingScore ?? 1,
});

/** How an answer of an index is checked, all at once, and what is made of each hit. */
interface HitShape<Raw, Hit> {
  answer: z.ZodType<{ hits: Raw[]; estimatedTotalHits: number }>;
  of(raw: Raw): Hit;
}
const answerOf = <Hit extends z.ZodType>(hit: Hit) => z.object({ hits: z.array(hit), estimatedTotalHits: z.number() });
const COURSE_HITS: HitShape<z.infer<typeof CourseHit>, CourseCandidate> = {
  answer: answerOf(CourseHit),
  of: candidateOf,
};
const NAMED_HITS: HitShape<z.infer<typeof NamedHit>, NamedCandidate> = { answer: answerOf(NamedHit), of: namedOf };
const IndexedVersions = z.array(z.object({ id: z.string(), version: z.number() }));

/** Said of a document, and about an index that somebody deleted, or made without our settings. */
const INDEX_FAULTS = new Set([
  ...["index_not_found", "index_primary_key_multiple_candidates_found", "index_primary_key_no_candidate_found"],
  ...["invalid_document_filter"],
]);
const NOT_ABOUT_CONTENT = new Set([401, 403, 408, 429]); // a wrong key or a busy engine

/** A request the engine refuses for good is a fault of what we sent, not an outage. */
const asFault = (error: unknown): unknown => {
  if (!(error instanceof MeilisearchApiError)) return error;
  const { status } = error.response;
  const isContent = status >= 400 && status < 500 && !NOT_ABOUT_CONTENT.has(status);
  return isContent ? new IndexingFailed(error.message, "content") : error;
};

const isMissingIndex = (error: unknown): boolean =>
  error instanceof MeilisearchApiError && error.cause?.code === "index_not_found";

/**
 * The engine, for searching and for writing. Searches carry a deadline of 800 ms and throw when it passes; writes are accepted at
 * once and done later, which `succeeded()` waits for.
 */
export function createMeiliSearch({
  url,
  key,
  prefix = "",
  deadlineMs = SEARCH_DEADLINE_MS,
}: MeiliOptions): SearchPort & SearchIndexer {
  const client = new Meilisearch({
    host: url,
    apiKey: key,
    timeout: WRITE_DEADLINE_MS,
    // Compressed answers cost 42 ms each on a fast network: search.md §6.
    requestInit: { headers: { "Accept-Encoding": "identity" } },
  });
  const post = createPostJson(url, key);
  // Read before the first write, and again after one that failed: the engine may have come back as another version.
  let caps: Promise<EngineCaps> | undefined;
  const capsNow = (): Promise<EngineCaps> => {
    caps ??= client.getVersion().then(
      ({ pkgVersion }) => capsOf(pkgVersion),
      () => {
        caps = undefined;
        return capsOf(OLDEST_ENGINE);
      },
    );
    return caps;
  };
  const marked = async (remark: string | undefined): Promise<{ customMetadata?: string }> =>
    remark !== undefined && (await capsNow()).customMetadata ? { customMetadata: remark } : {};
  const live = (name: IndexName): Index => client.index(`${prefix}${name}`);

  /** Not the client's own waiting: it lets a single look take as long as the whole wait, and an answer may be lost on its way. */
  const endOf = async (taskUid: number) => {
    for (const startedAt = elapsed(); elapsed() - startedAt < TASK_DEADLINE_MS; await sleep(TASK_POLL_MS)) {
      const task = await client.tasks.getTask(taskUid);
      if (task.status !== "enqueued" && task.status !== "processing") return task;
    }
    throw new Error(`task ${taskUid} is not done within ${TASK_DEADLINE_MS} ms`);
  };
  /** Waits for the task and checks how it ended: the client itself never complains of a failed one. */
  const awaitOk = async (taskUid: number, toleratedCode?: string): Promise<void> => {
    const { status, error } = await endOf(taskUid);
    if (status === "succeeded" || (error !== null && error.code === toleratedCode)) return;
    throw new IndexingFailed(
      error?.message ?? `task ${status}`,
      error?.type === "invalid_request" && !INDEX_FAULTS.has(error.code) ? "content" : "engine",
    );
  };
  /** @param toleratedCode a failure that leaves things as they were wanted */
  const enqueue = async (request: Promise<{ taskUid: number }>, toleratedCode?: string): Promise<EnqueuedWrite> => {
    const { taskUid } = await request.catch((error: unknown) => {
      caps = undefined;
      throw asFault(error);
    });
    return { succeeded: () => awaitOk(taskUid, toleratedCode) };
  };

  /** One request. Weak hits are left out here: a threshold in the request makes the engine score everything that matches. */
  const askOnce = async <Raw, Hit extends { textScore: number }>(
    name: IndexName,
    { q, ...body }: EngineQuery,
    matchingStrategy: "all" | "frequency",
    shape: HitShape<Raw, Hit>,
    signal: AbortSignal,
  ): Promise<Candidates<Hit>> => {
    const { uid } = live(name);
    const answer = await post(`/indexes/${uid}/search`, { q, ...body, matchingStrategy }, signal);
    if (answer.status === 404) throw new IndexMissing(uid);
    const found = answered(answer, shape.answer);
    const strong = found.hits.map(shape.of).filter(({ textScore }) => textScore >= scoreThreshold(q));
    const isAll = strong.length < body.limit;
    return { hits: strong, estimatedTotal: isAll ? strong.length : found.estimatedTotalHits };
  };
  /** Only when all words together find nothing may words be dropped, those that most documents have first. */
  const askNamed = (name: IndexName, query: EngineQuery, signal: AbortSignal): Promise<Candidates<NamedCandidate>> =>
    withDeadline(signal, deadlineMs, async (deadline) => {
      const found = await askOnce(name, query, "all", NAMED_HITS, deadline);
      const mayDrop = found.hits.length === 0 && query.q.length > 2;
      return mayDrop ? askOnce(name, query, "frequency", NAMED_HITS, deadline) : found;
    });

  return {
    courses: (question, signal) =>
      withDeadline(signal, deadlineMs, (deadline) =>
        askOnce("courses", courseEngineQuery(question), question.match, COURSE_HITS, deadline),
      ),
    occupations: (q, limit, signal) => askNamed("occupations", occupationEngineQuery(q, limit), signal),
    bases: (query, limit, signal) => askNamed("bases", baseEngineQuery(query, limit), signal),

    liveIndex: (name) => live(name).uid,
    nextIndex: (name, tag) => `${live(name).uid}_${tag}`,
    documentCount: async (index) => {
      try {
        return (await client.index(index).getStats()).numberOfDocuments;
      } catch (error) {
        if (isMissingIndex(error)) return undefined;
        throw error;
      }
    },
    create: async (index, settings) => {
      const writes = [
        await enqueue(client.createIndex(index, { primaryKey: "id" }), "index_already_exists"),
        await enqueue(client.updateIndex(index, { primaryKey: "id" })), // of one that a refused document has made
        await enqueue(client.index(index).updateSettings(settings)),
      ];
      return { succeeded: () => allSucceeded(writes) };
    },
    put: async (index, documents, remark) =>
      enqueue(client.index(index).addDocuments([...documents], await marked(remark))),
    removeByIds: async (index, ids, remark) =>
      enqueue(client.index(index).deleteDocuments([...ids], await marked(remark))),
    removeWhere: async (index, filter, remark) =>
      enqueue(client.index(index).deleteDocuments({ filter: engineText(filter) }, await marked(remark))),
    swap: async (pairs) => {
      const exchange = await enqueue(
        client.swapIndexes(pairs.map(([left, right]) => ({ indexes: [left, right], rename: false }))),
      );
      await exchange.succeeded();
    },
    drop: (index) => enqueue(client.deleteIndex(index), "index_not_found"),
    versionsOf: async (index, ids) => {
      const fields = ["id", "version"];
      // The empty filter makes it a POST: thousands of ids do not fit into the address of a GET.
      const wish = { fields, ids: [...ids], limit: ids.length, filter: [] };
      const { results } = await client.index(index).getDocuments(wish);
      return IndexedVersions.parse(results);
    },
    lastTask: async () => (await client.tasks.getTasks({ limit: 1 })).results[0]?.uid ?? -1,
    async *versions(index) {
      for (let offset = 0; ; offset += VERSIONS_PAGE) {
        const { results } = await client
          .index(index)
          .getDocuments({ fields: ["id", "version"], limit: VERSIONS_PAGE, offset });
        if (results.length > 0) yield IndexedVersions.parse(results);
        if (results.length < VERSIONS_PAGE) return;
      }
    },
  };
}
