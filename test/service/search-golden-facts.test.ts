// What our client and our sync rely on in the engine: requests, deadlines, tasks that fail, batches that are poisoned.
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMeiliSearch } from "../../search/meili.ts";
import { IndexingFailed } from "../../search/search-indexer.ts";
import type { CourseQuestion } from "../../search/search-port.ts";
import { SETTINGS } from "../../search/settings.ts";
import { elapsed, localDate, systemClock } from "../../src/kit/clock.ts";
import { testEngine } from "../support/engine.ts";
import { type RawEngine, rawEngine, type Task } from "../support/raw-engine.ts";

const QUESTION: CourseQuestion = {
  query: { q: "焊工" },
  today: localDate(systemClock.now()),
  limit: 5,
  match: "all",
};
setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
const never = new AbortController().signal;

describe("a request of ours", () => {
  const seen: IncomingHttpHeaders[] = [];
  /** Notes what it is asked and never answers. */
  const silent = createServer(({ headers }) => void seen.push(headers));
  let url: string;
  beforeAll(async () => {
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = silent.address();
    url = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : "";
  });
  afterAll(() => {
    silent.closeAllConnections();
    silent.close();
  });

  it("asks for an answer that is not compressed: compressing one costs 42 ms", async () => {
    const asker = new AbortController();
    silent.once("request", () => asker.abort());
    await expect(
      createMeiliSearch({ url, key: "k", deadlineMs: 20_000 }).courses(QUESTION, asker.signal),
    ).rejects.toThrow();
    expect(seen.at(-1)?.["accept-encoding"]).toBe("identity");
  });

  it("ends at its deadline, although the engine never answers and memory is collected", async () => {
    const start = elapsed();
    const call = createMeiliSearch({ url, key: "k", deadlineMs: 300 }).courses(QUESTION, never);
    setTimeout(collect, 100);
    await expect(call).rejects.toThrow();
    expect(elapsed() - start).toBeLessThan(3_000);
  });

  it("ends when nobody waits for it any more", async () => {
    const start = elapsed();
    const patient = createMeiliSearch({ url, key: "k", deadlineMs: 20_000 });
    await expect(patient.courses(QUESTION, AbortSignal.timeout(100))).rejects.toThrow();
    expect(elapsed() - start).toBeLessThan(3_000);
  });
});

describe("a write", () => {
  it("is accepted although it will fail, and we say so when it has", async () => {
    const engine = createMeiliSearch(testEngine());
    const index = engine.liveIndex("courses");
    await (await engine.create(index, SETTINGS.courses)).succeeded();
    const bad = { id: "1", _geo: { lat: "north", lng: 104 } };
    const write = await engine.put(index, [bad]);
    await expect(write.succeeded()).rejects.toThrow(IndexingFailed);
    expect(await engine.documentCount(index)).toBe(0);
  });
});

describe("a batch of the engine", () => {
  const many = Array.from({ length: 4_000 }, (_, id) => ({ id: `early${id}`, title: `焊工初级班${id}` }));
  let engine: RawEngine;
  let index: string;

  /** Writes that the engine takes together, because it is busy with the first while the others come. */
  const together = async (documents: readonly object[]): Promise<Task[]> => {
    const write = (body: readonly object[]) => engine.call("POST", `/indexes/${index}/documents`, body);
    const first = await write(many);
    const accepted = await Promise.all(documents.map((document) => write([document])));
    await engine.ended(first);
    return Promise.all(accepted.map(engine.ended));
  };
  /** Those that were taken together with the bad one, itself left out. */
  const companions = (tasks: readonly Task[], bad: Task): Task[] =>
    tasks.filter((task) => task !== bad && task.batchUid === bad.batchUid);

  beforeAll(async () => {
    engine = rawEngine();
    index = await engine.index(SETTINGS.courses, []);
  });

  it("fails as a whole for one bad point", async () => {
    const good = ["a", "b", "c", "d"].map((id) => ({ id, title: "焊工班", _geo: { lat: 30, lng: 104 } }));
    const tasks = await together([...good, { id: "e", title: "焊工班", _geo: { lat: "north", lng: 104 } }]);
    const bad = tasks.at(-1);
    if (bad === undefined) throw new Error("five tasks were sent");
    expect(bad.error?.code).toBe("invalid_document_geo_field");
    expect(companions(tasks, bad).length).toBeGreaterThan(0);
    expect(companions(tasks, bad).filter(({ status }) => status !== "failed")).toEqual([]);
  });

  it("loses only the write that has no id", async () => {
    const good = ["f", "g", "h", "i"].map((id) => ({ id, title: "焊工班" }));
    const tasks = await together([...good, { title: "焊工班" }]);
    const bad = tasks.at(-1);
    if (bad === undefined) throw new Error("five tasks were sent");
    expect(bad.error?.code).toBe("missing_document_id");
    expect(tasks.slice(0, -1).map(({ status }) => status)).toEqual([
      "succeeded",
      "succeeded",
      "succeeded",
      "succeeded",
    ]);
  });

  it("takes a latitude beyond the pole and numbers in quotes, which is why we check documents ourselves", async () => {
    const tasks = await together([
      { id: "j", title: "焊工班", _geo: { lat: 91, lng: 104 } },
      { id: "k", title: "焊工班", _geo: { lat: "30.1", lng: "104" } },
    ]);
    expect(tasks.map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
  });

  it("merges on PUT and replaces on POST; we replace", async () => {
    const at = `/indexes/${index}/documents`;
    await engine.ended(await engine.call("POST", at, [{ id: "m", title: "焊工班", version: 1, certNames: ["x"] }]));
    await engine.ended(await engine.call("PUT", at, [{ id: "m", version: 2 }]));
    expect(await engine.call("GET", `${at}/m`)).toMatchObject({ title: "焊工班", version: 2 });
    await engine.ended(await engine.call("POST", at, [{ id: "m", version: 3 }]));
    expect(await engine.call("GET", `${at}/m`)).toEqual({ id: "m", version: 3 });
  });
});
