import { say } from "../reply.ts";
import type { Turn } from "../turn.ts";
import type { Intent } from "./intent.ts";

type Media = Extract<Turn["input"], { kind: "unsupported" }>["media"];

const NAMES: Readonly<Record<Media, string>> = {
  image: "图片",
  voice: "语音",
  video: "视频",
  sticker: "表情",
  file: "文件",
};

export const unsupportedMedia: Intent = {
  name: "unsupported_media",
  examples: ["[图片]", "[语音]"],
  run: async ({ turn, meaning, state }) => ({
    state,
    draft: {
      parts: [
        (turn.input.kind === "unsupported" ? NAMES[turn.input.media] : meaning.text).includes("语音")
          ? say`语音没有转成文字，我听不了。请打字告诉我想学什么、在哪里学，或者用输入法的语音转文字。`
          : say`我只看得懂文字和位置，图片、语音、视频、表情和文件都看不了。请打字告诉我想学什么、在哪里学。`,
      ],
      action: "clarify",
    },
  }),
};
