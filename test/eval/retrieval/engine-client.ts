// The engine by plain HTTP, as somebody would use it who knows nothing of ours.
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import type { CourseQuery } from "../../../search/course-query.ts";
import { courseDocuments } from "../../../search/documents.ts";
import { courseEngineQuery } from "../../../search/engine-query.ts";
import { aliasesOf, coursesAfter } from "../../../search/index-store.ts";
import { localDate } from "../../../src/kit/clock.ts";
import type { Engine } from "../server.ts";
import type { Shop } from "./catalogue.ts";
import { DEPTH } from "./metrics.ts";

const DEADLINE_MS = 60_000;
const POLL_MS = 50;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

const Enqueued = z.object({ taskUid: z.number() });
const Task = z.object({ status: z.string(), error: z.object({ message: z.string() }).nullable() });
const Found = z.object({ hits: z.array(z.object({ courseId: z.string() })) });

async function request<Answer>(
  { url, key }: Engine,
  method: "GET" | "POST" | "PATCH",
  path: string,
  answer: z.ZodType<Answer>,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  if (!response.ok) throw new Error(`the engine answers ${path} with ${response.status}: ${await response.text()}`);
  return answer.parse(await response.json());
}

async function write(engine: Engine, method: "POST" | "PATCH", path: string, body: unknown): Promise<void> {
  const { taskUid } = await request(engine, method, path, Enqueued, body);
  for (;;) {
    const { status, error } = await request(engine, "GET", `/tasks/${taskUid}`, Task);
    if (status === "succeeded") return;
    if (status === "failed" || status === "canceled") throw new Error(error?.message ?? `task ${status}`);
    await setTimeout(POLL_MS);
  }
}

async function search(engine: Engine, index: string, body: object): Promise<string[]> {
  const { hits } = await request(engine, "POST", `/indexes/${index}/search`, Found, { ...body, limit: DEPTH });
  return hits.map(({ courseId }) => courseId);
}

/**
 * Our settings and the query as it was understood, in the order of the engine: one request, no ladder, no ranking of ours. Words may be
 * dropped, for an engine asked only once finds more that way.
 */
export function askPlain({ engine, now }: Shop, query: CourseQuery): Promise<string[]> {
  const match = "frequency";
  const body = courseEngineQuery({ query, today: localDate(now), limit: DEPTH, match });
  return search(engine, `${engine.indexPrefix}courses`, { ...body, matchingStrategy: match });
}

/**
 * Fills an index of its own with the same documents and settings that nobody has touched; only that one course comes once has to be set.
 * @returns asks it with a sentence as it was written
 */
export async function openRaw({ house, engine }: Shop): Promise<(text: string) => Promise<string[]>> {
  const index = `${engine.indexPrefix}raw`;
  const [rows, aliases] = await Promise.all([
    coursesAfter(house.db, FIRST_ID, Number.MAX_SAFE_INTEGER),
    aliasesOf(house.db),
  ]);
  const documents = rows.flatMap((row) => courseDocuments(row, aliases.get(row.occupationCode) ?? []));
  await write(engine, "POST", "/indexes", { uid: index, primaryKey: "id" });
  await write(engine, "PATCH", `/indexes/${index}/settings`, { distinctAttribute: "courseId" });
  await write(engine, "POST", `/indexes/${index}/documents`, documents);
  return (text) => search(engine, index, { q: text });
}
