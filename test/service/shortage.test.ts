import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadDemoShortageList } from "../../src/cli/import/demo-shortage-list.ts";
import { loadPlaces } from "../../src/places/places.ts";
import { shortageRoutes } from "../../src/shortage/shortage-routes.ts";
import { createShortageService, type ShortageService } from "../../src/shortage/shortage-service.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { IMPORT_DAY, importText, runImport } from "../support/import-run.ts";
import { referenceFolder } from "../support/reference.ts";

let database: TestDatabase;
let shortage: ShortageService;
beforeEach(async () => {
  database = await freshDatabase();
  shortage = createShortageService(database.db, await loadPlaces(database.db));
});
afterEach(() => database.drop());

const importList = (text: string, ...options: string[]) => importText(database.db, "shortage-list", text, ...options);
const edition = (id: string, division: string, day: string, name = "焊工") =>
  importList(
    `rank,occupation\n1,${name}\n`,
    "--id",
    id,
    "--title",
    `目录${id}`,
    "--division",
    division,
    "--published-on",
    day,
  );

describe("the newest list that covers a place", () => {
  it("is the county's, else the city's, the province's, the country's", async () => {
    await edition("country", "全国", "2026-01-01");
    expect((await shortage.latest("510116"))?.id).toBe("country");
    await edition("province", "510000", "2025-01-01");
    await edition("province-new", "四川省", "2025-06-01");
    expect((await shortage.latest("510116"))?.id).toBe("province-new");
    await edition("city", "成都市", "2024-01-01");
    expect((await shortage.latest("510116"))?.id).toBe("city");
    expect((await shortage.latest("510116001000"))?.id).toBe("city");
    expect((await shortage.latest("511000"))?.id).toBe("province-new");
    expect((await shortage.latest("110000"))?.id).toBe("country");
  });

  it("is absent where there is none", async () => {
    expect(await shortage.latest("510116")).toBeUndefined();
    expect(await shortage.byId("nothing")).toBeUndefined();
  });
});

it("carries name, date, place and document of the list, and its entries by rank", async () => {
  const text =
    "rank,occupation,code,degree,min_level,reason\n2,养老护理员,4-10-01-05,紧缺,,\n1,焊工,,非常紧缺,高级工及以上,产业需要\n3,月球车司机,,,5,\n";
  const options = ["--id", "sc-2026", "--title", "四川省目录", "--division", "510000", "--published-on", "2026-09-01"];
  const { status, lines } = await importList(text, ...options, "--document-no", "川人社〔2026〕1号");
  expect([status, lines]).toEqual([0, expect.stringContaining("1 个名称在 2022 版大典里没有对应职业")]);
  const list = await shortage.byId("sc-2026");
  expect(list).toMatchObject({
    title: "四川省目录",
    divisionName: "四川省",
    period: "2026",
    publishedOn: "2026-09-01",
    isDemo: false,
    source: { title: "四川省目录", documentNo: "川人社〔2026〕1号", publishedOn: "2026-09-01" },
  });
  expect(list?.entries).toEqual([
    { rank: 1, printedName: "焊工", occupationCode: "6-18-02-04", degree: "非常紧缺", minLevel: 3, reason: "产业需要" },
    { rank: 2, printedName: "养老护理员", occupationCode: "4-10-01-05", degree: "紧缺", minLevel: null, reason: null },
    { rank: 3, printedName: "月球车司机", occupationCode: null, degree: null, minLevel: 5, reason: null },
  ]);
});

it("never rewrites an edition: the same again is nothing, another under its id is refused", async () => {
  await edition("a", "510000", "2026-01-01");
  expect((await edition("a", "510000", "2026-01-01")).lines).toContain("没有要写入的");
  const other = await edition("a", "510000", "2026-01-01", "电工");
  expect([other.status, other.lines]).toEqual([2, expect.stringContaining("目录不改写")]);
  expect((await shortage.byId("a"))?.entries[0]?.printedName).toBe("焊工");
});

it.each([
  ["rank,occupation\n1,焊工\n", ["--title", "x", "--published-on", "2026-01-01", "--division", "510000"], "--id"],
  ["rank,occupation\n1,焊工\n", ["--id", "x", "--published-on", "2026-01-01", "--division", "510000"], "--title"],
  ["rank,occupation\n1,焊工\n", ["--id", "x", "--title", "x", "--division", "510000"], "--published-on"],
  ["rank,occupation\n1,焊工\n", ["--id", "x", "--title", "x", "--published-on", "2026-01-01"], "--division"],
  ["rank,occupation\n第一,焊工\n", ["--id", "x"], "第 2 行，rank 列：名次应为数字"],
  ["rank,occupation,min_level\n1,焊工,大师\n", ["--id", "x"], "第 2 行，min_level 列"],
  [
    "rank,occupation,list_id,region,published_on\n1,焊工,x,全国,2026-01-01\n1,电工,x,全国,2026-01-01\n",
    ["--title", "x"],
    "第 3 行，rank 列：与第 2 行重复",
  ],
])("says what is missing or wrong in %j", async (text, options, message) => {
  const { status, lines } = await importList(text, ...options);
  expect([status, lines]).toEqual([2, expect.stringContaining(message)]);
  expect(await shortage.lists()).toEqual([]);
});

it("has a demo list that says that it is not real, and loads it once", async () => {
  await loadDemoShortageList(database.db, IMPORT_DAY);
  await loadDemoShortageList(database.db, IMPORT_DAY);
  const [list, ...others] = await shortage.lists();
  expect(others).toEqual([]);
  expect(list).toMatchObject({
    isDemo: true,
    divisionCode: "510000",
    source: { id: "demo", title: "示例文件（非真实）" },
  });
  expect(list?.title).toContain("非真实");
  const entries = (await shortage.latest("510116"))?.entries ?? [];
  expect(entries.length).toBeGreaterThan(10);
  expect(entries.filter(({ occupationCode }) => occupationCode === null)).toEqual([]);
});

it("shows editions without entries, and one edition with them", async () => {
  await edition("old", "510000", "2024-01-01");
  await edition("new", "510000", "2025-01-01");
  const [all, one] = shortageRoutes({ shortage });
  const call = {
    actor: { kind: "anonymous" } as const,
    now: IMPORT_DAY,
    requestId: "t",
    signal: AbortSignal.timeout(1_000),
  };
  const lists = await all?.handle({ ...call, params: undefined, query: {}, body: undefined });
  expect(all?.responses[200]?.parse(lists?.body)).toMatchObject({ items: [{ id: "new" }, { id: "old" }] });
  const list = await one?.handle({ ...call, params: { id: "new" }, query: undefined, body: undefined });
  expect(one?.responses[200]?.parse(list?.body)).toMatchObject({ id: "new", entries: [{ rank: 1 }] });
  const missing = one?.handle({ ...call, params: { id: "none" }, query: undefined, body: undefined });
  await expect(missing).rejects.toMatchObject({ status: 404 });
});

const folder = referenceFolder("shortage/qingdao_2005_28.csv");
describe.skipIf(folder === undefined)("the reference files import as dated lists", () => {
  const run = (name: string, ...options: string[]) =>
    runImport(database.db, ["shortage-list", path.join(folder ?? "", "shortage", name), ...options]);

  it("one national list with 2015 and 2022 codes", async () => {
    const options = ["--title", "全国招聘大于求职“最缺工”的100个职业排行", "--published-on", "2023-01-18"];
    expect((await run("national_2022Q4_top64.csv", ...options)).status).toBe(0);
    const list = await shortage.latest("510100");
    expect(list).toMatchObject({ id: "MOHRSS-SHORTAGE-2022Q4", divisionName: "全国", period: "2022Q4" });
    expect(list?.source.url).toContain("mohrss.gov.cn");
    expect(list?.entries.length).toBe(64);
    expect(list?.entries[0]).toMatchObject({ printedName: "营销员", occupationCode: "4-01-02-01" });
  });

  it("seven quarters in one file, each with its day", async () => {
    const quarters = ["2021Q1", "2021Q2", "2021Q3", "2022Q1", "2022Q2", "2022Q3", "2022Q4"];
    const oneDay = await run("national_quarterly_top10.csv", "--title", "最缺工排行", "--published-on", "2023-01-18");
    expect([oneDay.status, oneDay.lines]).toEqual([2, expect.stringContaining("--published-on 2021Q1=")]);
    const days = quarters.flatMap((quarter, index) => ["--published-on", `${quarter}=2023-0${index + 1}-15`]);
    expect((await run("national_quarterly_top10.csv", "--title", "最缺工排行", ...days)).status).toBe(0);
    const lists = await shortage.lists();
    expect(lists.map(({ period }) => period)).toEqual([...quarters].reverse());
    expect((await shortage.byId("MOHRSS-SHORTAGE-2021Q1"))?.entries.length).toBe(10);
  });

  it("two city lists: minimum levels, and names the 2022 book does not have", async () => {
    expect(
      (await run("chengdu_2018_points_hukou_36of50.csv", "--title", "成都2018", "--published-on", "2018-04-01")).status,
    ).toBe(0);
    const chengdu = await shortage.latest("510116");
    expect(chengdu).toMatchObject({ divisionName: "成都市", period: "2018" });
    expect(chengdu?.entries[0]).toMatchObject({ printedName: "汽车维修工", minLevel: 4 });
    expect((await run("qingdao_2005_28.csv", "--title", "青岛2005", "--published-on", "2005-08-18")).status).toBe(0);
    const qingdao = await shortage.byId("QINGDAO-2005");
    expect(qingdao).toMatchObject({ divisionCode: "370200", divisionName: "山东省青岛市" });
    expect(qingdao?.entries.filter(({ occupationCode }) => occupationCode === null).length).toBe(13);
  });
});
