// What DevTools would refuse, or a person would find dead: pages without files, templates with handlers that do not exist.
import { describe, expect, it } from "vitest";
import { AppJson, codeFiles, exists, readSource, views } from "./source.ts";
import { elementsOf, handlersOf } from "./wxml.ts";

const app = AppJson.parse(JSON.parse(readSource("app.json")));
const all = views();
const BUILT_IN = new Set(["view", "text", "button", "input", "picker", "block"]);
const MAX_PACKAGE_BYTES = 2 * 1024 * 1024;

describe("the mini-program", () => {
  it("has six to eight pages, and those are the pages there are", () => {
    expect(app.pages.length).toBeGreaterThanOrEqual(6);
    expect(app.pages.length).toBeLessThanOrEqual(8);
    expect(all.filter(({ isPage }) => isPage).map(({ name }) => name)).toEqual([...app.pages].sort());
  });

  it("has in its bar pages that exist, and the bar we draw names the same", () => {
    const drawn = readSource("custom-tab-bar/index.ts");
    for (const { pagePath, text } of app.tabBar.list) {
      expect(app.pages).toContain(pagePath);
      expect(drawn).toContain(`{ path: "/${pagePath}", text: "${text}" }`);
    }
  });

  it("asks WeChat for the two ways of locating that it uses, and no other", () => {
    const code = codeFiles()
      .map(({ text }) => text)
      .join("\n");
    const used = [...code.matchAll(/wx\.(get\w*Location|choose\w*Location|choosePoi|getLocation|startLocation\w*)/g)];
    expect([...new Set(used.map(([, name]) => name))].sort()).toEqual([...app.requiredPrivateInfos].sort());
  });

  it("stays far below the two megabytes of a main package", () => {
    const bytes = all.reduce((sum, { code, wxml, wxss }) => sum + code.length + wxml.length + wxss.length, 0);
    const rest = codeFiles().reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    expect((bytes + rest) * 2).toBeLessThan(MAX_PACKAGE_BYTES);
  });

  it.each(all.map((view) => [view.name, view] as const))(
    "%s uses components that exist, and every one it names",
    (_, view) => {
      const tags = new Set(elementsOf(view.wxml).map(({ tag }) => tag));
      const foreign = [...tags].filter((tag) => !BUILT_IN.has(tag));
      expect(foreign.sort()).toEqual(Object.keys(view.uses).sort());
      for (const target of Object.values(view.uses)) expect(exists(`${target}.ts`), target).toBe(true);
    },
  );

  it.each(all.map((view) => [view.name, view] as const))("%s has every method that its template calls", (_, view) => {
    const called = elementsOf(view.wxml).flatMap(handlersOf);
    for (const { method } of called) expect(view.code, method).toMatch(new RegExp(`\\n\\s+(?:async )?${method}\\(`));
  });

  it.each(all.map((view) => [view.name, view] as const))("%s listens to events that the component fires", (_, view) => {
    for (const element of elementsOf(view.wxml)) {
      const target = view.uses[element.tag];
      if (target === undefined) continue;
      const code = readSource(`${target}.ts`);
      for (const { event } of handlersOf(element))
        expect(code, `${target} ${event}`).toContain(`triggerEvent("${event}"`);
    }
  });

  it.each(all.map((view) => [view.name, view] as const))("%s gives components only properties they have", (_, view) => {
    for (const { tag, attributes } of elementsOf(view.wxml)) {
      const target = view.uses[tag];
      if (target === undefined) continue;
      const code = readSource(`${target}.ts`);
      const given = Object.keys(attributes).filter((name) => !/^(wx:|bind|catch|class$|id$)/.test(name));
      const names = given.map((name) => name.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase()));
      for (const name of names) expect(code, `${target} ${name}`).toMatch(new RegExp(`\\n    ${name}: \\{ type:`));
    }
  });

  it("names `wx` in one file beside the bar and the refreshing of two pages", () => {
    const naming = codeFiles().filter(({ text }) => /\bwx\./.test(text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "")));
    expect(naming.map(({ name }) => name).sort()).toEqual([
      "custom-tab-bar/index.ts",
      "pages/me/me.ts",
      "pages/search/search.ts",
      "services/platform-wx.ts",
    ]);
  });

  it("keeps the house rules: small files, no any, no default export, no note to finish later, time from the phone", () => {
    const broken = codeFiles().filter(
      ({ name, text }) =>
        (text.split("\n").length > 350 && !/^(services\/openapi|data\/)/.test(name)) ||
        /:\s*any\b|\bas any\b|\b(TODO|FIXME)\b|^export default\b|@ts-(ignore|expect-error)/m.test(text) ||
        (/\bDate\.now\(\)|\bnew Date\(\)/.test(text) && name !== "services/platform-wx.ts") ||
        !/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(name),
    );
    expect(broken.map(({ name }) => name)).toEqual([]);
  });

  it("imports as DevTools resolves: relative and without an extension", () => {
    const odd = codeFiles().flatMap(({ name, text }) =>
      [...text.matchAll(/from "([^"]+)"/g)]
        .map(([, target = ""]) => target)
        .filter((target) => !/^\.\.?\//.test(target) || /\.[jt]s$/.test(target))
        .map((target) => `${name}: ${target}`),
    );
    expect(odd).toEqual([]);
  });
});
