import { describe, expect, it } from "vitest";
import { guard, MAX_PARSED } from "../../bot/understand/guard.ts";
import { loadLanguage } from "../../bot/understand/language.ts";
import { createNormalise } from "../../bot/understand/normalise.ts";
import { soundOf } from "../../bot/understand/sound.ts";
import { createTrie } from "../../bot/understand/trie.ts";

describe("the guard", () => {
  it("keeps head and tail of a long message", () => {
    const { text, wasCut } = guard(`双流${"啊哦".repeat(5_000)}电焊`);
    expect(text.length).toBeLessThanOrEqual(MAX_PARSED);
    expect(wasCut).toBe(true);
    expect(text.startsWith("双流")).toBe(true);
    expect(text.endsWith("电焊")).toBe(true);
  });

  it.each([
    ["双\u200b流\u0000电\u202e焊", "双流电焊"],
    ["电焊😀😀班", "电焊班"],
    ["双流 电焊", "双流电焊"],
    ["好好好好好好", "好"],
    ["10000", "10000"],
    ["  你好  ", "你好"],
    ["wo xiang xue", "wo xiang xue"],
    ["😀", ""],
    ["\ud83d", ""],
  ])("%j becomes %j", (raw, text) => {
    expect(guard(raw).text).toBe(text);
  });

  it("knows where each sign stood in what was written", () => {
    const raw = "双\u200b流😀 电焊";
    const { text, offsets } = guard(raw);
    expect(offsets).toHaveLength(text.length);
    expect(Array.from(text, (_, at) => raw[offsets[at] ?? -1]).join("")).toBe("双流电焊");
  });
});

describe("standard speech", () => {
  const normalise = createNormalise(loadLanguage());
  const read = (raw: string): string => normalise(guard(raw)).text;

  it.each([
    ["有没得电焊班", "有没有电焊班"],
    ["啷个报名", "怎么报名"],
    ["咋个报名嘛", "怎么报名"],
    ["好多钱", "多少钱"],
    ["好多人都在学", "好多人都在学"],
    ["好久开班", "什么时候开班"],
    ["要学好久", "要学多长时间"],
    ["要得", "可以"],
    ["想要得到补贴", "想要得到补贴"],
    ["哪点有", "哪里有"],
    ["挨倒双流", "附近双流"],
    ["電焊培訓", "电焊培训"],
    ["ＣＮＣ", "cnc"],
    ["礼拜六", "周六"],
    ["莫推给我", "不推给我"],
    ["莫非", "莫非"],
    ["去哈尔滨", "去哈尔滨"],
  ])("%s is %s", (raw, standard) => {
    expect(read(raw)).toBe(standard);
  });
});

it("a trie finds every overlap", () => {
  const trie = createTrie<string>();
  for (const name of ["高级电工", "电工", "电工证"]) trie.add(name, name);
  expect(trie.hits("高级电工证").map(({ start, end, entry }) => [start, end, entry])).toEqual([
    [0, 4, "高级电工"],
    [2, 4, "电工"],
    [2, 5, "电工证"],
  ]);
});

it("sounds are folded as Sichuan speech and voice input confuse them", () => {
  expect(soundOf("成都").folded[0]).toBe(soundOf("层次").folded[0]);
  expect(soundOf("泸州").folded).toEqual(["lu", "zou"]);
  expect(soundOf("郫都").letters).toBe("pidu");
});
