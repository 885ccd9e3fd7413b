// The ten ways of the engine that bite Chinese text, each beside what we do about it. A version that behaves otherwise fails here by
// name: then look whether our fix is still needed, and whether it still works.
import { beforeAll, describe, expect, it } from "vitest";
import { soundFields } from "../../search/document-text.ts";
import { cleanQuery } from "../../search/query-text.ts";
import { SETTINGS } from "../../search/settings.ts";
import { type RawEngine, rawEngine } from "../support/raw-engine.ts";

const TITLES = [
  ...["电焊工初级班", "焊工中级班", "氩弧焊实操班", "二保焊实操班", "工业互联网运维班", "无人机驾驶员班"],
  ...["新能源汽车检测班", "工业机器人操作班", "真正零基础学会计", "低压电工培训", "叉车司机班", "车工实操班"],
  ...["互联网营销师班", "电工上岗证班", "养老护理员培训", "母婴护理月嫂班", "C++编程入门班", "C语言编程班"],
];
const ALIASES: Record<string, string[]> = {
  互联网营销师班: ["直播带货"],
  工业机器人操作班: ["机器人调试"],
};
const OURS = { ...SETTINGS.courses, displayedAttributes: ["*"] };
/** Our settings without what is there for these ten. */
const BARE = { ...OURS, searchableAttributes: ["title"], stopWords: [], synonyms: {}, dictionary: [] };
const LAST = { matchingStrategy: "last" };
const ALL = { matchingStrategy: "all" };

const documents = TITLES.map((title, id) => ({
  id,
  title,
  aliases: ALIASES[title] ?? [],
  ...soundFields([title], ALIASES[title] ?? []),
}));

let engine: RawEngine;
let bare: string;
let ours: string;
/** As we ask: cleaned, all words, then fewer. */
const asWeAsk = async (q: string): Promise<string[]> => {
  const clean = cleanQuery(q) ?? "";
  const exact = await engine.titles(ours, clean, ALL);
  return exact.length > 0 ? exact : engine.titles(ours, clean, { matchingStrategy: "frequency" });
};

beforeAll(async () => {
  engine = rawEngine();
  bare = await engine.index(BARE, documents);
  ours = await engine.index(OURS, documents);
});

describe("1: a word inside a word of the segmenter", () => {
  const INSIDE: [string, string][] = [
    ["焊工", "电焊工初级班"],
    ["弧焊", "氩弧焊实操班"],
    ["联网", "工业互联网运维班"],
    ["人机", "无人机驾驶员班"],
    ["能源", "新能源汽车检测班"],
    ["器人", "工业机器人操作班"],
  ];
  it.each(INSIDE)("%s in %s is not found by the engine alone", async (q, title) => {
    expect(await engine.titles(bare, q, LAST)).not.toContain(title);
  });
  it.each(INSIDE)("%s in %s is found through the bigrams", async (q, title) => {
    expect(await asWeAsk(q)).toContain(title);
  });
  it("stands behind the courses that have it as a word", async () => {
    expect(await asWeAsk("焊工")).toEqual(["焊工中级班", "电焊工初级班"]);
  });
});

describe("2: words are dropped from the end, so an unknown first word finds nothing", () => {
  const SENTENCES = ["附近的焊工课程", "我想学焊工", "告诉我哪里有焊工培训"];
  it.each(SENTENCES)("%s finds nothing by default", async (q) => {
    expect(await engine.titles(bare, q, LAST)).toEqual([]);
  });
  it.each(SENTENCES)("%s finds welding, and nothing else, as we ask", async (q) => {
    expect(await asWeAsk(q)).toEqual(["焊工中级班", "电焊工初级班"]);
  });
  it("我想学会计 does not fall apart into 学会 and 计", async () => {
    expect(await asWeAsk("我想学会计")).toEqual(["真正零基础学会计"]);
  });
});

describe("3: what follows the tenth word is ignored", () => {
  const NINE = "电焊工 初级 电焊工 初级 电焊工 初级 电焊工 初级 电焊工";
  it("an eleventh word that nothing has changes nothing, a tenth one does", async () => {
    expect(await engine.titles(ours, `${NINE} 初级 量子`, ALL)).toEqual(["电焊工初级班"]);
    expect(await engine.titles(ours, `量子 ${NINE}`, ALL)).toEqual([]);
  });
  it("we send no more than ten", () => {
    expect(cleanQuery("焊 工 车 电 钳 铣 磨 刨 钻 镗 量子")?.split(" ")).toHaveLength(10);
  });
});

describe("4: a synonym of more than three words never matches", () => {
  it("official titles fail as keys, short words do not", async () => {
    const synonyms = {
      互联网营销师: ["二保焊"],
      工业机器人系统操作员: ["二保焊"],
      人工智能: ["二保焊"],
      操作员: ["二保焊"],
    };
    const index = await engine.index({ ...BARE, synonyms }, documents);
    expect(await engine.titles(index, "互联网营销师", ALL)).toEqual(["互联网营销师班"]);
    expect(await engine.titles(index, "工业机器人系统操作员", ALL)).toEqual([]);
    expect(await engine.titles(index, "人工智能", ALL)).toEqual(["二保焊实操班"]);
    expect(await engine.titles(index, "操作员", ALL)).toEqual(["二保焊实操班"]);
  });
  it("popular names stand in the documents, and ours of the settings are short enough to work", async () => {
    expect(await asWeAsk("直播带货")).toEqual(["互联网营销师班"]);
    expect(await asWeAsk("机器人调试")).toEqual(["工业机器人操作班"]);
    for (const [spoken, [meant = ""] = []] of Object.entries(SETTINGS.courses.synonyms)) {
      const index = await engine.index({ ...BARE, synonyms: { [spoken]: [meant] } }, [{ id: 1, title: `${meant}班` }]);
      expect(await engine.titles(index, spoken, ALL)).toEqual([`${meant}班`]);
    }
  });
});

describe("5: an entry of the dictionary is one word, and hides those within it", () => {
  it("营销 is lost when 互联网营销师 is an entry", async () => {
    expect(await engine.titles(bare, "营销")).toEqual(["互联网营销师班"]);
    const index = await engine.index({ ...BARE, dictionary: ["互联网营销师"] }, documents);
    expect(await engine.titles(index, "营销")).toEqual([]);
  });
  it("弧焊, an atom the segmenter lacks, is found as an entry", async () => {
    expect(await engine.titles(bare, "弧焊")).toEqual([]);
    const index = await engine.index({ ...BARE, dictionary: SETTINGS.courses.dictionary }, documents);
    expect(await engine.titles(index, "弧焊")).toEqual(["氩弧焊实操班"]);
  });
  it("ours has atoms of two and three characters only", () => {
    expect(SETTINGS.courses.dictionary.filter((word) => word.length > 3)).toEqual([]);
  });
});

describe("6: a query of stop words alone finds nothing", () => {
  it("培训 as a stop word hides every course called so", async () => {
    expect((await engine.titles(bare, "培训")).length).toBeGreaterThan(0);
    const index = await engine.index({ ...BARE, stopWords: ["培训"] }, documents);
    expect(await engine.titles(index, "培训")).toEqual([]);
  });
  it("ours are function words, and courses are found by what they are called", async () => {
    for (const word of ["培训", "课程", "班", "培训班", "证"]) expect(SETTINGS.courses.stopWords).not.toContain(word);
    expect((await asWeAsk("培训")).length).toBeGreaterThan(0);
  });
});

describe("7: a typo is forgiven by the count of characters", () => {
  it("with typos from two characters on, 电工 finds 电焊工", async () => {
    const typoTolerance = { minWordSizeForTypos: { oneTypo: 2, twoTypos: 9 }, disableOnAttributes: [] };
    const index = await engine.index({ ...BARE, typoTolerance }, documents);
    expect(await engine.titles(index, "电工")).toContain("电焊工初级班");
  });
  it.each([
    ["电工", "焊"],
    ["车工", "叉车"],
    ["焊工", "电工"],
  ])("as we ask, %s finds nothing with %s that lacks it", async (q, other) => {
    const strays = (await asWeAsk(q)).filter((title) => title.includes(other) && !title.includes(q));
    expect(strays).toEqual([]);
  });
});

describe("8: a facet search counts bytes, so two characters are forgiven a typo", () => {
  const cities = ["杭州市", "温州市", "苏州市", "成都市", "乐山市"].map((cityCode, id) => ({
    id,
    title: "x",
    cityCode,
  }));
  it("杭州 finds 温州 and 苏州 where the facet forgives typos", async () => {
    const index = await engine.index({ ...OURS, typoTolerance: { disableOnAttributes: [] } }, cities);
    expect(await engine.facetValues(index, "cityCode", "杭州")).toEqual(expect.arrayContaining(["温州市", "苏州市"]));
  });
  it("with our settings it finds 杭州 alone, and only by its beginning", async () => {
    const index = await engine.index(OURS, cities);
    expect(await engine.facetValues(index, "cityCode", "杭州")).toEqual(["杭州市"]);
    expect(await engine.facetValues(index, "cityCode", "州")).toEqual([]);
  });
  it("no faceted field of any index forgives typos", () => {
    for (const { filterableAttributes, typoTolerance } of Object.values(SETTINGS))
      for (const fields of filterableAttributes)
        if (typeof fields !== "string" && fields.features.facetSearch)
          expect(typoTolerance.disableOnAttributes).toEqual(expect.arrayContaining(fields.attributePatterns));
  });
});

describe("9: a minus and quotes are operators", () => {
  it("-焊工 finds everything else, and quotes want words side by side", async () => {
    expect(await engine.titles(bare, "-焊工")).toHaveLength(TITLES.length - 1);
    expect(await engine.titles(bare, '"焊工实操"')).toEqual([]);
  });
  it.each(["-焊工", "－焊工", '"焊工', "“焊工”", "焊工 -焊工"])("%s means 焊工 as we ask", async (q) => {
    expect(await asWeAsk(q)).toEqual(["焊工中级班", "电焊工初级班"]);
  });
});

describe("10: one character finds only words that begin with it", () => {
  it("焊 finds 焊工; 工 does not, by itself", async () => {
    expect(await engine.titles(bare, "焊")).toContain("焊工中级班");
    expect(await engine.titles(bare, "工")).not.toContain("焊工中级班");
  });
});

describe("letters and signs", () => {
  it("C++ is C to the engine by itself", async () => {
    const index = await engine.index({ ...BARE, nonSeparatorTokens: [] }, documents);
    expect(await engine.titles(index, "C++")).toContain("C语言编程班");
  });
  it("C++ is C++ with our settings", async () => {
    expect(await asWeAsk("C++")).toEqual(["C++编程入门班"]);
    expect(await asWeAsk("C++编程")).toEqual(["C++编程入门班"]);
  });
});
