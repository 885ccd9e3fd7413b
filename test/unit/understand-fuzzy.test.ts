import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { besideOf, isAboutTraining, isSpokenOfAsPlace, isSpokenOfAsTrade } from "../../bot/understand/hearing-cues.ts";
import { loadLanguage } from "../../bot/understand/language.ts";
import { breaksIntoSentence } from "../../bot/understand/likeness.ts";
import { createNormalise } from "../../bot/understand/normalise.ts";
import { createSegmentGuard } from "../../bot/understand/segment-guard.ts";
import { soundOf } from "../../bot/understand/sound.ts";
import { readTable } from "../../src/kit/csv.ts";
import { projectPath } from "../../src/kit/root.ts";
import { createEar } from "../../src/kit/sound.ts";
import { isSpelt } from "../../src/kit/syllables.ts";

const Division = z.object({
  code: z.string(),
  name: z.string(),
  short_name: z.string(),
  level: z.string(),
  pinyin: z.string(),
});
const divisions = readTable(readFileSync(projectPath("data/places/divisions.csv"), "utf8"), Division, ",").rows.filter(
  ({ code, level }) => code.startsWith("51") && (level === "city" || level === "county"),
);

describe("the sound of a name", () => {
  it("is, for every city and county of Sichuan, the one in the table of divisions", () => {
    expect(divisions.length).toBe(204);
    const wrong = divisions.filter(
      ({ short_name, pinyin }) => soundOf(short_name).letters !== pinyin.replaceAll(" ", ""),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it.each([
    ["师", "丝"],
    ["南", "兰"],
    ["宁", "林"],
    ["程", "岑"],
    ["护", "付"],
  ])("is the same for %s and %s, as they are said here", (a, b) => {
    const ear = createEar();
    expect(ear(a)[0]?.some((reading) => ear(b)[0]?.includes(reading))).toBe(true);
  });

  it("takes every reading of a character, and nothing for what is none", () => {
    expect(createEar()("都a")).toEqual([["dou", "du"], []]);
  });
});

describe("the guards", () => {
  it("see a sentence where a function character stands in the place of another", () => {
    expect(breaksIntoSentence("培训是", "培训师")).toBe(true);
    expect(breaksIntoSentence("育鹰师", "育婴师")).toBe(false);
  });

  it("know a word, and where a word is cut", () => {
    const guard = createSegmentGuard("附近汗工", []);
    expect(guard.isWord(0, 2)).toBe(true);
    expect(guard.isWord(2, 4)).toBe(false);
    expect(guard.isOnBorders(1, 3)).toBe(false);
    expect(guard.isOnBorders(2, 4)).toBe(true);
  });

  it("let the verb 学 be no part of a word before a trade", () => {
    const text = "浪中学做糕点";
    expect(createSegmentGuard(text, []).isOnBorders(0, 2)).toBe(true);
    expect(createSegmentGuard("浪中学生", []).isOnBorders(0, 2)).toBe(false);
  });

  it("want a word beside it that speaks of training or of a place", () => {
    const at = (text: string, said: string) =>
      besideOf(text, { start: text.indexOf(said), end: text.indexOf(said) + said.length });
    expect(isSpokenOfAsTrade(at("我想学月扫", "月扫"))).toBe(true);
    expect(isSpokenOfAsTrade(at("这个月扫地", "月扫"))).toBe(false);
    expect(isAboutTraining(at("月扫有补贴吗", "月扫"))).toBe(true);
    expect(isAboutTraining(at("大学月扫", "月扫"))).toBe(false);
    const alone = { before: false, after: false };
    expect(isSpokenOfAsPlace(at("人在南冲", "南冲"), alone)).toBe(true);
    expect(isSpokenOfAsPlace(at("向南冲去", "南冲"), alone)).toBe(false);
  });
});

describe("letters", () => {
  it.each(["chengdu", "xian", "lv", "zhuangxiu"])("%s can be pinyin", (letters) => expect(isSpelt(letters)).toBe(true));
  it.each(["word", "excel", "cad", "python", "bim", "ok", "ppt", ""])("%s cannot", (letters) =>
    expect(isSpelt(letters)).toBe(false),
  );
});

describe("an ordinary word in a wrong spelling", () => {
  const normalise = createNormalise(loadLanguage());
  const read = (text: string) => normalise({ text, offsets: Array.from(text.split(""), (_, at) => at) }).text;
  it.each([
    ["有没有免肥的陪训", "有没有免费的培训"],
    ["学废多少前", "学费多少钱"],
    ["我要雪电工", "我要学电工"],
    ["怎么避免肥胖", "怎么避免肥胖"],
    ["我想血拼", "我想血拼"],
    ["大学肺炎", "大学肺炎"],
  ])("%s → %s", (written, meant) => expect(read(written)).toBe(meant));
});
