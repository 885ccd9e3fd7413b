import { readFile } from "node:fs/promises";
import { AppError } from "../errors.ts";
import { check } from "../kit/check.ts";
import { projectPath } from "../kit/root.ts";
import { type LiveMenu, Menu } from "../wechat/calls/menu.ts";

export const MENU_FILE = "data/wechat/menu.json";

/** The menu this installation wants. @throws AppError with every fault of the file */
export async function readMenu(file: string = projectPath(MENU_FILE)): Promise<Menu> {
  const text = await readFile(file, "utf8");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new AppError("invalid_menu", 422, `${MENU_FILE} 不是 JSON，请检查括号、引号和逗号。`);
  }
  const { value, faults } = check(Menu, json);
  if (value === undefined) throw new AppError("invalid_menu", 422, `${MENU_FILE} 有问题，请按提示修改：`, faults);
  return value;
}

type Button = Partial<LiveMenu["button"][number]> & { name: string };

/** One line per button, sub-buttons indented: what it is called and what a tap on it does. */
export const menuLines = (menu: Menu | LiveMenu): string[] =>
  menu.button.flatMap((button: Button) => [
    lineOf(button),
    ...(button.sub_button ?? []).map((below) => `  ${lineOf(below)}`),
  ]);

function lineOf({ name, type, key, url }: Button): string {
  const target = key ?? url;
  return [name, type && `[${type}]`, target].filter((part) => part !== undefined && part !== "").join(" ");
}
