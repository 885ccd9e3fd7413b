import { describe, expect, it } from "vitest";
import { type ChatLog, createChatLog, emptyLog } from "../../miniprogram/logic/chat-log";
import type { ChatReply } from "../../miniprogram/services/types";

const MINUTE_MS = 60_000;
const log = createChatLog((at) => `t${at / MINUTE_MS}`);
const AT = 100 * MINUTE_MS;

const reply = (text: string, more: Partial<ChatReply> = {}): ChatReply => ({
  parts: [{ kind: "text", text }],
  quickReplies: [{ label: "更多", value: "更多" }],
  degraded: false,
  notices: [],
  ...more,
});
const notice = (id: string): ChatReply["notices"][number] => ({
  id,
  createdAt: "2026-11-25T00:00:00Z",
  parts: [{ kind: "text", text: "有新班" }],
  quickReplies: [],
});
const said = ({ turns }: ChatLog): string[] => turns.map(({ parts }) => parts[0]?.text ?? "");
const talked = log.answered(log.asked(emptyLog, "1", "电焊", AT), "1", reply("三门课"), AT);

describe("the log of a chat", () => {
  it("has buttons on the newest turn only, for older ones would answer a question that is past", () => {
    expect(talked.turns.at(-1)?.quickReplies).toHaveLength(1);
    const next = log.asked(talked, "2", "便宜点的", AT);
    expect(next.turns.flatMap(({ quickReplies }) => quickReplies)).toEqual([]);
  });

  it("marks a message as sending, failed and said, and keeps its words", () => {
    const asked = log.asked(emptyLog, "1", "电焊", AT);
    expect(asked.turns[0]?.state).toBe("sending");
    expect(log.failed(asked, "1").turns[0]).toMatchObject({ state: "failed", parts: [{ text: "电焊" }] });
    expect(log.again(log.failed(asked, "1"), "1").turns[0]?.state).toBe("sending");
    expect(talked.turns[0]?.state).toBe("said");
  });

  it("shows a notice that comes twice once, and leaves the buttons of the answer above it", () => {
    const once = log.answered(talked, "2", reply("好的", { notices: [notice("n1")] }), AT);
    const twice = log.answered(once, "3", reply("好的", { notices: [notice("n1"), notice("n2")] }), AT);
    expect(twice.turns.filter(({ isNotice }) => isNotice).map(({ id }) => id)).toEqual(["n1", "n2"]);
    expect(once.turns.at(-2)?.quickReplies).toHaveLength(1);
  });

  it("writes the time where five minutes have passed, and not between two lines of one talk", () => {
    const later = log.asked(talked, "2", "谢谢", AT + 6 * MINUTE_MS);
    expect(later.turns.map(({ time }) => time)).toEqual(["t100", "", "t106"]);
  });

  it("forgets the oldest beyond sixty turns", () => {
    let grown = emptyLog;
    for (let n = 0; n < 100; n += 1) grown = log.asked(grown, `${n}`, `第 ${n} 句`, AT);
    expect(grown.turns).toHaveLength(60);
    expect(said(grown).at(-1)).toBe("第 99 句");
  });

  it("does not say 示例数据 in a card's lines, where the mark says it", () => {
    const card = {
      kind: "card",
      subject: { kind: "course", id: "1" },
      title: "电焊班",
      lines: ["双流", "示例数据"],
      path: "/courses/1",
      isDemo: true,
    } as const;
    const grown = log.answered(emptyLog, "1", reply("", { parts: [{ ...card, lines: [...card.lines] }] }), AT);
    expect(grown.turns[0]?.parts[0]).toMatchObject({ text: "电焊班", lines: ["双流"], isDemo: true });
  });
});
