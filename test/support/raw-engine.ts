import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { testEngine } from "./engine.ts";

const Accepted = z.object({ taskUid: z.number() });
const Task = z.object({
  uid: z.number(),
  status: z.string(),
  batchUid: z.number().nullish(),
  error: z.object({ code: z.string() }).nullish(),
});
export type Task = z.infer<typeof Task>;
const Found = z.object({ hits: z.array(z.object({ title: z.string(), _rankingScore: z.number() })) });
const Facets = z.object({ facetHits: z.array(z.object({ value: z.string() })) });

/** The engine spoken to without our client and adapter: what it does by itself, which ours must know of. */
export function rawEngine() {
  const { url, key, prefix } = testEngine();
  let made = 0;

  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "accept-encoding": "identity" },
      signal: AbortSignal.timeout(20_000),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return answer.json();
  };
  /** Waits for the end of a task, however it ends. */
  const ended = async (accepted: unknown): Promise<Task> => {
    const { taskUid } = Accepted.parse(accepted);
    for (;;) {
      const task = Task.parse(await call("GET", `/tasks/${taskUid}`));
      if (task.status !== "enqueued" && task.status !== "processing") return task;
      await sleep(10);
    }
  };
  const succeeded = async (accepted: unknown): Promise<void> => {
    const { status, error } = await ended(accepted);
    if (status !== "succeeded") throw new Error(`the engine answered ${error?.code ?? status}`);
  };
  const found = async (index: string, q: string, options: object) => {
    const body = { q, limit: 50, showRankingScore: true, ...options };
    return Found.parse(await call("POST", `/indexes/${index}/search`, body)).hits;
  };

  return {
    call,
    ended,
    /** A fresh index with these settings and documents. @returns its name */
    index: async (settings: object, documents: readonly object[]): Promise<string> => {
      const uid = `${prefix}raw${++made}`;
      await succeeded(await call("POST", "/indexes", { uid, primaryKey: "id" }));
      await succeeded(await call("PATCH", `/indexes/${uid}/settings`, settings));
      if (documents.length > 0) await succeeded(await call("POST", `/indexes/${uid}/documents`, documents));
      return uid;
    },
    /** Titles of the hits, best first. */
    titles: async (index: string, q: string, options: object = {}): Promise<string[]> =>
      (await found(index, q, options)).map(({ title }) => title),
    /** Relevance by title. */
    scores: async (index: string, q: string, options: object = {}): Promise<Map<string, number>> =>
      new Map((await found(index, q, options)).map(({ title, _rankingScore }) => [title, _rankingScore])),
    /** Values of a facet that begin with the text, as the engine understands it. */
    facetValues: async (index: string, facetName: string, facetQuery: string): Promise<string[]> =>
      Facets.parse(await call("POST", `/indexes/${index}/facet-search`, { facetName, facetQuery })).facetHits.map(
        ({ value }) => value,
      ),
  };
}
export type RawEngine = ReturnType<typeof rawEngine>;
