import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineRoute, events, everyone, ok, perMinute } from "../../src/http/route.ts";
import { openDatabase } from "../../src/kit/database.ts";
import { startEdge } from "../support/app.ts";
import { startLine } from "../support/line-to-postgres.ts";

const limit = perMinute(1000);
const tag = "测试";

describe("stopping", () => {
  it("lets a running request end, then refuses connections", async () => {
    const other = await startEdge({
      routes: [
        defineRoute({
          method: "GET",
          path: "/v1/try/work",
          summary: "",
          tag,
          access: everyone,
          limit,
          responses: { 200: z.object({ done: z.boolean() }) },
          handle: () => new Promise((resolve) => setTimeout(() => resolve(ok({ done: true })), 300)),
        }),
      ],
    });
    const running = fetch(`${other.url}/v1/try/work`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = other.close();
    expect(await (await running).json()).toEqual({ done: true });
    await closed;
    await expect(fetch(`${other.url}/livez`)).rejects.toThrow();
    await other.database.drop();
  });

  it("ends the feeds of open pages at once", async () => {
    let isClosed = false;
    const other = await startEdge({
      routes: [
        defineRoute({
          method: "GET",
          path: "/v1/try/feed",
          summary: "",
          tag,
          access: everyone,
          limit,
          responses: {},
          handle: async () =>
            events((send, closed) => {
              send({ event: "notice", data: { n: 1 } });
              closed.addEventListener("abort", () => {
                isClosed = true;
              });
            }),
        }),
      ],
    });
    const response = await fetch(`${other.url}/v1/try/feed`);
    const text = response.text();
    const startedAt = performance.now();
    await other.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(await text).toContain('event: notice\ndata: {"n":1}\n\n');
    expect(isClosed).toBe(true);
    await other.database.drop();
  });

  it("a client that never finishes its request does not hold the program", async () => {
    const other = await startEdge({ drainMs: 500 });
    const half = request(`${other.url}/v1/try/strict`, { method: "POST", headers: { "content-length": "100" } });
    half.on("error", () => undefined);
    half.write("{");
    await new Promise((resolve) => setTimeout(resolve, 100));
    const startedAt = performance.now();
    await other.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await other.database.drop();
  });
});

describe("an outage of the database", () => {
  it("is 503 with a sentence, and the program is not ready until it is back", async () => {
    const line = await startLine();
    const other = await startEdge({}, ({ url }) => openDatabase(line.to(url)));
    const course = () => fetch(`${other.url}/v1/courses/0197a000-0000-7000-8000-000000000000`);
    const ready = async () => (await fetch(`${other.url}/readyz`)).status;
    expect((await course()).status).toBe(404);
    line.cut();
    const refused = await course();
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: "unavailable" });
    expect(await ready()).toBe(503);
    expect((await fetch(`${other.url}/livez`)).status).toBe(200);
    line.mend();
    expect((await course()).status).toBe(404);
    expect(await ready()).toBe(200);
    await other.stop();
    await line.stop();
  });
});
