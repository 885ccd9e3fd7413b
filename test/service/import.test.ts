import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadReferenceData } from "../../src/cli/import/reference-data.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { IMPORT_DAY, importText, runImport } from "../support/import-run.ts";
import { referenceFolder } from "../support/reference.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const occupationCount = (): Promise<number> => database.db.prisma.occupation.count();
const nameOf = async (code: string): Promise<string | undefined> =>
  (await database.db.prisma.division.findUnique({ where: { code } }))?.name;

describe("the shipped reference data", () => {
  it("holds all of Sichuan, and the country to county level", async () => {
    const { prisma } = database.db;
    const count = (level: "province" | "city" | "county" | "town", prefix: string): Promise<number> =>
      prisma.division.count({ where: { level, code: { startsWith: prefix } } });
    expect(await count("city", "51")).toBe(21);
    expect(await count("county", "51")).toBe(183);
    expect(await count("town", "51")).toBeGreaterThan(3_000);
    expect(await count("province", "")).toBe(34);
    expect(await count("county", "")).toBeGreaterThan(2_800);
    expect(await prisma.division.count({ where: { code: { startsWith: "51" }, lat: null } })).toBe(0);
    expect(await prisma.landmark.count()).toBeGreaterThanOrEqual(100);
    expect(await prisma.skillLevel.count()).toBe(5);
  });

  it("is loaded once: the same files again change nothing, not even the mark", async () => {
    const { prisma } = database.db;
    const later = new Date(IMPORT_DAY.getTime() + 86_400_000);
    await prisma.installation.deleteMany();
    await loadReferenceData(database.db, IMPORT_DAY);
    await loadReferenceData(database.db, later);
    const mark = await prisma.installation.findUniqueOrThrow({ where: { key: "reference-data" } });
    expect(mark.updatedAt).toEqual(IMPORT_DAY);
  });

  it("is loaded by one of two roles that start together", async () => {
    const { prisma } = database.db;
    await prisma.installation.deleteMany();
    await prisma.placeAlias.deleteMany();
    await Promise.all([loadReferenceData(database.db, IMPORT_DAY), loadReferenceData(database.db, IMPORT_DAY)]);
    expect(await prisma.placeAlias.count()).toBeGreaterThan(100);
  });

  it("repairs its own rows and leaves those of an official import alone", async () => {
    const { prisma } = database.db;
    await importText(
      database.db,
      "divisions",
      "code,name,parent\n510116,双流新区,510100\n",
      "--source-title",
      "区划公告",
    );
    await prisma.division.update({ where: { code: "510117" }, data: { name: "写错了" } });
    await prisma.installation.deleteMany();
    await loadReferenceData(database.db, IMPORT_DAY);
    expect(await nameOf("510116")).toBe("双流新区");
    expect(await nameOf("510117")).toBe("郫都区");
  });

  it("drops an alias that an edition no longer ships, and keeps an imported one", async () => {
    const { prisma } = database.db;
    const shipped = { kind: "nickname", sourceId: "jiangtu-tables", statedOn: IMPORT_DAY };
    await prisma.placeAlias.create({ data: { alias: "旧别名", divisionCode: "510100", ...shipped } });
    await importText(database.db, "place-aliases", "alias,division_code,kind\n天府,510100,nickname\n");
    await prisma.installation.deleteMany();
    await loadReferenceData(database.db, IMPORT_DAY);
    expect(await prisma.placeAlias.count({ where: { alias: "旧别名" } })).toBe(0);
    expect(await prisma.placeAlias.count({ where: { alias: "天府" } })).toBe(1);
  });
});

describe("an import", () => {
  it("shows in a dry run what it would change, and writes nothing", async () => {
    const before = await occupationCount();
    const { status, lines } = await importText(
      database.db,
      "occupations",
      "code,name\n6-18-02-04,焊工\n6-31-01-03,电工大师\n9-99-99-01,月球车司机\n",
      "--dry-run",
    );
    expect(status).toBe(0);
    expect(lines).toContain("共 3 行，新增 1，改动 1，不变 1");
    expect(lines).toContain("将改动：6-31-01-03");
    expect(lines).toContain("试运行：没有写入任何内容");
    expect(await occupationCount()).toBe(before);
    expect(await database.db.prisma.audit.count()).toBe(0);
    expect(await database.db.prisma.sourceDocument.count({ where: { id: { startsWith: "import-" } } })).toBe(0);
  });

  it("writes rows, document and audit row together, and keeps what the file does not state", async () => {
    const { prisma } = database.db;
    const welder = await prisma.occupation.findUniqueOrThrow({ where: { code: "6-18-02-04" } });
    const options = [
      "--source-title",
      "职业分类公告",
      "--document-no",
      "人社部发〔2026〕1号",
      "--published-on",
      "2026-10-01",
    ];
    const text = "code,name\n6-18-02-04,焊接工\n9-99-99-01,月球车司机\n";
    const { status, lines } = await importText(database.db, "occupations", text, ...options);
    expect([status, lines]).toEqual([0, expect.stringContaining("已写入：新增 1 行，改动 1 行")]);
    const changed = await prisma.occupation.findUniqueOrThrow({ where: { code: "6-18-02-04" } });
    expect(changed).toMatchObject({ name: "焊接工", levels: welder.levels, summary: welder.summary });
    expect(await prisma.sourceDocument.findUnique({ where: { id: changed.sourceId } })).toMatchObject({
      title: "职业分类公告",
      documentNo: "人社部发〔2026〕1号",
      isDemo: false,
    });
    const [audit] = await prisma.audit.findMany();
    expect(audit).toMatchObject({ action: "import", subjectKind: "occupations", after: { added: 1, changed: 1 } });
    expect(await prisma.outbox.findMany({ select: { topic: true, key: true } })).toEqual([
      { topic: "search", key: "occupation:*" },
    ]);
    const again = await importText(database.db, "occupations", text, ...options);
    expect(again.lines).toContain("没有要写入的");
    expect(await prisma.audit.count()).toBe(1);
  });

  it("names every fault by line and column, and writes nothing", async () => {
    const { status, lines } = await importText(
      database.db,
      "divisions",
      "code,name,parent,lat\n510199,新区,510100,\n51019,短码,510100,\n510198,,510100,\n510197,远方,519900,\n510196,偏了,510100,95\n510199,重复,510100,\n",
    );
    expect(status).toBe(2);
    expect(lines).toContain("第 3 行，code 列：行政区划代码应为 6 位或 12 位数字");
    expect(lines).toContain("第 4 行，name 列：name不能为空");
    expect(lines).toContain("第 5 行，parent 列：没有上级区划 519900");
    expect(lines).toContain("第 6 行，lat 列：纬度应在 -90 到 90 之间");
    expect(lines).toContain("第 7 行，code 列：与第 2 行重复：510199");
    expect(lines).toContain("没有写入任何内容");
    expect(await nameOf("510199")).toBeUndefined();
  });

  it("with --skip-bad writes the good rows and still lists the bad ones", async () => {
    const text = "code,name,parent\n510199,新区,510100\n51019,短码,510100\n";
    const { status, lines } = await importText(database.db, "divisions", text, "--skip-bad");
    expect(status).toBe(0);
    expect(lines).toContain("第 3 行，code 列");
    expect(await nameOf("510199")).toBe("新区");
  });

  it("changes nothing when the person says no", async () => {
    const { prisma } = database.db;
    const file = path.resolve("data/occupations/occupations.csv");
    await prisma.occupation.update({ where: { code: "6-18-02-04" }, data: { name: "旧名" } });
    const { status, lines } = await runImport(database.db, ["occupations", file], false);
    expect([status, lines]).toEqual([0, expect.stringContaining("已取消")]);
    expect((await prisma.occupation.findUniqueOrThrow({ where: { code: "6-18-02-04" } })).name).toBe("旧名");
  });

  it("reads GB18030, as spreadsheets in China save it", async () => {
    const header = Buffer.from("code,name,parent\n510199,");
    const gb18030 = Buffer.from([0xd0, 0xc2, 0xc7, 0xf8]); // 新区
    const text = Buffer.concat([header, gb18030, Buffer.from(",510100\n")]);
    expect((await importText(database.db, "divisions", text)).status).toBe(0);
    expect(await nameOf("510199")).toBe("新区");
  });

  it.each([
    ["an unknown kind", ["weather", "x.csv"], "没有“weather”这种表"],
    ["a missing file", ["divisions", "/nowhere/x.csv"], "读不到文件"],
    ["no file", ["divisions"], "请写种类和一个文件"],
    ["an unknown option", ["divisions", "x.csv", "--fast"], "选项有误"],
    ["a bad date", ["divisions", "package.json", "--published-on", "去年"], "应为日期"],
  ])("says what to do about %s", async (_, args, message) => {
    const { status, lines } = await runImport(database.db, args);
    expect(status).toBe(2);
    expect(lines).toContain(message);
  });

  it("says that a file with broken quotes is no table", async () => {
    const { status, lines } = await importText(database.db, "divisions", 'code,name\n510199,"新区\n');
    expect([status, lines]).toEqual([2, expect.stringContaining("不是规整的 CSV 表格")]);
  });

  it("refuses an alias of an occupation that is not there, and finds one by its official name", async () => {
    const text = "alias,occupation,code_2022,kind\n焊铁侠,焊工,,colloquial\n";
    expect((await importText(database.db, "occupation-aliases", text)).status).toBe(0);
    const stored = await database.db.prisma.occupationAlias.findUnique({ where: { alias: "焊铁侠" } });
    expect(stored?.occupationCode).toBe("6-18-02-04");
    const bad = await importText(database.db, "occupation-aliases", "alias,code,kind\n月工,9-99-99-01,colloquial\n");
    expect([bad.status, bad.lines]).toEqual([2, expect.stringContaining("职业表里没有“9-99-99-01”")]);
  });

  it("explains itself with --help", async () => {
    const { status, lines } = await runImport(database.db, ["--help"]);
    expect(status).toBe(0);
    for (const kind of ["divisions", "place-aliases", "occupations", "occupation-aliases", "shortage-list"])
      expect(lines).toContain(`  ${kind}  `);
  });
});

const folder = referenceFolder("occupations.csv");
describe.skipIf(folder === undefined)("the reference files", () => {
  const file = (name: string): string => path.join(folder ?? "", name);

  it("import as all 1,639 occupations, and a second time as nothing", async () => {
    const { status, lines } = await runImport(database.db, ["occupations", file("occupations.csv")]);
    expect([status, lines]).toEqual([0, expect.stringContaining("共 1639 行")]);
    expect(lines).toContain("略过大类、中类、小类 537 行");
    expect(await occupationCount()).toBe(1_639);
    const again = await runImport(database.db, ["occupations", file("occupations.csv")]);
    expect(again.lines).toContain("新增 0，改动 0，不变 1639");
  });

  it("keep what kind of name an alias is", async () => {
    const kindOf = async (): Promise<string | undefined> => {
      const key = { alias_divisionCode: { alias: "会理县", divisionCode: "513402" } };
      return (await database.db.prisma.placeAlias.findUnique({ where: key }))?.kind;
    };
    expect(await kindOf()).toBe("old_name");
    await runImport(database.db, ["divisions", file("divisions_sichuan.csv")]);
    expect(await kindOf()).toBe("old_name");
  });

  it("import aliases, divisions and towns without a fault", async () => {
    await runImport(database.db, ["occupations", file("occupations.csv")]);
    for (const [kind, name] of [
      ["occupation-aliases", "aliases.csv"],
      ["divisions", "divisions_sichuan.csv"],
      ["divisions", "divisions_china.csv"],
      ["divisions", "towns_sichuan.csv"],
    ] as const) {
      const { status, lines } = await runImport(database.db, [kind, file(name)]);
      expect([name, status, lines]).toEqual([name, 0, expect.not.stringContaining(" 列：")]);
    }
  });
});
