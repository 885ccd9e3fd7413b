import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../prisma/seed/random.ts";
import { projectPath } from "../../src/kit/root.ts";
import { agrees } from "../eval/agreement.ts";
import { confusionOf, macroF1 } from "../eval/confusion.ts";
import { errorsByPhenomenon } from "../eval/errors.ts";
import { violationsOf } from "../eval/must-not.ts";
import { GoldRecord, type Labels, PredictedRecord, readRecords } from "../eval/record.ts";
import { scopeOf } from "../eval/scope.ts";
import { addUp, intervalsOf, isStateRight, MEASURES, scoresOf, tallyRecord, tallyTurn } from "../eval/score.ts";
import { referenceFolder } from "../support/reference.ts";

const DEVELOPMENT = projectPath("test/eval/development.jsonl");
const SCORER = "../eval/score.mjs"; // beside the reference data
const reference = referenceFolder(SCORER);

const aRecord = (id: string, turns: unknown[]): GoldRecord => GoldRecord.parse({ id, turns, ref_date: "2026-03-04" });

describe("a value agrees with its label", () => {
  it.each<[string, unknown, unknown, boolean]>([
    ["any alternative is right", "焊工|电焊工", "电焊工", true],
    ["hedging is wrong", "焊工|电焊工", "焊工|电焊工", false],
    ["numbers and their digits are the same", 5, "5", true],
    ["case and blanks do not matter", "Veteran", " veteran ", true],
    ["nothing said is wrong", true, undefined, false],
    ["a list in any order", ["电工", "焊工"], ["焊工", "电工"], true],
    ["a list with one missing", ["电工", "焊工"], ["焊工"], false],
    ["a list with one too many", ["焊工"], ["焊工", "电工"], false],
    ["a list of one is its value", "焊工", ["焊工"], true],
    ["an object field by field", { occupation: "电工" }, { occupation: "电工", level: 5 }, true],
    ["an object with a wrong field", { occupation: "电工" }, { occupation: "焊工" }, false],
    ["an empty object means any", {}, { mode: "online" }, true],
    ["an object is no text", { mode: "online" }, "online", false],
    [
      "the name of a refused place does not count",
      { place: "双流区", place_code: "510116" },
      { place_code: "510116" },
      true,
    ],
  ])("%s", (_what, wanted, said, is) => {
    expect(agrees(wanted, said)).toBe(is);
  });
});

describe("scoring a turn", () => {
  const expected = { intent: "find_course|refine", slots: { occupation: "焊工", boarding: true }, must_not: [] };

  it("counts core and extended slots apart, and only core slots make a match exact", () => {
    const tally = tallyTurn(expected, { intent: "refine", slots: { occupation: "焊工", interest: "技术" } }, false);
    expect(tally).toMatchObject({ intents: 1, exact: 1, coreHit: 1, coreSaid: 1, coreWanted: 1 });
    expect(tally).toMatchObject({ extendedHit: 0, extendedSaid: 1, extendedWanted: 1 });
  });

  it("a slot too many is no exact match", () => {
    const slots = { occupation: "焊工", level: 5 };
    expect(tallyTurn(expected, { intent: "find_course", slots }, false).exact).toBe(0);
  });

  it("an action counts where the label has one, and in every refusal", () => {
    const turn = { intent: "find_course", slots: {}, action: "clarify" };
    expect(tallyTurn(expected, turn, false)).toMatchObject({ actions: 0, actionsRight: 0 });
    expect(tallyTurn(expected, turn, true)).toMatchObject({ actions: 1, actionsRight: 0 });
    expect(tallyTurn({ ...expected, action: "clarify|answer" }, turn, false)).toMatchObject({ actionsRight: 1 });
  });

  it("a turn without prediction is wrong in everything", () => {
    const tally = tallyTurn({ ...expected, state: { occupation: "焊工" } }, undefined, true);
    expect(tally).toMatchObject({ intents: 0, exact: 0, statesRight: 0, coreHit: 0, coreWanted: 1 });
  });

  it.each<[string, Labels, Labels, boolean]>([
    ["extended slots are no state", { occupation: "焊工", sort: "nearest" }, { occupation: "焊工" }, true],
    ["what was refused is no fault", { occupation: "焊工" }, { occupation: "焊工", negated: { mode: "online" } }, true],
    ["a named place makes near optional", { place_code: "510116" }, { place_code: "510116", near: true }, true],
    ["near without a place is a fault", { occupation: "焊工" }, { occupation: "焊工", near: true }, false],
    ["a wish too many is a fault", { occupation: "焊工" }, { occupation: "焊工", free: true }, false],
  ])("state: %s", (_what, wanted, said, is) => {
    expect(isStateRight(wanted, said)).toBe(is);
  });
});

describe("intervals", () => {
  const right = tallyTurn({ intent: "help", slots: {}, must_not: [] }, { intent: "help", slots: {} }, false);
  const wrong = tallyTurn({ intent: "help", slots: {}, must_not: [] }, { intent: "back", slots: {} }, false);
  const tallies = Array.from({ length: 100 }, (_, index) => (index < 80 ? right : wrong));

  it("are the same each time, hold the score, and are as wide as 100 draws make them", () => {
    const [low, high] = intervalsOf(tallies).intent;
    expect(intervalsOf(tallies).intent).toEqual([low, high]);
    expect(scoresOf(addUp(tallies)).intent).toBe(0.8);
    // ±1.96 √(0.8 × 0.2 ÷ 100) = ±0.078
    expect(low).toBeCloseTo(0.72, 1);
    expect(high).toBeCloseTo(0.88, 1);
    expect(low).toBeLessThan(0.8);
    expect(high).toBeGreaterThan(0.8);
  });

  it("are left out where there are too few records to say anything", () => {
    expect(intervalsOf(tallies.slice(0, 15)).intent).toEqual([Number.NaN, Number.NaN]);
    expect(intervalsOf(tallies.slice(0, 16)).intent).toEqual([1, 1]);
  });

  it("are of nothing where nothing was scored", () => {
    expect(intervalsOf(tallies).jointGoal).toEqual([Number.NaN, Number.NaN]);
    expect(intervalsOf([]).intent).toEqual([Number.NaN, Number.NaN]);
  });
});

describe("the confusion matrix", () => {
  const turns = (intents: string[]) => intents.map((intent) => ({ user: "x", expect: { intent } }));
  const gold = [aRecord("M1", turns(["help|back", "help", "find_course"]))];
  const predicted = [PredictedRecord.parse({ id: "M1", turns: [{ intent: "back" }, { intent: "back" }] })];

  it("counts an alternative that was read as itself, and a turn without prediction as read as nothing", () => {
    expect(confusionOf(gold, predicted)).toEqual([
      { intent: "back", wanted: 1, right: 1, read: 2, instead: [] },
      { intent: "find_course", wanted: 1, right: 0, read: 0, instead: [["(none)", 1]] },
      { intent: "help", wanted: 1, right: 0, read: 0, instead: [["back", 1]] },
    ]);
    expect(macroF1(confusionOf(gold, predicted))).toBeCloseTo((2 / 3 + 0 + 0) / 3);
  });
});

describe("refusals", () => {
  const turn = (action?: string) => ({ user: "x", expect: { intent: "x", ...(action && { action }) } });
  const gold = [
    aRecord("R1", [turn("refuse|handoff"), turn("refuse"), turn("refuse|answer"), turn(), turn("clarify")]),
  ];
  const read = (...actions: string[]) => [
    PredictedRecord.parse({ id: "R1", turns: actions.map((action) => ({ action })) }),
  ];

  it("are due only where the label lets nothing else pass, and false where it wants an answer", () => {
    expect(scopeOf(gold, read("handoff", "refuse", "answer", "answer", "clarify"))).toEqual({
      due: 2,
      given: 2,
      good: 2,
      refused: 0,
    });
    expect(scopeOf(gold, read("answer", "handoff", "refuse", "refuse", "handoff"))).toEqual({
      due: 2,
      given: 0,
      good: 2,
      refused: 2,
    });
    expect(scopeOf(gold, [])).toEqual({ due: 2, given: 0, good: 2, refused: 0 });
  });
});

describe("the listing of errors", () => {
  const gold = aRecord("M1", [{ user: "学焊工", expect: { intent: "find_course", slots: { occupation: "焊工" } } }]);

  it("names what was wanted and what was read", () => {
    const predicted = PredictedRecord.parse({ id: "M1", turns: [{ intent: "help", slots: { level: 5 } }] });
    const lines = errorsByPhenomenon([gold], [predicted]).join("\n");
    expect(lines).toContain("1 of 1 records");
    expect(lines).toContain("intent: wanted find_course, read help");
    expect(lines).toContain('wanted {occupation: "焊工", level: –}, read {occupation: –, level: 5}');
  });

  it("finds a forbidden fault in the reply, and says which it cannot look for", () => {
    const record = aRecord("R1", [
      { user: "510123199001011234", expect: { intent: "pii_overshare", must_not: ["echo_pii", "new_fault"] } },
    ]);
    expect(violationsOf(record, ["收到 510123199001011234"])).toEqual([
      { id: "R1", fault: "echo_pii", isKnown: true },
      { id: "R1", fault: "new_fault", isKnown: false },
    ]);
    expect(violationsOf(record, ["收到"]).filter(({ isKnown }) => isKnown)).toEqual([]);
  });
});

const percent = (share: number): string => (Number.isNaN(share) ? "-" : (share * 100).toFixed(1));

/** The line of the reference scorer that counts everything, intervals and all. */
function referenceLine(folder: string, gold: string, predicted: string): string {
  const output = execFileSync(process.execPath, [path.join(folder, SCORER), gold, predicted], { encoding: "utf8" });
  const [first = ""] = output.split("\n");
  return first.replace(/^all\s+/, "");
}

/** How the reference scorer calls what we measure. */
const REFERENCE_NAMES = {
  intent: "intent",
  coreF1: "coreF1",
  extendedF1: "extF1",
  exact: "exact",
  jointGoal: "jga",
  action: "action",
} as const;

function ourLine(gold: string, predicted: string): string {
  const predictions = new Map(readRecords(predicted, PredictedRecord).map((record) => [record.id, record]));
  const tallies = readRecords(gold, GoldRecord).map((record) => tallyRecord(record, predictions.get(record.id)));
  const sum = addUp(tallies);
  const scores = scoresOf(sum);
  const intervals = intervalsOf(tallies);
  const cells = MEASURES.map((measure) => {
    const [low, high] = intervals[measure];
    const interval = Number.isNaN(low) ? "" : `[${(low * 100).toFixed(0)},${(high * 100).toFixed(0)}]`;
    return `${REFERENCE_NAMES[measure]}=${percent(scores[measure])}${interval}`;
  });
  return [`turns=${sum.turns}`, ...cells].join("  ");
}

/** Predictions that are right, wrong, hedged, too few and too many, by chance. */
function distorted(gold: readonly GoldRecord[], seed: string): unknown[] {
  const random = createRandom(seed);
  const distort = (value: unknown): unknown => {
    if (random.chance(0.6)) return typeof value === "string" ? value.split("|")[0] : value;
    return random.pick<unknown>([value, [value], null, "别的", 5, { mode: "online" }, true]);
  };
  const labels = (wanted: Labels): Labels => ({
    ...Object.fromEntries(
      Object.entries(wanted)
        .filter(() => random.chance(0.9))
        .map(([name, value]) => [name, distort(value)]),
    ),
    ...(random.chance(0.2) && { [random.pick(["near", "negated", "level", "boarding", "place"])]: true }),
  });
  return gold
    .filter(() => random.chance(0.9))
    .map(({ id, turns }) => ({
      id,
      turns: turns.map(({ expect: { intent, slots, state, action } }) => ({
        intent: random.chance(0.8) ? intent.split("|")[0] : "unknown",
        slots: labels(slots),
        ...(random.chance(0.9) && { state: labels(state ?? slots) }),
        ...(random.chance(0.7) && { action: (action ?? "answer").split("|")[0] }),
      })),
    }));
}

describe.skipIf(reference === undefined)("beside the reference scorer", () => {
  const folder = reference ?? "";

  it("its example gets the same scores", () => {
    const [gold, predicted] = ["gold", "pred"].map((name) => path.join(folder, "../eval/example", `${name}.jsonl`));
    const ours = ourLine(gold ?? "", predicted ?? "");
    expect(ours).toBe(referenceLine(folder, gold ?? "", predicted ?? ""));
    expect(ours).toBe("turns=4  intent=100.0  coreF1=90.9  extF1=-  exact=75.0  jga=50.0  action=100.0");
  });

  it("distorted predictions of the development set get the same scores and intervals", () => {
    const temporary = mkdtempSync(path.join(tmpdir(), "jiangtu-score-"));
    try {
      const gold = readRecords(DEVELOPMENT, GoldRecord);
      for (const seed of ["one", "two", "three", "four", "five"]) {
        const file = path.join(temporary, `${seed}.jsonl`);
        writeFileSync(
          file,
          distorted(gold, seed)
            .map((record) => `${JSON.stringify(record)}\n`)
            .join(""),
        );
        expect(ourLine(DEVELOPMENT, file)).toBe(referenceLine(folder, DEVELOPMENT, file));
      }
    } finally {
      rmSync(temporary, { recursive: true });
    }
  });
});
