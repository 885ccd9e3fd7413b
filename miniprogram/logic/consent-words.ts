import type { ConsentItem, Purpose } from "../services/consents";

/** What each consent is for, as the person reads it before they answer. */
const PURPOSES: Readonly<Record<Purpose, { name: string; text: string }>> = {
  service: { name: "使用匠途", text: "用微信给的编号认出您，记住这次对话找的是什么，24 小时后忘掉。" },
  location: {
    name: "大概位置",
    text: "只取大概位置（约 1 公里），用来找附近的课程，记 30 天。不同意也能用：选区县就行。",
  },
  notices: { name: "新班次提醒", text: "您订阅的课程有新班次时告诉您。随时可以退订。" },
  phone: { name: "手机号", text: "加密保存，只用来把您要的回复告诉您。" },
  profile: { name: "常住区县", text: "您自己选的区县，用来弄清同名的地方说的是哪一个。不填也能用。" },
};

export const purposeName = (purpose: Purpose): string => PURPOSES[purpose].name;
export const purposeText = (purpose: Purpose): string => PURPOSES[purpose].text;

/** Of these texts. A new text has a new version, and is asked once; the server holds which one is valid. */
export const CONSENT_VERSION = "2026-11";

/** `unasked` = this version was not answered yet: it may be asked, once. */
export function standing(items: readonly ConsentItem[], purpose: Purpose): "given" | "refused" | "unasked" {
  const item = items.find((each) => each.purpose === purpose && each.version === CONSENT_VERSION);
  if (item === undefined || item.state === "asked") return "unasked";
  return item.state === "given" ? "given" : "refused";
}

export const LOCATION_REFUSED = "您没有同意使用位置。可以选区县；想改主意，到“我的 › 隐私与数据”里打开。";
export const LOCATION_FAILED = "没有取到位置，请选区县。";
