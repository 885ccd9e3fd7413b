import { describe, expect, it } from "vitest";
import { isAboutTraining } from "../../bot/understand/domain.ts";
import { findFacts } from "../../bot/understand/facts.ts";
import type { Slots } from "../../bot/understand/meaning.ts";
import { shifted } from "../../bot/understand/priors.ts";
import { settleSlots } from "../../bot/understand/settle.ts";
import { LocalDate } from "../../src/kit/clock.ts";
import { OccupationCode } from "../../src/occupations/occupation.ts";

const settledAs = (intent: string, slots: Slots, hasSearch = false, said = "我们厂里"): Slots => {
  const copy = { ...slots };
  settleSlots(intent, copy, said, { hasSearch });
  return copy;
};

describe("slots, once it is known what the message is for", () => {
  const day = LocalDate.parse("2026-03-09");

  it("a subsidy that is asked about is not wished for; a free class still is", () => {
    expect(settledAs("ask_subsidy", { wish: "subsidised" })).toEqual({});
    expect(settledAs("ask_subsidy", { wish: "free" })).toEqual({ wish: "free" });
    expect(settledAs("find_course", { wish: "subsidised" })).toEqual({ wish: "subsidised" });
  });

  it("a sum in a question of aid or wages limits no fee", () => {
    expect(settledAs("ask_subsidy", { feeMaxFen: 200_000 })).toEqual({});
    expect(settledAs("recommend_occupation", { feeMaxFen: 500_000 })).toEqual({});
    expect(settledAs("refine", { feeMaxFen: 200_000 })).toEqual({ feeMaxFen: 200_000 });
  });

  it("days of what has happened are no wish for a start", () => {
    const dated = { startsAfter: day, startsBefore: day };
    expect(settledAs("complaint", dated)).toEqual({});
    expect(settledAs("enrol_status", dated)).toEqual({});
    expect(settledAs("find_course", dated)).toEqual(dated);
  });

  it("who trains or hires others is a firm, unless they say who they are or are in the middle of a talk", () => {
    expect(settledAs("employer_training", {})).toEqual({ group: "enterprise" });
    expect(settledAs("employer_recruit", { group: "entrepreneur" })).toEqual({ group: "entrepreneur" });
    expect(settledAs("employer_training", {}, true)).toEqual({});
    expect(settledAs("find_course", {})).toEqual({});
  });

  it("several items at once are only for comparing", () => {
    expect(settledAs("compare", { ordinals: [1, 3] })).toEqual({ ordinals: [1, 3] });
    expect(settledAs("select_item", { ordinal: 1, ordinals: [1, 3] })).toEqual({ ordinal: 1 });
  });
});

describe("where in the talk something is said", () => {
  const guessed = new Map([
    ["refine", 0.3],
    ["find_course", 0.5],
    ["out_of_scope", 0.2],
  ]);
  const sum = (shares: ReadonlyMap<string, number>): number =>
    [...shares.values()].reduce((all, each) => all + each, 0);

  it("a condition is likelier in the middle of a talk than at its beginning", () => {
    const [inTalk, atFirst] = [shifted(guessed, true), shifted(guessed, false)];
    expect(inTalk.get("refine")).toBeGreaterThan(inTalk.get("find_course") ?? 1);
    expect(atFirst.get("find_course")).toBeGreaterThan(atFirst.get("refine") ?? 1);
  });

  it("nobody is turned away as easily once they talk of courses", () => {
    expect(shifted(guessed, true).get("out_of_scope")).toBeLessThan(0.2);
  });

  it.each([true, false])("shares still add up to one (in a talk: %s)", (isTalk) => {
    expect(sum(shifted(guessed, isTalk))).toBeCloseTo(1, 12);
  });

  it("what nothing speaks for stays at nothing", () => {
    expect(shifted(new Map([["refine", 0]]), true)).toEqual(new Map([["refine", 0]]));
    expect(shifted(new Map(), false).size).toBe(0);
  });
});

describe("whether a message has to do with training", () => {
  const isOurs = (text: string, slots: Slots = {}): boolean => isAboutTraining(text, { slots, unsettled: [] });

  it.each(["多少钱", "我想学门手艺", "工资高的行业有哪些", "下岗了有没有补助"])("%s does", (text) => {
    expect(isOurs(text)).toBe(true);
  });

  it.each([
    "附近有没有好吃的",
    "酒店有免费停车吗请问一下",
    "参考一下价格和评分",
    "身份证件丢了怎么办啊",
    "思考人生的意义是什么",
    "考虑一下再说吧好不好",
  ])("%s does not", (text) => expect(isOurs(text)).toBe(false));

  it("a named or asked-back occupation makes any sentence ours", () => {
    const text = "今天天气怎么样适合出门吗";
    expect(isOurs(text)).toBe(false);
    expect(isOurs(text, { occupations: [{ code: OccupationCode.parse("6-18-02-04"), name: "焊工" }] })).toBe(true);
    expect(isAboutTraining(text, { slots: {}, unsettled: ["occupation"] })).toBe(true);
    expect(isAboutTraining(text, { slots: {}, unsettled: ["place"] })).toBe(false);
  });
});

describe("facts", () => {
  it("of one message are read side by side, each with the words that say it", () => {
    const text = "我初中毕业，今年45岁，帮我老婆问包吃住的班";
    const { slots, spans, explain } = findFacts(text);
    expect(slots).toEqual({
      attribute: "boarding",
      education: "初中",
      age: 45,
      onBehalf: "老婆",
      extras: ["boarding"],
    });
    expect(spans.map(({ start, end, what }) => [what, text.slice(start, end)])).toEqual([
      ["education", "初中"],
      ["age", "45岁"],
      ["on behalf", "帮我老婆"],
    ]);
    expect(explain).toContain("age: 45岁 → 45 (age)");
  });

  it("what is asked about stays readable as words: it takes no span", () => {
    expect(findFacts("厨师证要多少钱")).toMatchObject({
      slots: { certificate: "厨师证", attribute: "price" },
      spans: [],
    });
  });

  it("of a greeting are none", () => {
    expect(findFacts("你好")).toEqual({ slots: {}, spans: [], explain: [] });
  });
});
