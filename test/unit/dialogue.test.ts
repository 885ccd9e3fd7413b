import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyOp,
  applyOps,
  currentResults,
  type DialogueState,
  freshState,
  type Op,
  type Pending,
  DialogueState as Schema,
} from "../../bot/dialogue.ts";
import { optionNamed } from "../../bot/pending-option.ts";
import { searchOps } from "../../bot/search-ops.ts";
import { courseQueryOf, type SearchState } from "../../bot/search-state.ts";
import type { Meaning, Slots } from "../../bot/understand/meaning.ts";
import { CourseQuery } from "../../search/course-query.ts";
import { LocalDate } from "../../src/kit/clock.ts";
import { OccupationCode } from "../../src/occupations/occupation.ts";
import { DivisionCode, type Place, type Places } from "../../src/places/place.ts";

const occupation = (code: string, name: string) => ({ code: OccupationCode.parse(code), name });
const WELDER = occupation("6-18-02-04", "焊工");
const ELECTRICIAN = occupation("6-31-01-03", "电工");

const place = (id: string, name: string, kind: Place["kind"] = "county", code = "510116"): Place => ({
  kind,
  id,
  name,
  fullName: name,
  divisionCode: DivisionCode.parse(code),
  point: { lat: 30.57, lng: 103.92 },
  isApproximate: false,
  isInSichuan: true,
});
const SHUANGLIU = place("510116", "双流区");
const places = { nearestCounty: () => SHUANGLIU } as unknown as Places; // only nearestCounty is asked here

const said = (slots: Slots, intent = "refine", text = ""): Meaning => ({
  intent,
  score: 1,
  slots,
  questions: [],
  text,
  spans: [],
  explain: [],
});
const hearing = (state: DialogueState, meaning: Meaning): DialogueState =>
  applyOps(state, searchOps(meaning, state, places));
const searching = (search: SearchState): DialogueState => ({ ...freshState(), search });

describe("what a message changes", () => {
  it("a part changes only that part", () => {
    const state = hearing(
      searching({ occupations: [WELDER], where: { kind: "place", place: SHUANGLIU }, level: 5 }),
      said({ schedule: "weekend" }),
    );
    expect(state.search).toMatchObject({ occupations: [WELDER], level: 5, schedule: "weekend" });
  });

  it("a new question with its place forgets the wishes of the last one", () => {
    const before = searching({ occupations: [WELDER], level: 5, schedule: "weekend", wish: "free" });
    const { search } = hearing(before, said({ occupations: [ELECTRICIAN], place: SHUANGLIU }, "find_course"));
    expect(search).toEqual({ occupations: [ELECTRICIAN], where: { kind: "place", place: SHUANGLIU } });
  });

  it("换成 keeps everything else, 也行 adds", () => {
    const before = searching({ occupations: [WELDER], schedule: "weekend" });
    expect(hearing(before, said({ occupations: [ELECTRICIAN] })).search).toEqual({
      occupations: [ELECTRICIAN],
      schedule: "weekend",
    });
    expect(hearing(before, said({ occupations: [ELECTRICIAN] }, "refine", "电工也行")).search.occupations).toEqual([
      WELDER,
      ELECTRICIAN,
    ]);
  });

  it("what is refused is kept, leaves the search where it stands in it, and is asked of the catalogue", () => {
    const offline = hearing(searching({ mode: "online" }), said({ negated: { mode: "online" } })).search;
    expect(offline).toEqual({ negated: { mode: "online" } });
    expect(courseQueryOf(offline)).toEqual({ refused: { mode: "online" } });
    const before = searching({ where: { kind: "place", place: SHUANGLIU }, level: 4 });
    const elsewhere = hearing(before, said({ negated: { place: SHUANGLIU } })).search;
    expect(elsewhere).toEqual({ level: 4, negated: { place: SHUANGLIU } });
    const both = searching({ occupations: [WELDER, ELECTRICIAN] });
    expect(hearing(both, said({ negated: { occupation: WELDER } })).search).toEqual({
      occupations: [ELECTRICIAN],
      negated: { occupation: WELDER },
    });
  });

  it("a refusal is taken back by wanting the same after all, not by wanting something else", () => {
    const before = searching({ negated: { mode: "online", place: SHUANGLIU } });
    const elsewhere = hearing(before, said({ place: place("510117", "郫都区", "county", "510117") })).search;
    expect(elsewhere.negated).toEqual({ mode: "online", place: SHUANGLIU });
    expect(hearing(before, said({ place: SHUANGLIU })).search.negated).toEqual({ mode: "online" });
    expect(hearing(before, said({ mode: "online" })).search.negated).toEqual({ place: SHUANGLIU });
    expect(hearing(before, said({ negated: { mode: "online" }, mode: "onsite" })).search).toEqual({
      mode: "onsite",
      negated: { place: SHUANGLIU },
    });
  });

  it("附近 waits for the place that is named after it", () => {
    const waiting = hearing(searching({ occupations: [WELDER] }), said({ near: true }));
    const asked = applyOp(waiting, { op: "ask", pending: { slot: "place", options: [] } });
    const { search } = hearing(asked, said({ place: SHUANGLIU }, "set_location"));
    expect(courseQueryOf(search)).toMatchObject({ near: SHUANGLIU.point, radiusKm: 30 });
  });

  it("a new trade keeps the level, as it keeps everything that nobody took back", () => {
    const before = searching({ occupations: [WELDER], level: 4, schedule: "weekend" });
    expect(hearing(before, said({ occupations: [ELECTRICIAN] }, "find_course")).search).toEqual({
      occupations: [ELECTRICIAN],
      level: 4,
      schedule: "weekend",
    });
  });

  it("都可以 lets go of what was asked about and of nothing else", () => {
    const asked = applyOp(searching({ occupations: [WELDER], level: 5 }), {
      op: "ask",
      pending: { slot: "place", options: [] },
    });
    expect(hearing(asked, said({ cleared: ["all"] })).search).toEqual({ occupations: [WELDER], level: 5 });
    expect(hearing(searching({ level: 5 }), said({ cleared: ["all"] })).search).toEqual({ level: 5 });
  });

  it("附近 looks around the person when they have said where they are", () => {
    const home = { ...searching({ occupations: [WELDER] }), home: { lat: 30.57, lng: 103.92 } };
    const { near, radiusKm } = courseQueryOf(hearing(home, said({ near: true })).search);
    expect({ near, radiusKm }).toEqual({ near: home.home, radiusKm: undefined }); // as far as the search must look
  });

  it("a new place comes without the radius of the old one", () => {
    const before = searching({ where: { kind: "place", place: SHUANGLIU }, radiusKm: 5 });
    expect(hearing(before, said({ place: place("510117", "郫都区") })).search.radiusKm).toBeUndefined();
  });
});

describe("the buttons under a question", () => {
  const codes = { isWithin: (code: string, area: string) => code.startsWith(area.replace(/00$/, "")) };
  const inCities = codes as unknown as Places; // only isWithin is asked here
  const twins: Pending = {
    slot: "place",
    options: [
      { id: "511002", name: "内江市市中区" },
      { id: "511102", name: "乐山市市中区" },
    ],
  };
  const carers: Pending = {
    slot: "occupation",
    options: [
      { id: "4-10-01-05", name: "养老护理员" },
      { id: "4-14-01-02", name: "医疗护理员" },
    ],
  };

  it.each([
    ["养老那个", "4-10-01-05"],
    ["我要医疗的嘛", "4-14-01-02"],
    ["护理员", undefined],
    ["多少钱", undefined],
  ])("%s names %s", (text, id) => {
    expect(optionNamed(carers, said({}, "unknown", text), inCities)?.id).toBe(id);
  });

  it("a city names the one place in it", () => {
    const leshan = place("511100", "乐山市", "city", "511100");
    expect(optionNamed(twins, said({ place: leshan }), inCities)?.id).toBe("511102");
    expect(optionNamed(twins, said({ place: SHUANGLIU }), inCities)).toBeUndefined();
  });
});

describe("the state", () => {
  const ops: fc.Arbitrary<Op> = fc.oneof(
    fc.constantFrom<Op>(
      { op: "set", search: { occupations: [WELDER] } },
      { op: "set", search: { topic: "瑜伽" } },
      { op: "set", search: { where: { kind: "place", place: SHUANGLIU } } },
      { op: "set", search: { wish: "free" } },
      { op: "set", search: { feeMaxFen: 100 } },
      { op: "set", search: { startsAfter: LocalDate.parse("2026-03-04") } },
      { op: "add", occupations: [ELECTRICIAN] },
      { op: "clear", slots: ["where", "radiusKm"] },
      { op: "clear", slots: ["mode", "occupations"] },
      { op: "refuse", negated: { occupation: WELDER } },
      { op: "refuse", negated: { place: SHUANGLIU, mode: "online" } },
      { op: "set", search: { mode: "online" } },
      { op: "restart" },
      { op: "ask", pending: { slot: "place", options: [] } },
      { op: "home", point: { lat: 30, lng: 104 } },
    ),
  );

  it("is always valid, gives a valid query, and survives being stored", () => {
    fc.assert(
      fc.property(fc.array(ops, { maxLength: 20 }), (list) => {
        const state = applyOps(freshState(), list);
        expect(Schema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
        expect(() => CourseQuery.parse(courseQueryOf(state.search))).not.toThrow();
      }),
    );
  });

  it("does not change when the same thing is said again", () => {
    fc.assert(
      fc.property(fc.array(ops, { maxLength: 10 }), ops, (list, op) => {
        const once = applyOp(applyOps(freshState(), list), op);
        expect(applyOp(once, op)).toEqual(once);
      }),
    );
  });

  it("does not change when the same words are said again, whatever they say", () => {
    const slots: fc.Arbitrary<Slots> = fc.record(
      {
        occupations: fc.constantFrom([WELDER], [ELECTRICIAN], [WELDER, ELECTRICIAN]),
        place: fc.constantFrom(SHUANGLIU, place("510117", "郫都区", "county", "510117")),
        near: fc.constant<true>(true),
        radiusKm: fc.constantFrom(5, 30),
        level: fc.constantFrom(3, 4),
        mode: fc.constantFrom("online" as const, "onsite" as const),
        schedule: fc.constantFrom("weekend" as const, "evening" as const),
        wish: fc.constantFrom("free" as const, "subsidised" as const),
        feeMaxFen: fc.constantFrom(100_000, 200_000),
        startsAfter: fc.constant(LocalDate.parse("2026-04-01")),
        group: fc.constant("veteran"),
        negated: fc.constantFrom({ mode: "online" as const }, { occupation: WELDER }, { schedule: "weekend" as const }),
      },
      { requiredKeys: [] },
    );
    const intents = fc.constantFrom("refine", "find_course");
    fc.assert(
      fc.property(slots, slots, intents, (first, then, intent) => {
        const once = hearing(hearing(freshState(), said(first, intent)), said(then, intent));
        expect(hearing(once, said(then, intent))).toEqual(once);
      }),
    );
  });

  it("an online course is asked of no place, a landmark is a point to look around", () => {
    expect(courseQueryOf({ mode: "online", where: { kind: "place", place: SHUANGLIU } })).toEqual({ mode: "online" });
    expect(courseQueryOf({ where: { kind: "place", place: place("x", "天府三街", "landmark") } })).toEqual({
      near: SHUANGLIU.point,
    });
  });

  it("a list counts for half an hour", () => {
    const shownAt = "2026-03-04T02:00:00.000Z";
    const state: DialogueState = {
      ...freshState(),
      results: { kind: "shortage", ids: ["a"], pageStart: 0, next: null, shownAt },
    };
    expect(currentResults(state, new Date("2026-03-04T02:30:00Z"))).toBeDefined();
    expect(currentResults(state, new Date("2026-03-04T02:30:01Z"))).toBeUndefined();
  });
});
