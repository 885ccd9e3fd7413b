import { randomUUID } from "node:crypto";
import { z } from "zod";

/** Where the tests of this run find their engine, and what the names of all their indexes begin with. */
export interface RunEngine {
  url: string;
  key: string;
  runPrefix: string;
}

/** TEST_MEILI_URL with TEST_MEILI_KEY, a key that may make and drop indexes; else the embedded engine. MEILI_URL does not count. */
export function engineOfRun(embedded: { url: string; key: string } | undefined): RunEngine | undefined {
  const runPrefix = `t${randomUUID().slice(0, 8)}_`;
  const { TEST_MEILI_URL: url, TEST_MEILI_KEY: key = "" } = process.env;
  if (url !== undefined && url !== "") return { url: url.replace(/\/+$/u, ""), key, runPrefix };
  return embedded && { ...embedded, runPrefix };
}

const Indexes = z.object({ results: z.array(z.object({ uid: z.string() })), total: z.number() });

/** Drops every index of this run and no other: an engine that was given lives on. */
export async function dropIndexesOf({ url, key, runPrefix }: RunEngine): Promise<void> {
  const request = async (method: string, path: string): Promise<unknown> => {
    const headers = key === "" ? {} : { authorization: `Bearer ${key}` };
    const answer = await fetch(`${url}${path}`, { method, headers, signal: AbortSignal.timeout(10_000) });
    return answer.json();
  };
  const { results } = Indexes.parse(await request("GET", "/indexes?limit=10000"));
  for (const { uid } of results) if (uid.startsWith(runPrefix)) await request("DELETE", `/indexes/${uid}`);
}
