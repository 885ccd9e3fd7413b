import { z } from "zod";
import { always, defineCall } from "./definition.ts";
import { Appid, bytesUpTo, Done, PagePath, WebUrl } from "./fields.ts";

const Key = bytesUpTo(128);

/** @param nameBytes 16 in the bar, 60 in a sub-menu */
const actionsOf = (nameBytes: number) => {
  const name = bytesUpTo(nameBytes);
  return [
    z.strictObject({
      name,
      type: z.enum(["click", "location_select", "scancode_push", "scancode_waitmsg", "pic_photo_or_album"]),
      key: Key,
    }),
    z.strictObject({ name, type: z.literal("view"), url: WebUrl }),
    z.strictObject({
      name,
      type: z.literal("miniprogram"),
      appid: Appid,
      pagepath: PagePath,
      /** Where clients too old for mini-programs go. */
      url: WebUrl,
    }),
  ] as const;
};

const SubMenu = z.strictObject({
  name: bytesUpTo(16),
  sub_button: z
    .array(z.union(actionsOf(60)))
    .min(1)
    .max(5),
});

/** The account's menu in the platform's own form: at most three buttons with at most five sub-buttons each. */
export const Menu = z.strictObject({
  button: z
    .array(z.union([SubMenu, ...actionsOf(16)]))
    .min(1)
    .max(3),
});
export type Menu = z.infer<typeof Menu>;

/** Replaces the menu; people see it within five minutes. */
export const createMenu = defineCall({
  method: "POST",
  path: "/cgi-bin/menu/create",
  needsToken: true,
  input: Menu,
  sent: (menu) => ({ body: menu }),
  output: Done,
  mayRepeat: always,
});

/** A button as it is on the platform, which may come from elsewhere and hold more than ours do. */
const LiveButton = z.object({
  name: z.string(),
  type: z.string().optional(),
  key: z.string().optional(),
  url: z.string().optional(),
});
const LiveMenu = z.object({
  button: z.array(LiveButton.extend({ sub_button: z.array(LiveButton).default([]) })),
});
export type LiveMenu = z.output<typeof LiveMenu>;

/** @throws WechatFault with code 46003 when the account has none */
export const getMenu = defineCall({
  method: "GET",
  path: "/cgi-bin/menu/get",
  needsToken: true,
  input: z.strictObject({}),
  sent: () => ({}),
  output: z.object({ menu: LiveMenu }).transform(({ menu }) => menu),
  mayRepeat: always,
});

export const deleteMenu = defineCall({
  method: "GET",
  path: "/cgi-bin/menu/delete",
  needsToken: true,
  input: z.strictObject({}),
  sent: () => ({}),
  output: Done,
  mayRepeat: always,
});
