import type { FindReason } from "./gate.ts";

const KIND =
  "(?:发送了?|收到)?(?:一[张段个条])?(?:图片|照片|相片|截图|语音|视频|短视频|小视频|表情|动画表情|表情包|文件|链接|名片|个人名片|红包|微信红包|转账|小程序|音乐|聊天记录|合并转发|语音通话|视频通话|文档|pdf|image|photo|picture|voice|audio|video|sticker|emoji|file)(?:消息|通话)?";
const PLACEHOLDERS = new RegExp(
  `^(?:[\\[【(（<「]\\s*${KIND}[^\\]】)）>」]{0,20}[\\]】)）>」]\\s*(?:[^\\s，。]{1,40}\\.(?:docx?|pdf|xlsx?|pptx?|txt|jpe?g|png|gif|heic|mp[34]|m4a|wav|mov|zip|rar))?\\s*)+$`,
);

/** What a channel writes in place of something that is no text, and nothing beside it. */
export const unsupportedMediaReason: FindReason = (text) =>
  PLACEHOLDERS.test(text) ? "a placeholder for media" : undefined;
