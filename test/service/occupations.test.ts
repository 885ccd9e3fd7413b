import { afterAll, beforeAll, expect, it } from "vitest";
import type { Occupations } from "../../src/occupations/occupation.ts";
import { minorGroupOf } from "../../src/occupations/occupation.ts";
import { occupationRoutes } from "../../src/occupations/occupation-routes.ts";
import { loadOccupations } from "../../src/occupations/occupations.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let occupations: Occupations;

beforeAll(async () => {
  database = await freshDatabase();
  occupations = await loadOccupations(database.db);
});
afterAll(() => database.drop());

it("ships the occupations that training covers, with their popular names", () => {
  const names = occupations.names();
  expect(occupations.all().length).toBeGreaterThanOrEqual(400);
  expect(names.filter(({ kind }) => kind !== "official").length).toBeGreaterThanOrEqual(700);
  expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
});

it.each([
  ["焊工", "6-18-02-04", "official"],
  ["电焊", "6-18-02-04", "alias"],
  ["电工", "6-31-01-03", "official"],
  ["养老护理员", "4-10-01-05", "official"],
  ["中式烹调师", "4-03-02-01", "official"],
])("%s is %s", (said, code, kind) => {
  expect(occupations.names().find(({ name }) => name === said)).toMatchObject({ codes: [code], kind });
});

it("has a question for every ambiguous word and codes that exist for every name", () => {
  for (const { name, codes, kind, question } of occupations.names()) {
    expect(codes.length > 0 && codes.every((code) => occupations.byCode(code) !== undefined), name).toBe(true);
    expect(kind === "ambiguous", name).toBe(codes.length > 1);
    expect(question !== null, name).toBe(kind === "ambiguous");
  }
});

it("cites a document for every occupation", () => {
  for (const { name, source } of occupations.all()) expect(source.title, name).toContain("职业分类大典");
});

const call = (code: string) => {
  const [route] = occupationRoutes({ occupations });
  if (route === undefined) throw new Error("no route");
  const params = route.params?.parse({ code });
  const now = new Date("2026-11-24T00:00:00Z");
  const rest = { query: {}, body: undefined, requestId: "test", signal: AbortSignal.timeout(1_000) };
  return route.handle({ params, actor: { kind: "anonymous" }, now, ...rest });
};

it("shows an occupation with its grades by name and its neighbours", async () => {
  const { status, body } = await call("6-18-02-04");
  const [route] = occupationRoutes({ occupations });
  const shown = route?.responses[200]?.parse(body);
  expect(status).toBe(200);
  expect(shown).toMatchObject({ name: "焊工", source: { id: "occupations-2022" } });
  expect(shown).toHaveProperty("levels", expect.arrayContaining([{ level: 5, name: "初级工（五级）" }]));
  expect(shown).toHaveProperty("aliases", expect.arrayContaining(["电焊"]));
  const related = occupations.all().filter(({ code }) => minorGroupOf(code) === "6-18-02" && code !== "6-18-02-04");
  expect(related.length).toBeGreaterThan(0);
  expect(shown).toHaveProperty(
    "related",
    related.map(({ code, name }) => ({ code, name })),
  );
});

it("says that an unknown occupation is not found", async () => {
  await expect(call("9-99-99-99")).rejects.toMatchObject({ code: "not_found", status: 404 });
});
