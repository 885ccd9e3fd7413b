import { z } from "zod";

const optional = z.string().optional();
const SubButton = z.object({
  name: z.string(),
  type: optional,
  key: optional,
  url: optional,
  appid: optional,
  pagepath: optional,
  media_id: optional,
  article_id: optional,
});
type SubButton = z.infer<typeof SubButton>;
const Button = SubButton.extend({ sub_button: z.array(SubButton).optional() });

export const Menu = z.object({ button: z.array(Button) });
export type Menu = z.infer<typeof Menu>;

const KEYED = [
  "click",
  "scancode_push",
  "scancode_waitmsg",
  "pic_sysphoto",
  "pic_photo_or_album",
  "pic_weixin",
  "location_select",
];
const NEEDS: Readonly<Record<string, readonly (keyof SubButton)[]>> = {
  ...Object.fromEntries(KEYED.map((type) => [type, ["key"] as const])),
  view: ["url"],
  miniprogram: ["url", "appid", "pagepath"],
  media_id: ["media_id"],
  article_id: ["article_id"],
  article_view_limited: ["article_id"],
};

interface Codes {
  type: number;
  name: number;
  key: number;
  url: number;
  address: number;
  nameBytes: number;
}
const TOP: Codes = { type: 40017, name: 40018, key: 40019, url: 40020, address: 40054, nameBytes: 16 };
const SUB: Codes = { type: 40024, name: 40025, key: 40026, url: 40027, address: 40055, nameBytes: 60 };
const MAX_KEY_BYTES = 128;
const MAX_URL_BYTES = 1024;

const isAddress = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

function faultOfName(name: string, codes: Codes): number | undefined {
  const bytes = Buffer.byteLength(name);
  return bytes === 0 || bytes > codes.nameBytes ? codes.name : undefined;
}

function faultOfButton(button: SubButton, codes: Codes): number | undefined {
  const badName = faultOfName(button.name, codes);
  if (badName !== undefined) return badName;
  const needs = button.type !== undefined && Object.hasOwn(NEEDS, button.type) ? NEEDS[button.type] : undefined;
  if (needs === undefined) return codes.type;
  const missing = needs.find((field) => (button[field] ?? "") === "");
  if (missing !== undefined) return missing === "url" ? codes.url : codes.key;
  if (Buffer.byteLength(button.key ?? "") > MAX_KEY_BYTES) return codes.key;
  if (Buffer.byteLength(button.url ?? "") > MAX_URL_BYTES) return codes.url;
  return needs.includes("url") && !isAddress(button.url ?? "") ? codes.address : undefined;
}

/** @returns the code a menu is refused with (official page 自定义菜单, 创建接口) */
export function faultOfMenu({ button: buttons }: Menu): number | undefined {
  if (buttons.length < 1 || buttons.length > 3) return 40016;
  for (const button of buttons) {
    const subs = button.sub_button ?? [];
    if (subs.length > 5) return 40023;
    const own = subs.length > 0 ? faultOfName(button.name, TOP) : faultOfButton(button, TOP);
    const fault = own ?? subs.map((sub) => faultOfButton(sub, SUB)).find((code) => code !== undefined);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
