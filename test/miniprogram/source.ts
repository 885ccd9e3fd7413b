import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { projectPath } from "../../src/kit/root.ts";

const ROOT = "miniprogram";

export const readSource = (name: string): string => readFileSync(projectPath(ROOT, name), "utf8");

export const AppJson = z.object({
  pages: z.array(z.string()),
  tabBar: z.object({
    custom: z.literal(true),
    color: z.string(),
    selectedColor: z.string(),
    backgroundColor: z.string(),
    list: z.array(z.object({ pagePath: z.string(), text: z.string() })),
  }),
  requiredPrivateInfos: z.array(z.string()),
  __usePrivacyCheck__: z.literal(true),
});

const ViewJson = z.object({ usingComponents: z.record(z.string(), z.string()) });

/** A page or component: what DevTools would load under one name. */
export interface View {
  /** Without extension, e.g. pages/chat/chat */
  name: string;
  isPage: boolean;
  code: string;
  wxml: string;
  /** With its imports, and for a page the app's own. */
  wxss: string;
  /** Tag → name of the component. */
  uses: Record<string, string>;
}

/** The rules of a file with those it imports, in order. */
export function styleOf(name: string): string {
  return readSource(name).replace(/@import "([^"]+)";/g, (_, target: string) =>
    styleOf(path.posix.join(path.posix.dirname(name), target)),
  );
}

const filesBelow = (): string[] =>
  readdirSync(projectPath(ROOT), { recursive: true, encoding: "utf8" }).map((name) => name.split(path.sep).join("/"));

function viewOf(name: string): View {
  const isPage = name.startsWith("pages/");
  const { usingComponents } = ViewJson.parse(JSON.parse(readSource(`${name}.json`)));
  const folder = path.posix.dirname(name);
  return {
    name,
    isPage,
    code: readSource(`${name}.ts`),
    wxml: readSource(`${name}.wxml`),
    wxss: `${isPage ? styleOf("app.wxss") : ""}${styleOf(`${name}.wxss`)}`,
    uses: Object.fromEntries(
      Object.entries(usingComponents).map(([tag, target]) => [tag, path.posix.join(folder, target)]),
    ),
  };
}

/** Every page and component there is a template for. */
export const views = (): View[] =>
  filesBelow()
    .filter((name) => name.endsWith(".wxml"))
    .map((name) => viewOf(name.slice(0, -".wxml".length)))
    .sort((a, b) => a.name.localeCompare(b.name));

export const codeFiles = (): { name: string; text: string }[] =>
  filesBelow()
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({ name, text: readSource(name) }));

export const exists = (name: string): boolean => existsSync(projectPath(ROOT, name));
