import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { projectPath } from "../kit/root.ts";

/** A file the pages load. All are read and packed once: there is no path to play with, only a list. */
export interface PageFile {
  bytes: Buffer;
  packed: Buffer;
  type: string;
  etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
};

const FILES: Readonly<Record<string, string>> = {
  "weui.css": "node_modules/weui/dist/style/weui.min.css",
  "site.css": "src/pages/assets/site.css",
  "chat.css": "src/pages/assets/chat.css",
  "chat.js": "src/pages/assets/chat.js",
  "console.css": "src/pages/assets/console.css",
  "docs.js": "src/pages/assets/docs.js",
  "logo.svg": "src/pages/assets/logo.svg",
  "swagger-ui.css": "node_modules/swagger-ui-dist/swagger-ui.css",
  "swagger-ui.js": "node_modules/swagger-ui-dist/swagger-ui-bundle.js",
};

function readPageFile(file: string): PageFile {
  const bytes = readFileSync(projectPath(file));
  const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 16);
  return { bytes, packed: gzipSync(bytes), type: TYPES[path.extname(file)] ?? "", etag: `"${hash}"` };
}

const loaded = new Map<string, PageFile>();

/** @returns undefined for a name that is not on the list */
export function pageFile(name: string): PageFile | undefined {
  const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  if (file === undefined) return undefined;
  const known = loaded.get(name) ?? readPageFile(file);
  loaded.set(name, known);
  return known;
}

/** Address of a file with its content's hash, so that a browser may keep it for good. */
export const fileUrl = (name: string): string => `/assets/${name}?v=${pageFile(name)?.etag.slice(1, -1) ?? ""}`;
