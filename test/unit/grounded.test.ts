import { describe, expect, it } from "vitest";
import { groundFaults } from "../../bot/grounded.ts";
import { cite, composeReply, echo, joined, type Said, say, setting } from "../../bot/reply.ts";
import type { Reply } from "../../bot/turn.ts";

const replyOf = (...parts: Said[]): Reply =>
  composeReply({ parts, action: "answer" }, { intent: "find_course", slots: {}, state: {} });
const fee = cite("course", "c1", "feeFen", "1800 元");

describe("groundedness", () => {
  it("lets values through that come from a record", () => {
    expect(groundFaults(replyOf(say`学费 ${fee}，拨打 ${setting("hotline", "12333")}`), "")).toEqual([]);
  });

  it.each([
    ["学费 1800 元", "1800"],
    ["3月20日开班", "3"],
    ["补贴两千元", "两千"],
    ["适合高级技师", "高级技师"],
    ["这是最好的班", "最好"],
    ["保证就业", "保证"],
    ["电话 028-85550000", "028-85550000"],
  ])("finds the bare claim in %s", (text, claim) => {
    expect(groundFaults(replyOf(echo(text)), "").join("\n")).toContain(claim);
  });

  it("a number beside its ref is still a fault", () => {
    expect(groundFaults(replyOf(say`学费 ${fee}，再交 500`), "")).toHaveLength(1);
  });

  it("lets the person's own words be given back", () => {
    expect(groundFaults(replyOf(echo("2000以内的")), "要2000以内的")).toEqual([]);
  });

  it("finds names that no record brought in", () => {
    expect(groundFaults(replyOf(say`去蓝天学校`), "", ["蓝天学校"])).toHaveLength(1);
    expect(
      groundFaults(replyOf(say`去${cite("course", "c1", "institution.name", "蓝天学校")}`), "", ["蓝天学校"]),
    ).toEqual([]);
  });

  it("looks at cards and buttons as well", () => {
    const card = {
      subject: { kind: "course" as const, id: "c1" },
      title: echo("5 天速成"),
      lines: [],
      path: "/courses/c1",
      isDemo: false,
    };
    const reply = composeReply(
      { parts: [card], choices: [{ label: echo("9 折"), value: "x" }], action: "answer" },
      { intent: "find_course", slots: {}, state: {} },
    );
    expect(groundFaults(reply, "")).toHaveLength(2);
  });
});

describe("the reply builder", () => {
  it("keeps a ref for every value, once", () => {
    const reply = replyOf(say`${fee}和${fee}`, joined([fee, setting("number", 1)], "、"));
    expect(reply.refs).toEqual([
      { kind: "course", id: "c1", field: "feeFen", value: "1800 元" },
      { kind: "settings", id: "bot", field: "number", value: "1" },
    ]);
  });
});
