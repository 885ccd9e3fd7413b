import { describe, expect, it } from "vitest";
import { type DialogueContext, decideIntent, type Read } from "../../bot/understand/intent.ts";
import type { Slots } from "../../bot/understand/meaning.ts";
import { OccupationCode } from "../../src/occupations/occupation.ts";

const FIRST: DialogueContext = { hasSearch: false, hasResults: false, asked: undefined, hasOffer: false };
const IN_TALK: DialogueContext = { ...FIRST, hasSearch: true, hasResults: true };
const NOBODY_GUESSES: ReadonlyMap<string, number> = new Map();

const welder: Slots = { occupations: [{ code: OccupationCode.parse("6-18-02-04"), name: "焊工" }] };
const read = (slots: Slots = {}, isBare = false): Read => ({ slots, unsettled: [], isBare });

const intentOf = (
  text: string,
  {
    slots = {},
    isBare = false,
    context = FIRST,
    guessed = NOBODY_GUESSES,
  }: {
    slots?: Slots;
    isBare?: boolean;
    context?: DialogueContext;
    guessed?: ReadonlyMap<string, number>;
  } = {},
): string => decideIntent(text, read(slots, isBare), context, guessed).intent;

describe("what a message is for", () => {
  it("a bare name of a trade asks for courses, without any help of the model", () => {
    expect(intentOf("焊工", { slots: welder, isBare: true })).toBe("find_course");
  });

  it("a few words with a condition change the search there is, and begin one where there is none", () => {
    const evening: Slots = { schedule: "evening" };
    expect(intentOf("晚上的", { slots: evening, isBare: true, context: IN_TALK })).toBe("refine");
    expect(intentOf("晚上的培训有哪些", { slots: evening })).toBe("find_course");
  });

  it("第二个 takes an item of a list; beside a question about it, it asks that question", () => {
    expect(intentOf("第二个", { slots: { ordinal: 2 }, isBare: true, context: IN_TALK })).toBe("select_item");
    expect(intentOf("第二个多少钱", { slots: { ordinal: 2, attribute: "price" }, context: IN_TALK })).toBe("ask_cost");
  });

  it("对 and 不是 answer only what was asked", () => {
    const offered = { ...IN_TALK, hasOffer: true };
    expect(intentOf("对", { context: offered })).toBe("confirm");
    expect(intentOf("不是", { context: offered })).toBe("deny");
    expect(decideIntent("不是", read(), FIRST, NOBODY_GUESSES).score).toBeLessThan(
      decideIntent("不是", read(), offered, NOBODY_GUESSES).score,
    );
  });

  it.each(["？？？", "……", "", "😀"])("%j without a letter is not understood, however sure the model is", (text) => {
    expect(intentOf(text, { guessed: new Map([["find_course", 1]]) })).toBe("unknown");
  });

  it("what no cue, no slot and no model speaks for is not understood", () => {
    expect(intentOf("咕噜咕噜哗啦哗啦")).toBe("unknown");
  });
});

describe("the model beside the rules", () => {
  const cost = new Map([
    ["ask_cost", 0.9],
    ["smalltalk", 0.1],
  ]);

  it("decides where the rules are silent", () => {
    expect(intentOf("学这个下来得扔进去多少", { guessed: cost })).toBe("ask_cost");
  });

  it("is not heard where it merely doubts: it takes more to turn somebody away than to help", () => {
    const doubtful = new Map([
      ["out_of_scope", 0.2],
      ["find_course", 0.1],
      ["help", 0.7],
    ]);
    expect(intentOf("焊工", { slots: welder, isBare: true, guessed: doubtful })).not.toBe("out_of_scope");
  });

  it("turns away whoever names a trade only when it is surer than of others", () => {
    const sure = (share: number) =>
      new Map([
        ["out_of_scope", share],
        ["smalltalk", 1 - share],
      ]);
    const score = (slots: Slots) => decideIntent("焊工那个电影", read(slots), FIRST, sure(0.55));
    expect(score({}).intent).toBe("out_of_scope");
    expect(score(welder).intent).not.toBe("out_of_scope");
  });

  it("alone makes no training of talk about something else, unless it is nearly certain", () => {
    const text = "这家酒店的早餐怎么样啊";
    expect(
      intentOf(text, {
        guessed: new Map([
          ["ask_provider", 0.6],
          ["smalltalk", 0.4],
        ]),
      }),
    ).not.toBe("ask_provider");
  });

  it("says for --explain what it thought, with the sums", () => {
    const { explain } = decideIntent("多少钱", read(), FIRST, cost);
    expect(explain.find((line) => line.startsWith("model: "))).toMatch(/^model: ask_cost 0\.\d\d, smalltalk 0\.\d\d$/);
    expect(explain.find((line) => line.startsWith("intent: "))).toMatch(/^intent: ask_cost \d+\.\d/);
  });
});
