import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { check } from "../../src/kit/check.ts";
import { startHouse, type TestHouse } from "../support/house.ts";

const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(2),
  tags: z.array(z.string()),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.enum(["path", "query"]), schema: z.looseObject({}) })),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
  requestBody: z.unknown().optional(),
});
const Document = z.looseObject({
  openapi: z.literal("3.1.0"),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});

let app: TestHouse;
let document: z.infer<typeof Document>;
beforeAll(async () => {
  app = await startHouse();
  document = Document.parse(await (await fetch(`${app.url}/openapi.json`)).json());
});
afterAll(() => app.stop());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      operation,
    })),
  );

describe("/openapi.json", () => {
  it("holds exactly the routes that are served", () => {
    const served = app.routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
    expect(
      operations()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(served.sort());
  });

  it("gives every operation a name of its own", () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("names every parameter of a path", () => {
    for (const { name, path, operation } of operations()) {
      const inPath = operation.parameters
        .filter((parameter) => parameter.in === "path")
        .map((parameter) => parameter.name);
      expect(inPath.sort(), name).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort());
    }
  });

  it("says of every operation what a success and a problem look like", () => {
    for (const { name, operation } of operations()) {
      const statuses = Object.keys(operation.responses);
      expect(
        statuses.some((status) => status.startsWith("2")),
        name,
      ).toBe(true);
      expect(statuses, name).toContain("429");
    }
  });

  it("says for each route of a learner which token it wants", () => {
    const learners = operations().filter(({ path }) => path.startsWith("/v1/me"));
    expect(learners.length).toBeGreaterThan(20);
    for (const { name, operation } of learners) expect(operation["security"], name).toEqual([{ learner: [] }]);
  });

  it("points only at schemas it holds", () => {
    const text = JSON.stringify(document);
    for (const [, ref = ""] of text.matchAll(/"\$ref":"([^"]+)"/g)) {
      const [, schema] = /^#\/components\/schemas\/(\w+)$/.exec(ref) ?? [];
      if (schema === undefined) expect(ref).toMatch(/^#\/\$defs\//);
      else expect(Object.keys(document.components.schemas)).toContain(schema);
    }
  });
});

describe("the declared routes", () => {
  it("give examples that they accept themselves", () => {
    for (const { body, example, method, path } of app.routes)
      if (body !== undefined && example !== undefined)
        expect(check(body, example).faults, `${method} ${path}`).toBeUndefined();
  });

  it("refuse fields and parameters they do not know", () => {
    for (const { body, query, method, path } of app.routes)
      for (const schema of [body, query])
        if (schema !== undefined) {
          const { faults = [] } = check(schema, { "no-such-field": 1 });
          expect(
            faults.map((fault) => fault.path),
            `${method} ${path}`,
          ).toContain("no-such-field");
        }
  });

  it("that change something are open to everyone only in the chat, and to sign in", () => {
    const open = app.routes.filter(({ method, access }) => method !== "GET" && access.kind === "public");
    const elsewhere = open.filter(({ path }) => !path.startsWith("/v1/chat"));
    expect(elsewhere.map(({ path }) => path)).toEqual(["/v1/miniprogram/sessions"]);
  });
});

describe("/docs", () => {
  it("is served from here alone", async () => {
    const page = await (await fetch(`${app.url}/docs`)).text();
    expect(page).not.toMatch(/https?:\/\//);
    for (const [, path] of page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g))
      expect((await fetch(app.url + path)).status, path).toBe(200);
  });
});
