// The pages and components in a real browser, by WeChat's own simulator (miniprogram-simulate), against the real server.
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { projectPath } from "../../src/kit/root.ts";
import { PHONE } from "../support/browser.ts";
import { readSource, styleOf, views } from "./source.ts";

/** WeChat's built-in elements as the simulator draws them have no style of their own. */
const BUILT_IN_STYLE = `
body { margin: 0; font-family: "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
wx-view, wx-picker, wx-button, wx-input { display: block; box-sizing: border-box; }
wx-button { text-align: center; }
`;

async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [projectPath(file)],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2020",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

/** All files of the mini-program as the simulator reads them: code bundled, styles with their imports. */
async function fileMap(): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  await Promise.all(
    views().map(async ({ name, wxml, wxss }) => {
      files[`/${name}.json`] = readSource(`${name}.json`);
      files[`/${name}.wxml`] = wxml;
      files[`/${name}.wxss`] = wxss;
      files[`/${name}.js`] = await bundled(`miniprogram/${name}.ts`);
    }),
  );
  return files;
}

/** A browser tab with the mini-program loaded and nothing shown. */
export interface Stage {
  page: Page;
  /** Shows a page of the mini-program, as a phone would open it, and waits until it has loaded. */
  open(name: string, query?: Record<string, string>): Promise<void>;
  /** Shows one component with these properties. */
  show(name: string, properties: object, scale?: number): Promise<void>;
  /** Calls a method of what is shown with the event that its template would give it. */
  call(method: string, event?: object): Promise<unknown>;
  data(): Promise<Record<string, unknown>>;
  /** Id of the first course that the page 找课程 shows. */
  firstCourse(): Promise<string>;
  /** Names and details of events fired by the component shown. */
  fired(): Promise<{ name: string; detail: unknown }[]>;
  close(): Promise<void>;
}

export async function createStage(browser: Browser, serverUrl: string): Promise<Stage> {
  const context = await browser.newContext({ viewport: PHONE, locale: "zh-CN", hasTouch: true, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${serverUrl}/healthz`);
  await page.setContent("<!doctype html><meta charset=utf-8><title>stage</title><body></body>");
  await page.addScriptTag({ content: `window.__FILE_MAP__ = ${JSON.stringify(await fileMap())};` });
  await page.addScriptTag({ content: readFileSync(projectPath("node_modules/miniprogram-simulate/build.js"), "utf8") });
  await page.addScriptTag({ content: await bundled("test/miniprogram/stage-app.ts") });
  await page.addStyleTag({ content: BUILT_IN_STYLE + styleOf("styles/theme.wxss") });
  return {
    page,
    open: (name, query = {}) =>
      page.evaluate(`stage.open(${JSON.stringify(`/pages/${name}/${name}`)}, ${JSON.stringify(query)})`),
    show: (name, properties, scale = 1) =>
      page.evaluate(`stage.show(${JSON.stringify(`/${name}`)}, ${JSON.stringify(properties)}, ${scale})`),
    call: (method, event = {}) => page.evaluate(`stage.call(${JSON.stringify(method)}, ${JSON.stringify(event)})`),
    firstCourse: () => page.evaluate("stage.open('/pages/search/search', {}).then(() => stage.data().cards[0].id)"),
    data: () => page.evaluate("stage.data()"),
    fired: () => page.evaluate("stage.fired"),
    close: () => context.close(),
  };
}
