import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { COURSES_AT_A_TIME } from "../../search/fill-indexes.ts";
import { aliasesOf, coursesAfter } from "../../search/index-store.ts";
import { SETTINGS } from "../../search/settings.ts";
import { checkedCourseDocuments } from "../../search/write-documents.ts";
import { elapsed } from "../../src/kit/clock.ts";
import type { Database } from "../../src/kit/database.ts";

const POLL_MS = 20;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** Bodies of the requests: the documents our own rebuild would send, in the same batches. */
export async function bodiesOf(db: Database): Promise<{ bodies: string[]; documents: number }> {
  const aliases = await aliasesOf(db);
  const bodies: string[] = [];
  let documents = 0;
  for (let after = FIRST_ID; ; ) {
    const rows = await coursesAfter(db, after, COURSES_AT_A_TIME);
    const batch = checkedCourseDocuments(rows, aliases, new Map());
    if (batch.length > 0) bodies.push(JSON.stringify(batch));
    documents += batch.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < COURSES_AT_A_TIME) return { bodies, documents };
    after = last.id;
  }
}

const Enqueued = z.object({ taskUid: z.number() });
const Task = z.object({ status: z.string() });

/** A client as plain as can be: one request, then its task, then the next. */
export function rawEngine({ url, key }: { url: string; key: string }) {
  const call = async (method: string, path: string, body?: string): Promise<unknown> => {
    const answer = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "accept-encoding": "identity" },
      ...(body !== undefined && { body }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const done = async (enqueued: unknown): Promise<void> => {
    const { taskUid } = Enqueued.parse(enqueued);
    for (;;) {
      const { status } = Task.parse(await call("GET", `/tasks/${taskUid}`));
      if (status === "succeeded") return;
      if (status === "failed" || status === "canceled") throw new Error(`task ${taskUid} ${status}`);
      await sleep(POLL_MS);
    }
  };
  return {
    /** Posts everything to a new index with our settings, and removes it. @returns seconds from the first request to the last task */
    post: async (bodies: readonly string[]): Promise<number> => {
      const index = "raw_courses";
      await done(await call("POST", "/indexes", JSON.stringify({ uid: index, primaryKey: "id" })));
      await done(await call("PATCH", `/indexes/${index}/settings`, JSON.stringify(SETTINGS.courses)));
      const startedAt = elapsed();
      for (const body of bodies) await done(await call("POST", `/indexes/${index}/documents`, body));
      const seconds = (elapsed() - startedAt) / 1000;
      await done(await call("DELETE", `/indexes/${index}`));
      return seconds;
    },
  };
}
