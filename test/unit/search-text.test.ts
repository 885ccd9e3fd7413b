import { describe, expect, it } from "vitest";
import { soundFields } from "../../search/document-text.ts";
import { courseDocuments } from "../../search/documents.ts";
import { tsquery } from "../../search/fallback-text.ts";
import { cleanQuery, tellingWords } from "../../search/query-text.ts";
import { LocalDate, unixSecondsOf } from "../../src/kit/clock.ts";

describe("the words of a query", () => {
  it.each([
    ["焊工 -机器人", "焊工 机器人"],
    ['"焊工培训"', "焊工培训"],
    ["－焊工", "焊工"],
    ["“焊工”", "焊工"],
    ["數控車工", "数控车工"],
    ["ＣＡＤ制图", "cad制图"],
    ["c++ 编程", "c++ 编程"],
  ])("of %s are %s", (q, clean) => {
    expect(cleanQuery(q)).toBe(clean);
  });

  it.each(["", "-", '""', "！？。", "\u0000\u0007", "😀"])("of %j are none", (q) => {
    expect(cleanQuery(q)).toBeUndefined();
  });

  it("are at most ten, and short", () => {
    expect(cleanQuery("a ".repeat(50))?.split(" ").length).toBe(10);
    expect(cleanQuery("焊".repeat(100))?.length).toBeLessThanOrEqual(30);
  });

  it("that every course has are dropped only when others are left", () => {
    expect(tellingWords("焊工培训")).toEqual(["焊工"]);
    expect(tellingWords("培训")).toEqual(["培训"]);
  });

  it("cannot leave their quotes in a tsquery", () => {
    expect(tsquery("it's")).not.toContain("it's");
    expect(tsquery("吗")).toBeUndefined();
  });
});

describe("documents", () => {
  const row = {
    id: "0197a000-0000-7000-8000-000000000001",
    title: "电焊工初级班",
    occupationCode: "6-18-02-04",
    occupationName: "焊工",
    certificates: [],
    institutionId: "0197a000-0000-7000-8000-000000000002",
    institutionName: "学校",
    isWarned: false,
    hasLevels: true,
    level: 5,
    mode: "onsite" as const,
    schedule: "evening" as const,
    isSubsidised: null,
    hasRequirements: true,
    hasPhone: true,
    hasDescription: false,
    feeFen: 100,
    hours: 20,
    divisionCode: "510116",
    lat: 30.5,
    lng: 104,
    version: 3,
    sessions: ["2026-08-01", "2026-09-01"].map((day, index) => ({
      id: `0197a000-0000-7000-8000-00000000001${index}`,
      startsOn: LocalDate.parse(day),
      endsOn: LocalDate.parse(day),
    })),
  };

  it("are one for each class session, found under county, city and province", () => {
    const documents = courseDocuments(row, ["电焊"]);
    expect(documents.map(({ id }) => id)).toEqual(row.sessions.map(({ id }) => id));
    expect(documents[0]).toMatchObject({
      courseId: row.id,
      startsOn: unixSecondsOf(LocalDate.parse("2026-08-01")),
      divisionCode: "510116",
      cityCode: "510100",
      provinceCode: "510000",
      _geo: { lat: 30.5, lng: 104 },
    });
  });

  it("say how complete the course is and whether its institution is under a warning, and nothing of how that was found out", () => {
    const [document] = courseDocuments(row, []);
    expect(document).toMatchObject({ completeness: 0.5, isWarned: false });
    expect(Object.keys(document ?? {}).filter((field) => field.startsWith("has"))).toEqual([]);
  });

  it("of online courses have no place", () => {
    const [document] = courseDocuments({ ...row, divisionCode: null, lat: null, lng: null }, []);
    expect(document).not.toHaveProperty("_geo");
    expect(document).not.toHaveProperty("cityCode");
  });

  it("carry pinyin, initials and bigrams", () => {
    const { pinyin, pinyinInitials, grams } = soundFields(["电焊工初级班"], ["焊工"]);
    expect(pinyin.split(" ")).toContain("hangong");
    expect(pinyinInitials.split(" ")).toContain("hg");
    expect(grams.split(" ")).toEqual(expect.arrayContaining(["焊工", "工初"]));
  });
});
