import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { GoldRecord, PredictedRecord, readRecords } from "../eval/record.ts";
import { scoresOf, tallyRecord } from "../eval/score.ts";
import { inputsOf } from "../eval/turn-input.ts";

const aRecord = (id: string, turns: unknown[]): GoldRecord => GoldRecord.parse({ id, turns, ref_date: "2026-03-04" });

describe("what a record feeds to the bot", () => {
  const turn = (user: string, more = {}) => aRecord("S1", [{ user, expect: { intent: "help" }, ...more }]);
  const fed = (record: GoldRecord) => inputsOf(record).flat();

  it("repeats without anything between", () => {
    expect(fed(turn("学电工", { repeat: 3 }))).toEqual([{ kind: "text", text: "学电工学电工学电工" }]);
  });

  it.each([
    ["[图片]", "image"],
    ["【语音】", "voice"],
    ["［视频］", "video"],
    ["(表情)", "sticker"],
    ["（文件）", "file"],
  ])("%s is no text", (user, media) => {
    expect(fed(turn(user))).toEqual([{ kind: "unsupported", media }]);
  });

  it("a picture that is only mentioned stays text, and so does a position without a point", () => {
    expect(fed(turn("[图片]里这个班"))).toEqual([{ kind: "text", text: "[图片]里这个班" }]);
    expect(fed(turn("[位置]"))).toEqual([{ kind: "text", text: "[位置]" }]);
  });

  it("a point of the turn or of the record is sent", () => {
    const location = { lat: 30.6, lng: 104, datum: "gcj02" };
    const sent = { kind: "location", point: { lat: 30.6, lng: 104 }, datum: "gcj02" };
    expect(fed(turn("", { location }))).toEqual([sent]);
    const record = GoldRecord.parse({ ...turn("[位置]"), location });
    expect(fed(record)).toEqual([sent]);
  });

  it("a point beside words goes before them, and that of a record before its first turn", () => {
    const location = { lat: 30.6, lng: 104 };
    const sent = { kind: "location", point: location, datum: "wgs84" };
    const said = { kind: "text", text: "附近有没有电工班" };
    expect(inputsOf(turn("附近有没有电工班", { location }))).toEqual([[sent, said]]);
    expect(inputsOf(GoldRecord.parse({ ...turn("附近有没有电工班"), location }))).toEqual([[sent, said]]);
  });
});

describe("a file of somebody else", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "jiangtu-records-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const fileOf = (...lines: string[]): string => {
    const file = path.join(folder, `${lines.length}-${lines.join("").length}.jsonl`);
    writeFileSync(file, lines.join("\r\n"));
    return file;
  };
  const plain = '{"id":"S1","turns":[{"user":"学电工","expect":{"intent":"find_course"}}],"ref_date":"2026-03-04"}';

  it("may leave out meta, slots and must_not, or say null", () => {
    const nulls = plain.replace('"find_course"', '"brand_new","slots":null,"state":null,"action":null,"must_not":null');
    const records = readRecords(
      fileOf("\uFEFF" + plain, "", nulls.replace('"ref_date"', '"meta":null,"ref_date"')),
      GoldRecord,
    );
    expect(
      records.map(({ meta, turns }) => [meta.phenomena, turns[0]?.expect.slots, turns[0]?.expect.must_not]),
    ).toEqual([
      [[], {}, []],
      [[], {}, []],
    ]);
    expect(records[1]?.turns[0]?.expect).not.toHaveProperty("state");
  });

  it("may have slots nobody knows, with texts, numbers, lists and objects", () => {
    const slots = { unheard_of: { deep: [1, "2", { deeper: true }] }, level: 3, occupation: ["电工", "焊工|电焊工"] };
    const line = plain.replace('"find_course"', `"x|y","slots":${JSON.stringify(slots)},"must_not":"one_name"`);
    const [record] = readRecords(fileOf(line), GoldRecord);
    expect(record?.turns[0]?.expect).toMatchObject({ slots, must_not: ["one_name"] });
    const said = { intent: "y", slots: { ...slots, occupation: ["电焊工", "电工"] } };
    expect(record && scoresOf(tallyRecord(record, PredictedRecord.parse({ id: "S1", turns: [said] })))).toMatchObject({
      intent: 1,
      coreF1: 1,
    });
  });

  it.each([
    ["no JSON", "{oops", /:2 is no such record: .*JSON/],
    ["no turns", '{"id":"S2","ref_date":"2026-03-04"}', /:2 is no such record: turns: /],
    ["no day", '{"id":"S2","turns":[{"user":"a","expect":{"intent":"help"}}]}', /:2 .*ref_date: /],
    [
      "no intent",
      '{"id":"S2","turns":[{"user":"a","expect":{}}],"ref_date":"2026-03-04"}',
      /:2 .*turns\.0\.expect\.intent: /,
    ],
  ])("with a broken line (%s) is refused by its number", (_what, line, message) => {
    expect(() => readRecords(fileOf(plain, line), GoldRecord)).toThrow(message);
  });
});
