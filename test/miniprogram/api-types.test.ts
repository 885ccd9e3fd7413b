import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { openApiOf } from "../../src/http/openapi.ts";
import { defineRoute, everyone, ok, perMinute } from "../../src/http/route.ts";
import { startHouse, type TestHouse } from "../support/house.ts";
import { apiTypesOf } from "./api-types.ts";

const example = defineRoute({
  method: "PUT",
  path: "/v1/things/:id",
  summary: "一件事",
  tag: "例",
  access: everyone,
  limit: perMinute(1),
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({ q: z.string().optional() }),
  body: z.strictObject({ kind: z.enum(["a", "b"]), more: z.array(z.number().int()).optional() }),
  responses: { 200: z.object({ at: z.string().nullable(), by: z.record(z.string(), z.unknown()) }) },
  handle: async () => ok({}),
});

it("a declaration of a route becomes the types of its parts, optional where it may be left out", () => {
  const text = apiTypesOf(openApiOf([example], "session"), ["PUT /v1/things/{id}"]);
  expect(text.slice(text.indexOf("/**"))).toBe(`/** 一件事 */
  "PUT /v1/things/{id}": {
    path: {
      id: string;
    };
    query?: {
      q?: string;
    };
    body: {
      kind: "a" | "b";
      more?: Array<number>;
    };
    answer: {
      at: string | null;
      by: Record<string, unknown>;
    };
  };
}
`);
});

it("an operation that is not served is an error, not an empty type", () => {
  expect(() => apiTypesOf(openApiOf([example], "session"), ["GET /v1/nothing"])).toThrow("GET /v1/nothing");
});

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

it("the types in the mini-program are those of the routes that the program serves", async () => {
  const document: unknown = await (await fetch(`${house.url}/openapi.json`)).json();
  await expect(apiTypesOf(document)).toMatchFileSnapshot("../../miniprogram/services/openapi.ts");
});
