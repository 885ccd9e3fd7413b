import { readFileSync } from "node:fs";
import { projectPath } from "../../kit/root.ts";

export interface PageFile {
  text: string;
  type: string;
}

const SCRIPT = "text/javascript; charset=utf-8";
const STYLE = "text/css; charset=utf-8";
const FILES: Readonly<Record<string, readonly [string, string]>> = {
  "/": ["index.html", "text/html; charset=utf-8"],
  "/page/page.css": ["page.css", STYLE],
  "/page/conversation.css": ["conversation.css", STYLE],
  "/page/bottom-bar.css": ["bottom-bar.css", STYLE],
  "/page/sheets.css": ["sheets.css", STYLE],
  "/page/page.js": ["page.js", SCRIPT],
  "/page/dom.js": ["dom.js", SCRIPT],
  "/page/links.js": ["links.js", SCRIPT],
  "/page/entries.js": ["entries.js", SCRIPT],
  "/page/platform.js": ["platform.js", SCRIPT],
  "/page/menu.js": ["menu.js", SCRIPT],
  "/page/places.js": ["places.js", SCRIPT],
  "/page/drawer.js": ["drawer.js", SCRIPT],
};

const loaded = new Map<string, PageFile>();

/** A file of the page, by its address; there is no path to play with, only this list. */
export function pageFileAt(address: string): PageFile | undefined {
  const known = loaded.get(address);
  const file = Object.hasOwn(FILES, address) ? FILES[address] : undefined;
  if (known !== undefined || file === undefined) return known;
  const read = { text: readFileSync(projectPath("src/wechat/fake/page", file[0]), "utf8"), type: file[1] };
  loaded.set(address, read);
  return read;
}
