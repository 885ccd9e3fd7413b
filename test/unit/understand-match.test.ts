import { describe, expect, it } from "vitest";
import type { FuzzyHit } from "../../bot/understand/fuzzy.ts";
import { guessesOf } from "../../bot/understand/guesses.ts";
import type { Entry, OccupationEntry, PlaceEntry } from "../../bot/understand/lexicon.ts";
import { type MatchContext, occupationHits, placeHits, resolveOverlaps } from "../../bot/understand/match.ts";
import { createTrie } from "../../bot/understand/trie.ts";
import { OccupationCode } from "../../src/occupations/occupation.ts";
import { DivisionCode, type Place } from "../../src/places/place.ts";

const occupation = (name: string, ...codes: string[]): OccupationEntry => ({
  type: "occupation",
  name,
  codes: codes.map((code) => OccupationCode.parse(code)),
  question: null,
});

const placeOf = (name: string, kind: Place["kind"]): Place => ({
  kind,
  id: name,
  name,
  fullName: name,
  divisionCode: DivisionCode.parse("510116"),
  point: null,
  isApproximate: false,
  isInSichuan: true,
});
const place = (name: string, kind: Place["kind"], needsCue = false): PlaceEntry => ({
  type: "place",
  name,
  places: [placeOf(name, kind)],
  needsCue,
});

const ENTRIES: readonly Entry[] = [
  occupation("电工", "6-31-01-03"),
  occupation("高级电工", "6-31-01-03"),
  occupation("电工证", "6-31-01-03"),
  place("双流", "county"),
  place("成都", "city"),
  place("花园", "town", true),
  place("大英", "county", true),
];

const trie = createTrie<Entry>();
for (const entry of ENTRIES) trie.add(entry.name, entry);

const NOWHERE: MatchContext = { isAround: () => false, isPlaceAsked: false };
const chosenIn = (text: string, context = NOWHERE): string[] =>
  resolveOverlaps(text, trie.hits(text), context).map(({ entry }) => entry.name);

describe("the trie", () => {
  it("gives every name at every position, overlaps too", () => {
    expect(trie.hits("高级电工证").map(({ start, end, entry }) => [start, end, entry.name])).toEqual([
      [0, 4, "高级电工"],
      [2, 4, "电工"],
      [2, 5, "电工证"],
    ]);
  });

  it("gives nothing of a text without names", () => {
    expect(trie.hits("今天天气好")).toEqual([]);
  });
});

describe("choosing among overlaps", () => {
  it("the longest name stands, whatever begins first", () => {
    expect(chosenIn("高级电工证")).toEqual(["高级电工"]);
    expect(chosenIn("考电工证")).toEqual(["电工证"]);
  });

  it("names come in the order of the text, trades and places apart", () => {
    const hits = resolveOverlaps("电工，在成都双流", trie.hits("电工，在成都双流"), NOWHERE);
    expect(hits.map(({ entry }) => entry.name)).toEqual(["电工", "成都", "双流"]);
    expect(occupationHits(hits)).toHaveLength(1);
    expect(placeHits(hits)).toHaveLength(2);
  });

  it.each([
    ["花园里的花艺班", []],
    ["在花园学", ["花园"]],
    ["花园附近", ["花园"]],
    ["成都花园", ["成都", "花园"]],
  ])("a town that is a word too stands only beside a cue: %s", (text, expected) => {
    expect(chosenIn(text)).toEqual(expected);
  });

  it("a bare word answers the question for a place, or names a town of the place that is talked about", () => {
    expect(chosenIn("花园", { ...NOWHERE, isPlaceAsked: true })).toEqual(["花园"]);
    expect(chosenIn("花园的", { ...NOWHERE, isAround: () => true })).toEqual(["花园"]);
    expect(chosenIn("花园")).toEqual([]);
  });

  it("a county that is a word too stands where a sentence begins that asks for something there", () => {
    expect(chosenIn("大英有电工培训吗")).toEqual(["大英", "电工"]);
    expect(chosenIn("想学大英帝国史")).toEqual([]);
  });
});

describe("what was only heard", () => {
  const heard = (entry: Entry, isSure: boolean): FuzzyHit => ({ start: 0, end: 2, entry, isSure, reason: "homophone" });
  const electrician = { code: OccupationCode.parse("6-31-01-03"), name: "电工" };

  it("is shown with a question where it is not sure", () => {
    const [question] = guessesOf([heard(occupation("电工", "6-31-01-03"), false)], { occupations: [electrician] });
    expect(question).toMatchObject({ slot: "occupation", isGuess: true, options: [{ name: "电工" }] });
  });

  it("is not asked about where it is sure, or where another reading has won", () => {
    expect(guessesOf([heard(occupation("电工", "6-31-01-03"), true)], { occupations: [electrician] })).toEqual([]);
    expect(guessesOf([heard(occupation("焊工", "6-18-02-04"), false)], { occupations: [electrician] })).toEqual([]);
  });

  it("of a trade and a place only the first is asked about", () => {
    const both = [heard(occupation("电工", "6-31-01-03"), false), heard(place("双流", "county"), false)];
    expect(guessesOf(both, { occupations: [electrician], place: placeOf("双流", "county") })).toHaveLength(1);
  });
});
