// Reads the conversations in transcripts/*.txt.
import { readdirSync, readFileSync } from "node:fs";
import type { Turn } from "../../bot/turn.ts";
import { projectPath } from "../../src/kit/root.ts";

/** One thing said, and what must come back. */
export interface Line {
  input: Turn["input"];
  minutesLater: number;
  intent: string | undefined;
  /** Each must be among the slots of the turn. */
  slots: Record<string, unknown>;
  /** Each must be in the state after the turn. */
  state: Record<string, unknown>;
  action: string | undefined;
  says: string[];
  saysNot: string[];
}

export interface Conversation {
  file: string;
  title: string;
  lines: Line[];
}

const MEDIA = { 图片: "image", 语音: "voice", 视频: "video", 表情: "sticker", 文件: "file" } as const;

function inputOf(said: string): Turn["input"] {
  const point = /^\[位置 ([\d.-]+),([\d.-]+)( gcj02)?\]$/.exec(said);
  if (point) {
    const [, lat, lng, datum] = point;
    return {
      kind: "location",
      point: { lat: Number(lat), lng: Number(lng) },
      datum: datum === undefined ? "wgs84" : "gcj02",
    };
  }
  const media = Object.entries(MEDIA).find(([name]) => said === `[发送${name}]`)?.[1];
  if (media !== undefined) return { kind: "unsupported", media };
  const button = /^\[按钮 (.+)\]$/.exec(said)?.[1];
  return button === undefined ? { kind: "text", text: said } : { kind: "choice", value: button };
}

/** ## title · > said · ~ minutes later · = intent {slots} · @ {state} · ! action · + must be said · - must not be said */
export function readConversations(): Conversation[] {
  const folder = projectPath("test/bot/transcripts");
  const conversations: Conversation[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .sort()) {
    let later = 0;
    for (const [index, raw] of readFileSync(`${folder}/${file}`, "utf8").split("\n").entries()) {
      const [mark, rest] = [raw.slice(0, 2), raw.slice(2).trim()];
      const conversation = conversations.at(-1);
      const line = conversation?.lines.at(-1);
      if (raw.startsWith("## ")) {
        conversations.push({ file, title: raw.slice(3), lines: [] });
        later = 0;
      } else if (mark === "> ")
        conversation?.lines.push({
          input: inputOf(rest),
          minutesLater: later,
          intent: undefined,
          slots: {},
          state: {},
          action: undefined,
          says: [],
          saysNot: [],
        });
      else if (mark === "~ ") later += Number(rest);
      else if (line === undefined) {
        if (raw.trim() !== "") throw new Error(`${file}:${index + 1}: no turn before ${raw}`);
      } else if (mark === "= ") {
        const [intent = "", slots] = rest.split(/ (?=\{)/);
        line.intent = intent;
        if (slots !== undefined) line.slots = JSON.parse(slots);
      } else if (mark === "@ ") line.state = JSON.parse(rest);
      else if (mark === "! ") line.action = rest;
      else if (mark === "+ ") line.says.push(rest);
      else if (mark === "- ") line.saysNot.push(rest);
      else if (raw.trim() !== "") throw new Error(`${file}:${index + 1}: not understood: ${raw}`);
    }
  }
  return conversations;
}
