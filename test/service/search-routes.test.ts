import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readWeights, weightsOn } from "../../search/ranking/weights.ts";
import { searchRoutes } from "../../search/search-routes.ts";
import { localDate, systemClock } from "../../src/kit/clock.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aBase, aCourse } from "../support/factories.ts";
import { aSearch } from "../support/search.ts";

let test: TestDatabase;
let routes: ReturnType<typeof searchRoutes>;

beforeAll(async () => {
  test = await freshDatabase();
  const world = await aSearch(test);
  for (let i = 0; i < 6; i++) await aCourse(test.db, { title: `焊工班${i}` });
  await aBase(test.db, { name: "焊接实训基地" });
  await world.sync.rebuild();
  routes = searchRoutes(world);
}, 60_000);
afterAll(() => test.drop());

const routeAt = (path: string) => {
  const route = routes.find((each) => each.path === path);
  if (route?.query === undefined) throw new Error(`no route ${path}`);
  return { ...route, query: route.query };
};
/** Faults of a query string, as path: message. */
const faults = (path: string, query: Record<string, string>): string[] => {
  const checked = routeAt(path).query.safeParse(query);
  return checked.success
    ? []
    : checked.error.issues.map((issue) =>
        issue.code === "unrecognized_keys" ? issue.keys.join() : `${issue.path.join(".")}: ${issue.message}`,
      );
};

const Answer = z.object({
  items: z.array(z.looseObject({ kind: z.string() })),
  next: z.string().nullable(),
  total: z.object({ value: z.number(), isExact: z.boolean() }),
  degraded: z.boolean(),
});
async function get(path: string, query: Record<string, string>) {
  const route = routeAt(path);
  const { body } = await route.handle({
    params: undefined,
    body: undefined,
    query: route.query.parse(query),
    actor: { kind: "anonymous" },
    now: systemClock.now(),
    requestId: "test",
    signal: new AbortController().signal,
  });
  // the app filters every answer through the declared schema: it must fit
  return Answer.parse(route.responses[200]?.parse(body));
}

describe("parameters", () => {
  it.each<[Record<string, string>, string]>([
    [{ colour: "red" }, "colour"],
    [{ place: "510999" }, "place: 没有这个行政区划代码"],
    [{ place: "成都" }, "place: 行政区划代码应为 6 位或 12 位数字"],
    [{ occupation: "9-99-99-99" }, "occupation: 职业分类里没有这个编码"],
    [{ level: "9" }, "level: level 应为 5（初级工）到 1（高级技师）"],
    [{ near: "104.06,30.57" }, "near: near 应为“纬度,经度”，例如 30.57,104.06"],
    [{ near: "48.85,2.35" }, "near: near 不在中国境内，请检查纬度和经度是否写反"],
    [{ radiusKm: "10" }, "radiusKm: radiusKm 要和 near 一起用"],
    [{ sort: "nearest" }, "sort: sort=nearest 要和 near 一起用"],
    [{ limit: "51" }, "limit: limit 应在 1 到 50 之间"],
    [{ limit: "0" }, "limit: limit 应在 1 到 50 之间"],
    [{ subsidised: "yes" }, "subsidised: subsidised 应为 true 或 false"],
  ])("%j is refused as %s", (query, fault) => {
    expect(faults("/v1/courses", query)).toEqual([fault]);
  });

  it("are refused all at once", () => {
    const found = faults("/v1/courses", { colour: "red", level: "9", radiusKm: "10", startsAfter: "tomorrow" });
    expect(found.map((fault) => fault.split(":")[0]).sort()).toEqual(["colour", "level", "radiusKm", "startsAfter"]);
  });

  it.each(["-".repeat(90), "\\\\", "\u0000", "😀", "？！", "的"])(
    "the words %j are refused: there is nothing in them to look for",
    (q) => {
      expect(faults("/v1/courses", { q })).toEqual(["q: q 里没有可以搜索的文字"]);
    },
  );

  it.each(['"]) OR true', "焊工' OR 1=1 --", 'a\\"b', "q\u0000r"])(
    "the words %j are looked for and nothing else",
    async (q) => {
      expect((await get("/v1/courses", { q, place: "510116" })).items.length).toBeLessThanOrEqual(6);
      expect((await get("/v1/bases", { q })).degraded).toBe(false);
    },
  );
});

describe("answers", () => {
  it("of /v1/search mix kinds on the first page and go on with courses", async () => {
    const first = await get("/v1/search", { q: "焊工", limit: "5" });
    expect(first.items[0]).toMatchObject({ kind: "occupation", code: "6-18-02-04", name: "焊工" });
    expect(first.items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["base", "course"]));
    const second = await get("/v1/search", { q: "焊工", limit: "5", cursor: first.next ?? "" });
    expect(second.items.every(({ kind }) => kind === "course")).toBe(true);
    const courseIds = [...first.items, ...second.items].filter(({ kind }) => kind === "course").map(({ id }) => id);
    expect(new Set(courseIds).size).toBe(6);
  });

  it("of /v1/courses carry distance in whole metres and the source", async () => {
    const { items } = await get("/v1/courses", { near: "30.57,104.06", radiusKm: "50", sort: "nearest" });
    expect(items).toHaveLength(6);
    expect(Number.isInteger(items[0]?.["distanceMetres"])).toBe(true);
    expect(items[0]?.["source"]).toMatchObject({ title: expect.any(String) });
  });

  it.each(["焊工", "电焊", "hangong"])("of /v1/occupations find 焊工 by %s", async (q) => {
    const { items } = await get("/v1/occupations", { q, limit: "3" });
    expect(items.map(({ name }) => name)).toContain("焊工");
  });

  it("of /v1/occupations find 焊工 by a slip of pinyin, behind names that sound exactly so", async () => {
    const { items } = await get("/v1/occupations", { q: "hanggong", limit: "10" });
    expect(items.map(({ name }) => name)).toContain("焊工");
  });

  it("of /v1/occupations without words list all of them, page by page", async () => {
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await get("/v1/occupations", { limit: "50", ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ code }) => code));
      cursor = page.next ?? undefined;
      expect(page.total.isExact).toBe(true);
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(400);
  });

  it("of /v1/bases are near and of the trade asked for", async () => {
    const { items } = await get("/v1/bases", { near: "30.57,103.92", radiusKm: "5", occupation: "6-18-02-04" });
    expect(items).toMatchObject([{ kind: "base", name: "焊接实训基地", distanceMetres: 0 }]);
    expect((await get("/v1/bases", { occupation: "6-31-01-03" })).items).toEqual([]);
  });
});

describe("GET /v1/ranking", () => {
  it("gives the rows of the edition in force on that day", async () => {
    const route = routes.find(({ path }) => path === "/v1/ranking");
    const now = systemClock.now();
    const answer = await route?.handle({
      params: undefined,
      body: undefined,
      query: undefined,
      actor: { kind: "anonymous" },
      now,
      requestId: "test",
      signal: new AbortController().signal,
    });
    const { since, rows } = weightsOn(await readWeights(), localDate(now));
    expect(answer?.body).toEqual({ since, rows: rows.map(({ since: _same, ...row }) => row) });
  });
});
