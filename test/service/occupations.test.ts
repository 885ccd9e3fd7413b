import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import type { Occupations } from "../../src/occupations/occupation.ts";
import { minorGroupOf } from "../../src/occupations/occupation.ts";
import { occupationRoutes } from "../../src/occupations/occupation-routes.ts";
import { loadOccupations } from "../../src/occupations/occupations.ts";
import { createOccupationResolver } from "../../src/occupations/resolver.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aSearch } from "../support/search.ts";

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

const call = async (path: string, given: { code?: string; query?: Record<string, string> }) => {
  const route = occupationRoutes({ occupations, words: createOccupationResolver({ occupations }) }).find(
    (each) => each.path === path,
  );
  if (route === undefined) throw new Error(`no route ${path}`);
  const { body } = await route.handle({
    params: route.params?.parse({ code: given.code }),
    query: route.query?.parse(given.query),
    body: undefined,
    actor: { kind: "anonymous" },
    now: new Date("2026-11-24T00:00:00Z"),
    requestId: "test",
    signal: AbortSignal.timeout(1_000),
  });
  return route.responses[200]?.parse(body);
};

it("shows an occupation with its grades by name and its neighbours", async () => {
  const shown = await call("/v1/occupations/:code", { code: "6-18-02-04" });
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

it.each(["/v1/occupations/:code", "/v1/occupations/:code/related"])(
  "says at %s that an unknown occupation is not found",
  async (path) => {
    await expect(call(path, { code: "9-99-99-99" })).rejects.toMatchObject({ code: "not_found", status: 404 });
  },
);

it("says which occupations a sentence may mean, and what was meant by a slip", async () => {
  const first = (said: unknown) => z.object({ items: z.array(z.looseObject({})) }).parse(said).items[0];
  const meant = await call("/v1/occupations/resolve", { query: { text: "在工地上绑钢筋" } });
  expect(first(meant)).toMatchObject({ name: "钢筋工", path: "saying" });
  expect(meant).toHaveProperty("didYouMean", []);
  const slip = await call("/v1/occupations/resolve", { query: { text: "函工" } });
  expect(first(slip)).toMatchObject({ name: "焊工", path: "slip" });
  expect(slip).toHaveProperty("didYouMean", [{ text: "焊工", code: "6-18-02-04" }]);
});

it("relates what shares a 小类, and asks the 中类 where that is small", async () => {
  // every seventh is enough to meet small and large groups
  for (const { code, name } of occupations.all().filter((_, at) => at % 7 === 0)) {
    const { items } = z
      .object({ items: z.array(z.object({ code: z.string(), group: z.string() })) })
      .parse(await call("/v1/occupations/:code/related", { code }));
    const isNear = (other: string) => minorGroupOf(other) === minorGroupOf(code);
    expect(
      items.every((item) => item.code !== code && (item.group === "小类") === isNear(item.code)),
      name,
    ).toBe(true);
    const near = occupations.all().filter((other) => other.code !== code && isNear(other.code)).length;
    if (near >= 3) expect(items.length, name).toBe(near);
  }
});

it("finds in a search what the words may mean, also typed with a slip and without the engine", async () => {
  const { degraded } = await aSearch(database);
  for (const q of ["hanggong", "函工", "在工地上烧电焊"]) {
    const { items } = await degraded.occupations(q, { limit: 3 });
    expect(
      items.map(({ name }) => name),
      q,
    ).toContain("焊工");
  }
  // what the words may mean is not listed again where the search finds it too
  const { items } = await degraded.occupations("装修", { limit: 50 });
  expect(items.length).toBeGreaterThan(1);
  expect(new Set(items.map(({ code }) => code)).size).toBe(items.length);
});
