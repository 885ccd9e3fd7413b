// What depends on the version of the engine. Newer ones than the embedded are not at hand, so a small server says it is one.
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { createMeiliSearch } from "../../search/meili.ts";
import { remarked } from "../../search/remarked.ts";
import { SETTINGS } from "../../search/settings.ts";
import { checkEngine, refuseOldEngine } from "../../src/embedded/checks.ts";
import { testEngine } from "../support/engine.ts";

let server: Server | undefined;
afterEach(() => void server?.close());

/** Says it is that version and accepts every write. @returns its address and the paths asked for */
async function engineOf(pkgVersion: string): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const answer = ({ url = "" }: IncomingMessage, response: ServerResponse): void => {
    asked.push(url);
    const body =
      url === "/version" ? { pkgVersion, commitSha: "", commitDate: "" } : { taskUid: 1, status: "enqueued" };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`, asked };
}

describe("a remark on a write", () => {
  const REMARK = "outbox 1 – 9";

  it("is sent to an engine that can keep it, whose version is asked once", async () => {
    const { url, asked } = await engineOf("1.26.0");
    const indexer = remarked(createMeiliSearch({ url, key: "k" }), REMARK);
    await indexer.put("courses", [{ id: "1" }]);
    await indexer.removeByIds("courses", ["1"]);
    await indexer.removeWhere("courses", { field: "courseId", oneOf: ["1"] });
    const writes = asked.filter((path) => path !== "/version");
    expect(asked).toHaveLength(4);
    for (const path of writes) expect(new URL(path, url).searchParams.get("customMetadata")).toBe(REMARK);
  });

  it("is kept from an older one", async () => {
    const { url, asked } = await engineOf("1.25.0");
    await remarked(createMeiliSearch({ url, key: "k" }), REMARK).put("courses", [{ id: "1" }]);
    expect(asked.some((path) => path.includes("customMetadata"))).toBe(false);
  });

  it("harms no write to the engine of this run", async () => {
    const engine = createMeiliSearch(testEngine());
    const index = engine.liveIndex("courses");
    await (await engine.create(index, SETTINGS.courses)).succeeded();
    await (await remarked(engine, REMARK).put(index, [{ id: "1" }])).succeeded();
    expect(await engine.documentCount(index)).toBe(1);
  });
});

describe("an engine older than we support", () => {
  it("is a fault for doctor and at the start, with the version to take", async () => {
    const { url } = await engineOf("1.20.3");
    expect(await checkEngine(url, "k")).toMatchObject({ isOk: false, advice: expect.stringContaining("1.21.0") });
    await expect(refuseOldEngine({ url, key: "k" })).rejects.toMatchObject({ code: "engine_too_old" });
  });

  it("is told from one that is away: then we start without it", async () => {
    await expect(refuseOldEngine({ url: "http://127.0.0.1:9", key: "k" })).resolves.toBeUndefined();
  });
});

describe("an engine that works", () => {
  it("is said to be one the golden queries passed on, or one they were never put to", async () => {
    const { url } = await engineOf("1.99.0");
    expect(await checkEngine(url, "k")).toMatchObject({
      isOk: true,
      finding: expect.stringContaining("docs/search.md"),
    });
  });
});
