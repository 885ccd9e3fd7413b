import type { ChatReply, QuickReply, ReplyPart } from "../services/types";

/** What one side said, as it stands on the page. */
export interface ChatTurn {
  /** Of a person's turn also the messageId: sending it again is answered once. */
  id: string;
  side: "person" | "bot";
  isNotice: boolean;
  parts: ShownPart[];
  quickReplies: QuickReply[];
  /** 14:05; empty when the turn before is younger than five minutes. */
  time: string;
  state: "said" | "sending" | "failed";
}

/** A part as the template draws it. */
export interface ShownPart {
  kind: "text" | "card";
  text: string;
  lines: string[];
  path: string;
  isDemo: boolean;
}

/** Kept in memory only: what people write is stored nowhere on the phone. */
export interface ChatLog {
  turns: ChatTurn[];
  /** Milliseconds since 1970 of the last time shown. */
  shownAt: number;
}

export const emptyLog: ChatLog = { turns: [], shownAt: 0 };

const MAX_TURNS = 60;
const TIME_GAP_MS = 5 * 60_000;
const DEMO = "示例数据";

export function shownPart(part: ReplyPart): ShownPart {
  if (part.kind === "text") return { kind: "text", text: part.text, lines: [], path: "", isDemo: false };
  // the mark beside the title says it already
  const lines = part.lines.filter((line) => line !== DEMO);
  return { kind: "card", text: part.title, lines, path: part.path, isDemo: part.isDemo };
}

const textPart = (text: string): ShownPart => shownPart({ kind: "text", text });

type Said = Pick<ChatTurn, "id" | "side" | "parts"> & Partial<ChatTurn>;

function added(log: ChatLog, said: Said, at: number, time: (at: number) => string): ChatLog {
  const isGap = at - log.shownAt > TIME_GAP_MS;
  const turn: ChatTurn = { isNotice: false, quickReplies: [], state: "said", time: isGap ? time(at) : "", ...said };
  // Only the newest turn offers buttons: older ones would answer a question that is past.
  const isSilentNotice = turn.isNotice && turn.quickReplies.length === 0;
  const before = isSilentNotice ? log.turns : log.turns.map((each) => ({ ...each, quickReplies: [] }));
  return { turns: [...before, turn].slice(-MAX_TURNS), shownAt: isGap ? at : log.shownAt };
}

const withState = (log: ChatLog, id: string, state: ChatTurn["state"]): ChatLog => ({
  ...log,
  turns: log.turns.map((turn) => (turn.id === id ? { ...turn, state } : turn)),
});

/** How the log grows. `time` writes an instant as people read it. */
export const createChatLog = (time: (at: number) => string) => ({
  asked: (log: ChatLog, id: string, text: string, at: number): ChatLog =>
    added(log, { id, side: "person", parts: [textPart(text)], state: "sending" }, at, time),

  again: (log: ChatLog, id: string): ChatLog => withState(log, id, "sending"),

  failed: (log: ChatLog, id: string): ChatLog => withState(log, id, "failed"),

  answered(log: ChatLog, id: string, reply: ChatReply, at: number): ChatLog {
    const { parts, quickReplies, notices } = reply;
    const said = added(
      withState(log, id, "said"),
      { id: `${id}-reply`, side: "bot", parts: parts.map(shownPart), quickReplies },
      at,
      time,
    );
    const known = new Set(log.turns.map((turn) => turn.id));
    return notices
      .filter((notice) => !known.has(notice.id))
      .reduce(
        (sum, notice) =>
          added(
            sum,
            {
              id: notice.id,
              side: "bot",
              isNotice: true,
              parts: notice.parts.map(shownPart),
              quickReplies: notice.quickReplies,
            },
            at,
            time,
          ),
        said,
      );
  },

  greeted: (log: ChatLog, text: string, quickReplies: QuickReply[], at: number): ChatLog =>
    added(log, { id: "greeting", side: "bot", parts: [textPart(text)], quickReplies }, at, time),
});
