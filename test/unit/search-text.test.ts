import { describe, expect, it } from "vitest";
import { soundFields } from "../../search/document-text.ts";
import { courseDocuments } from "../../search/documents.ts";
import { tsquery } from "../../search/fallback-text.ts";
import { cleanQuery, tellingWords } from "../../search/query-text.ts";
import { LocalDate, unixSecondsOf } from "../../src/kit/clock.ts";

describe("the words of a query", () => {
  it.each([
    ["焊工 -机器人", "焊工 机器人"],
    ['"焊工中级"', "焊工中级"],
    ["－焊工", "焊工"],
    ["“焊工”", "焊工"],
    ["焊工／电工、叉车", "焊工 电工 叉车"],
    ["焊工＋电工", "焊工 电工"],
    ["數控車工", "数控车工"],
  ])("of %s are %s, without the engine's operators and in simplified characters", (q, clean) => {
    expect(cleanQuery(q)).toBe(clean);
  });

  it.each([
    ["ＣＡＤ制图", "cad 制图"],
    ["C++ 编程", "c++ 编程"],
    ["C#", "c#"],
    ["#C", "c"],
    ["1+X证书", "1+x 证书"],
    ["N1叉车证", "n1 叉车证"],
    ["3D打印", "3d 打印"],
  ])("of %s are %s: letters and digits stand apart from Chinese, and keep their + and #", (q, clean) => {
    expect(cleanQuery(q)).toBe(clean);
  });

  it.each([
    ["我想学焊工", "焊工"],
    ["我想学会计", "会计"],
    ["请问哪里可以学挖机", "挖机"],
    ["怎么考电工证", "电工证"],
    ["有没有电工证", "电工证"],
    ["成都的月嫂", "成都 月嫂"],
    ["附近的焊工课程", "焊工"],
    ["告诉我哪里有焊工培训班", "焊工"],
    ["学习焊工", "焊工"],
  ])("of %s are %s, without wishes, function words and what every course is called", (q, clean) => {
    expect(cleanQuery(q)).toBe(clean);
  });

  it.each(["培训师", "企业培训师", "机器学习", "学前教育", "有机化学", "能源", "培训", "培训班", "焊"])(
    "of the name %s stay whole",
    (q) => {
      expect(cleanQuery(q)).toBe(q);
    },
  );

  it.each(["", "-", '""', "！？。", "\u0000\u0007", "😀", "的", "我想", "吗", "+", "#"])("of %j are none", (q) => {
    expect(cleanQuery(q)).toBeUndefined();
  });

  it("are at most ten, and short", () => {
    expect(cleanQuery("a ".repeat(50))?.split(" ").length).toBe(10);
    expect(cleanQuery("焊".repeat(100))?.length).toBeLessThanOrEqual(30);
    expect(cleanQuery("工业机器人系统操作员".repeat(10))?.length).toBeLessThanOrEqual(30);
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
