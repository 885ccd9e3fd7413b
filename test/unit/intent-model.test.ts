import { describe, expect, it } from "vitest";
import type { Slots, Span } from "../../bot/understand/meaning.ts";
import { createClassifier } from "../../bot/understand/model/classifier.ts";
import { featuresOf, isSlotFeature, maskedText } from "../../bot/understand/model/features.ts";
import { type Example, trainIntents, vocabularyOf } from "../../bot/understand/model/train.ts";
import { vectorOf } from "../../bot/understand/model/vector.ts";
import { FOLDS, foldsOf, topOf } from "../eval/cross-validation.ts";

const seen = (text: string, slots: Slots = {}) => featuresOf(text, [], slots);
const example = (intent: string, text: string): Example => ({ intent, features: seen(text) });

const TEN: readonly Example[] = [
  example("ask_cost", "学费多少钱"),
  example("ask_cost", "这个多少钱"),
  example("ask_cost", "要交多少钱"),
  example("ask_cost", "学费贵不贵"),
  example("find_course", "想学一门技术"),
  example("find_course", "想学个手艺"),
  example("find_course", "我想学东西"),
  example("smalltalk", "你好呀"),
  example("smalltalk", "谢谢你呀"),
  example("smalltalk", "你好谢谢"),
];

describe("what the model sees of a message", () => {
  const span = (start: number, end: number, what: string): Span => ({ start, end, what });

  it("one name is as good as another", () => {
    expect(maskedText("双流学电焊", [span(0, 2, "place"), span(3, 5, "occupation")])).toBe("<地>学<工>");
    expect(featuresOf("学电焊", [span(1, 3, "occupation")], {})).toEqual(
      featuresOf("学月嫂", [span(1, 3, "occupation")], {}),
    );
  });

  it("of names that overlap the first and longer one gives its sign; what has no sign stays as written", () => {
    expect(maskedText("高级电工证", [span(2, 4, "occupation"), span(0, 4, "occupation")])).toBe("<工>证");
    expect(maskedText("周末班", [span(0, 2, "schedule")])).toBe("周末班");
  });

  it("any number is the same number", () => {
    expect(maskedText("要交2800还是3000", [])).toBe("要交0还是0");
  });

  it("single signs, pairs and the two ends, each counted", () => {
    const features = seen("好好");
    expect(features.get("好")).toBe(2);
    expect(features.get("好好")).toBe(1);
    expect(features.get("^好")).toBe(1);
    expect(features.get("好$")).toBe(1);
    expect([...features.keys()].some((feature) => feature.length > 2 && !isSlotFeature(feature))).toBe(false);
  });

  it("which slots are filled, not with what", () => {
    expect([...seen("班", { level: 3 }).keys()].filter(isSlotFeature)).toEqual(["slot:level"]);
  });

  it("beginning and end of what is long", () => {
    const features = seen(`头${"中".repeat(400)}尾`);
    expect(features.get("^头")).toBe(1);
    expect(features.get("尾$")).toBe(1);
    expect(features.get("中")).toBeLessThan(181);
  });
});

describe("the vector of a message", () => {
  const vocabulary = vocabularyOf(TEN);

  it("has length one, however long the message is", () => {
    for (const text of ["多少钱", "学费多少钱要交多少钱学费贵不贵"]) {
      const { value } = vectorOf(seen(text), vocabulary);
      expect(value.reduce((sum, each) => sum + each * each, 0)).toBeCloseTo(1, 10);
    }
  });

  it("leaves out what no example has, and is empty for a text of such signs only", () => {
    expect(vectorOf(seen("猫"), vocabulary).at).toHaveLength(2); // the two ends, which every message has
    expect(vectorOf(new Map([["猫", 1]]), vocabulary).at).toHaveLength(0);
  });

  it("counts a rare sign for more than a frequent one", () => {
    const rarity = (feature: string): number => vocabulary.get(feature)?.rarity ?? Number.NaN;
    expect(rarity("费")).toBeGreaterThan(rarity("多"));
    expect(rarity("多")).toBeGreaterThan(rarity("^"));
  });

  it("keeps slots small beside words", () => {
    const withSlots = vocabularyOf(TEN.map(({ intent }) => ({ intent, features: seen("多少钱", { level: 3 }) })));
    const { at, value } = vectorOf(seen("多少钱", { level: 3 }), withSlots);
    const slotAt = withSlots.get("slot:level")?.at ?? -1;
    expect(value[at.indexOf(slotAt)]).toBe(0.3);
  });
});

describe("training", () => {
  const model = trainIntents(TEN, "hash of ten");
  const classify = createClassifier(model);

  it("reads its own examples rightly and what is like them", () => {
    for (const { intent, features } of TEN) expect(topOf(classify(features))).toBe(intent);
    expect(topOf(classify(seen("一共多少钱")))).toBe("ask_cost");
    expect(topOf(classify(seen("我想学手艺")))).toBe("find_course");
  });

  it("is less sure of what it has never seen than of what it knows", () => {
    const surest = (text: string): number => Math.max(...classify(seen(text)).values());
    expect(surest("鸡鸭鱼")).toBeLessThan(surest("学费多少钱"));
  });

  it("certainties of all intents add up to one", () => {
    for (const text of ["", "学费多少钱", "鸡鸭鱼"])
      expect([...classify(seen(text)).values()].reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 10);
  });

  it("makes the same file of the same examples, and names their hash", () => {
    expect(trainIntents(TEN, "hash of ten")).toEqual(model);
    expect(model.examples).toBe("hash of ten");
    expect(model.intents).toEqual(["ask_cost", "find_course", "smalltalk"]);
  });

  it("learns nothing by heart: what one example alone has is left out", () => {
    expect(model.features.map(([feature]) => feature)).not.toContain("贵");
    expect(model.features.map(([feature]) => feature)).toContain("费");
  });

  it("tells how many intents are done", () => {
    const told: string[] = [];
    trainIntents(TEN, "", (done, of) => told.push(`${done} of ${of}`));
    expect(told).toEqual(["1 of 3", "2 of 3", "3 of 3"]);
  });

  it("refuses a file whose weights are cut off", () => {
    expect(() => createClassifier({ ...model, weights: model.weights.slice(0, 8) })).toThrow("weights");
  });
});

describe("cross-validation", () => {
  it("spreads every intent over the folds and keeps neighbours together", () => {
    const folds = foldsOf([...Array<string>(50).fill("a"), ...Array<string>(50).fill("b")]);
    expect(new Set(folds.slice(0, 10))).toEqual(new Set([0]));
    for (let fold = 0; fold < FOLDS; fold++) expect(folds.filter((each) => each === fold)).toHaveLength(20);
  });
});
