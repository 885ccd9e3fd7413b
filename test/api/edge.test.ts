import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineRoute, everyone, noContent, ok, perMinute } from "../../src/http/route.ts";
import { startEdge, type TestApp } from "../support/app.ts";

let app: TestApp;
let sawAbort = false;

const limit = perMinute(1000);
const tag = "测试";
/** Routes that do what the product's own should never do. */
const trying = [
  defineRoute({
    method: "POST",
    path: "/v1/try/strict",
    summary: "",
    tag,
    access: everyone,
    limit,
    body: z.strictObject({ name: z.string(), count: z.number().int() }),
    query: z.strictObject({ dry: z.enum(["yes", "no"]).optional() }),
    responses: { 200: z.object({ name: z.string() }) },
    handle: async ({ body }) => ok({ ...body, secret: "not declared" }),
  }),
  defineRoute({
    method: "GET",
    path: "/v1/try/limited",
    summary: "",
    tag,
    access: everyone,
    limit: perMinute(2),
    responses: {},
    handle: async () => noContent(),
  }),
  defineRoute({
    method: "GET",
    path: "/v1/try/slow",
    summary: "",
    tag,
    access: everyone,
    limit,
    responses: {},
    handle: ({ signal }) =>
      new Promise(() => {
        signal.addEventListener("abort", () => {
          sawAbort = true;
        });
      }),
  }),
  defineRoute({
    method: "GET",
    path: "/v1/try/fault",
    summary: "",
    tag,
    access: everyone,
    limit,
    responses: {},
    handle: async () => {
      throw new Error("SELECT secret FROM table at /root/secret.ts");
    },
  }),
  defineRoute({
    method: "GET",
    path: "/v1/try/undeclared",
    summary: "",
    tag,
    access: everyone,
    limit,
    responses: { 200: z.object({ count: z.number() }) },
    handle: async () => ok({ count: "three" }),
  }),
];

beforeAll(async () => {
  app = await startEdge({ routes: trying, deadlineMs: 300 });
});
afterAll(() => app.stop());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(app.url + path, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
const problem = async (response: Response) => {
  expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  const body = z
    .object({
      type: z.string(),
      title: z.string().regex(/\p{Script=Han}/u),
      status: z.literal(response.status),
      detail: z.string().regex(/\p{Script=Han}/u),
      code: z.string(),
      requestId: z.literal(response.headers.get("x-request-id") ?? ""),
      errors: z.array(z.object({ path: z.string(), message: z.string() })),
    })
    .parse(await response.json());
  return body;
};

describe("what is malformed is refused with a problem", () => {
  it.each([
    ["malformed JSON", "{", 400, "bad_json"],
    ["prototype poisoning", '{"__proto__":{"x":1}}', 400, "bad_json"],
    ["a list", "[]", 422, "invalid"],
    ["a bare word", '"x"', 422, "invalid"],
    ["nothing", "", 422, "invalid"],
    ["more than 256 KB", JSON.stringify({ name: "x".repeat(300_000), count: 1 }), 413, "too_large"],
  ])("%s", async (_what, body, status, code) => {
    const response = await post("/v1/try/strict", body);
    expect(response.status).toBe(status);
    expect(await problem(response)).toMatchObject({ code });
  });

  it("names every faulty field of body and query at once", async () => {
    const response = await post("/v1/try/strict?dry=perhaps&page=2", '{"name":1,"count":"x","extra":true}');
    expect(response.status).toBe(422);
    const { errors } = await problem(response);
    expect(errors.map((error) => error.path).sort()).toEqual(["count", "dry", "extra", "name", "page"]);
  });

  it("refuses a parameter given twice", async () => {
    const response = await post("/v1/try/strict?dry=yes&dry=no", '{"name":"x","count":1}');
    expect(response.status).toBe(422);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded"])("refuses a body of type %s", async (type) => {
    const response = await post("/v1/try/strict", '{"name":"x","count":1}', { "content-type": type });
    expect(response.status).toBe(415);
    await problem(response);
  });

  it("an unknown address is 404, a wrong method 405 with Allow", async () => {
    const unknown = await fetch(`${app.url}/v1/nothing`);
    expect(unknown.status).toBe(404);
    await problem(unknown);
    const wrong = await fetch(`${app.url}/v1/try/strict`, { method: "DELETE" });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("allow")).toContain("POST");
    await problem(wrong);
  });

  it("an id of the wrong shape is 422, one of nobody 404", async () => {
    expect((await fetch(`${app.url}/v1/courses/x`)).status).toBe(422);
    expect((await fetch(`${app.url}/v1/courses/0197a000-0000-7000-8000-000000000000`)).status).toBe(404);
  });

  it("an address that is no valid UTF-8 does no harm", async () => {
    expect((await fetch(`${app.url}/v1/courses/%E0%A4%A`)).status).toBeLessThan(500);
  });

  it("people see a page, programs a problem", async () => {
    const page = await fetch(`${app.url}/nothing`, { headers: { accept: "text/html,*/*" } });
    expect(page.status).toBe(404);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(await page.text()).toContain("没有找到");
  });
});

describe("answers", () => {
  it("are cut down to what the route declares", async () => {
    const response = await post("/v1/try/strict", '{"name":"焊工","count":1}');
    expect(await response.json()).toEqual({ name: "焊工" });
  });

  it("that break their own declaration are not sent", async () => {
    const response = await fetch(`${app.url}/v1/try/undeclared`);
    expect(response.status).toBe(500);
    expect(await problem(response)).toMatchObject({ code: "internal" });
  });

  it("say nothing about the cause of an unforeseen fault; the log does, under the same id", async () => {
    const response = await fetch(`${app.url}/v1/try/fault`);
    const { requestId, detail } = await problem(response);
    expect(response.status).toBe(500);
    expect(detail).not.toMatch(/SELECT|secret/);
    expect(app.log.find((line) => line["requestId"] === requestId && line["err"] !== undefined)).toBeDefined();
  });

  it("come within the deadline, and the work is told to stop", async () => {
    const response = await fetch(`${app.url}/v1/try/slow`);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("3");
    expect(await problem(response)).toMatchObject({ code: "unavailable" });
    expect(sawAbort).toBe(true);
  });

  it("count down what is left of the limit, then 429 with Retry-After", async () => {
    const first = await fetch(`${app.url}/v1/try/limited`);
    expect(first.status).toBe(204);
    expect(first.headers.get("ratelimit-limit")).toBe("2");
    expect(first.headers.get("ratelimit-remaining")).toBe("1");
    await fetch(`${app.url}/v1/try/limited`);
    const third = await fetch(`${app.url}/v1/try/limited`);
    expect(third.status).toBe(429);
    expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await problem(third)).toMatchObject({ code: "too_many_requests" });
  });

  it("carry the security headers", async () => {
    const { headers } = await fetch(`${app.url}/`);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("x-powered-by")).toBeNull();
  });
});

describe("the log", () => {
  it("has one line a request, with the pattern of the route and nothing anybody wrote", async () => {
    const response = await fetch(`${app.url}/v1/places/resolve?q=${encodeURIComponent("双流")}&near=30.57,103.92`, {
      headers: { authorization: "", "user-agent": "curious/1.0" },
    });
    await post("/v1/try/strict", '{"name":"张三13800000000","count":1}');
    const id = response.headers.get("x-request-id");
    expect(app.log.filter((line) => line["requestId"] === id)).toMatchObject([
      { method: "GET", route: "/v1/places/resolve", status: 200, ms: expect.any(Number) },
    ]);
    expect(app.logText()).not.toMatch(/双流|%E5%8F%8C|30\.57|张三|13800000000|curious/);
  });
});

describe("health", () => {
  it("says that it lives, is ready, and how each part is", async () => {
    expect(await (await fetch(`${app.url}/livez`)).json()).toEqual({ state: "ok" });
    expect(await (await fetch(`${app.url}/readyz`)).json()).toEqual({ state: "ok" });
    expect(await (await fetch(`${app.url}/healthz`)).json()).toMatchObject({
      parts: [{ name: "database", state: "ok" }],
    });
  });
});
