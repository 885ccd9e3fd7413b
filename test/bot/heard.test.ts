import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schemaSlots } from "../../bot/understand/schema-slots.ts";
import type { Understand } from "../../bot/understand/understand.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { freshContext, realUnderstand } from "./language.ts";

let test: TestDatabase;
let understand: Understand;
beforeAll(async () => {
  test = await freshDatabase();
  understand = await realUnderstand(test.db);
});
afterAll(() => test.drop());

const read = (text: string) => {
  const { slots, questions } = understand(text, freshContext);
  return { ...schemaSlots(slots), guessed: questions.filter(({ isGuess }) => isGuess).map(({ said }) => said) };
};

describe("a name by ear", () => {
  it.each([
    ["富瞬县学养老护里", { occupation: "养老护理员", place: "富顺县", guessed: [] }],
    ["都江宴哪里学美容", { occupation: "美容师", place: "都江堰市", guessed: [] }],
    ["成都武候区学美发", { occupation: "美发师", place: "武侯区" }],
  ])("of three characters or more is read for sure: %s", (text, meant) => expect(read(text)).toMatchObject(meant));

  it.each([
    ["我想学电寒", { occupation: "焊工", guessed: ["电焊"] }],
    ["汗工培训 南充", { occupation: "焊工", place: "南充市", guessed: ["焊工"] }],
    ["人在南冲", { place: "南充市", guessed: ["南充"] }],
    ["移龙学砌砖", { place: "仪陇县", guessed: ["仪陇"] }],
  ])("of two characters is used and shown with a question: %s", (text, meant) =>
    expect(read(text)).toMatchObject(meant),
  );

  it.each(["附近有什么好吃的", "这个培训是什么时候", "24小时供热水吗", "我们在那个区见面", "大家聚一聚"])(
    "is not heard in %s",
    (text) => {
      const { explain } = understand(text, freshContext);
      expect(explain.filter((line) => /^(?:homophone|typo)/.test(line))).toEqual([]);
    },
  );

  it("is never a town", () => expect(read("我们去太苹学电工")).not.toHaveProperty("place"));
});

describe("pinyin", () => {
  it.each([
    ["mianyang xue dianhan", { occupation: "焊工", place: "绵阳市" }],
    ["yibin cuipingqu yuesao peixun", { place: "翠屏区" }],
    ["想学wurenji，在南充", { occupation: "无人机驾驶员", place: "南充市" }],
    ["cd学美甲", { occupation: "美甲师", place: "成都市" }],
  ])("is read as what is meant: %s", (text, meant) => expect(read(text)).toMatchObject(meant));

  it("asks in words", () => {
    expect(understand("butie zenme ling", freshContext).text).toBe("补贴怎么领");
    expect(understand("baoming", freshContext).text).toBe("报名");
  });

  it.each(["word excel", "python", "我会用cad和bim", "ok", "iphone", "学ppt"])("leaves %s alone", (text) =>
    expect(understand(text, freshContext).text).toBe(text),
  );
});
