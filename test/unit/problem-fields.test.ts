import { describe, expect, it } from "vitest";
import { z } from "zod";
import { CourseDraft } from "../../src/courses/course.ts";
import { check } from "../../src/kit/check.ts";

const HAN = /\p{Script=Han}/u;

describe("check", () => {
  it("names every faulty field at once, in Chinese", () => {
    const { faults = [] } = check(CourseDraft, { title: 5, hours: "x", sessions: [{ startsOn: "昨天" }], price: 1 });
    expect(faults.map((fault) => fault.path)).toEqual(
      expect.arrayContaining(["title", "hours", "mode", "sessions.0.startsOn", "sessions.0.seatsTotal", "price"]),
    );
    for (const { message } of faults) expect(message).toMatch(HAN);
  });

  it("keeps the words a schema has of its own", () => {
    expect(check(z.strictObject({ n: z.number().min(1, "至少一个") }), { n: 0 }).faults).toEqual([
      { path: "n", message: "至少一个" },
    ]);
  });

  it.each([
    [z.string(), undefined, "必填，没有收到"],
    [z.string(), 1, "应为文字"],
    [z.number(), "1", "应为数字"],
    [z.boolean(), "是", "应为 true 或 false"],
    [z.array(z.string()), "x", "应为列表"],
    [z.enum(["a", "b"]), "c", "应为其中之一：a、b"],
    [z.string().max(3), "四个字了", "最多 3 个字"],
    [z.number().min(2), 1, "至少 2"],
    [z.iso.date(), "2025-2-1", "日期应写成 2025-03-01 这样"],
    [z.uuid(), "x", "编号格式不对"],
  ])("says what is wrong with %#", (schema, value, message) => {
    expect(check(z.strictObject({ field: schema }), { field: value }).faults).toEqual([{ path: "field", message }]);
  });

  it("gives back the value when nothing is wrong", () => {
    expect(check(z.strictObject({ n: z.coerce.number() }), { n: "3" })).toEqual({ value: { n: 3 } });
  });
});
