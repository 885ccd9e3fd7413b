import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DESKTOP, PHONE, sidewaysScroll } from "../support/browser.ts";
import { type LocalPage, say, startLocalPage } from "../support/local-page.ts";

let local: LocalPage;
beforeAll(async () => {
  local = await startLocalPage();
}, 120_000);
afterAll(() => local.stop());
beforeEach(() => local.reset());

/** What can be seen and tapped, with its size and the contrast of its words against what is behind them. */
const MEASURE = `(() => {
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((part) => part / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const behind = (node) => {
    for (let at = node; at !== null; at = at.parentElement) {
      const [r, g, b, alpha = 1] = parse(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const isSeen = (node) => node.checkVisibility() && node.getBoundingClientRect().width > 1;
  const texts = [...document.querySelectorAll("body *")].filter(
    (node) => isSeen(node) && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== ""),
  );
  const faint = texts.flatMap((node) => {
    const [light, dark] = [luminance(parse(getComputedStyle(node).color).slice(0, 3)), luminance(behind(node))].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    return ratio < 4.5 ? [node.textContent.trim() + " " + ratio.toFixed(2)] : [];
  });
  const small = [...document.querySelectorAll("button, a, select, input:not([type=checkbox]), summary, label.check")].filter(isSeen).flatMap((node) => {
    const { width, height } = node.getBoundingClientRect();
    return width < 44 || height < 44 ? [(node.getAttribute("aria-label") ?? node.textContent.trim()) + " " + width + "×" + height] : [];
  });
  const unnamed = [...document.querySelectorAll("button, a, select, input:not([hidden])")].filter(isSeen).filter(
    (node) => (node.getAttribute("aria-label") ?? node.labels?.[0]?.textContent ?? node.textContent).trim() === "",
  ).length;
  return { faint, small, unnamed };
})()`;

/** What axe finds; rules only, no opinion of ours. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(
    "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
  );
}

describe.each([
  ["a phone of 375 px", PHONE],
  ["a desktop", DESKTOP],
] as const)("on %s the page", (_where, viewport) => {
  it("can be read, tapped and named everywhere, and does not move sideways", async () => {
    const measured = async () => ({ ...Object(await page.evaluate(MEASURE)), axe: await violations(page) });
    const good = { faint: [], small: [], unnamed: 0, axe: [] };
    const window = await local.open(viewport);
    const { page } = window;
    await page.getByText("用二维码关注").click();
    expect(await measured()).toEqual(good);
    await page.getByRole("button", { name: "关注", exact: true }).click();
    local.answerText("第一段回复，后面还有很多很多很多很多很多很多很多很多很多很多很多很多字");
    await say(page, "很长的话".repeat(30));
    await page.getByText("第一段回复").waitFor();
    expect(await measured()).toEqual(good);
    await page.getByRole("button", { name: "位置、图片、语音" }).click();
    expect(await measured()).toEqual(good);
    expect(await sidewaysScroll(page)).toBe(0);
    await page.getByRole("button", { name: "换成服务号菜单" }).click();
    await page.getByRole("button", { name: "找培训" }).click();
    expect(await measured()).toEqual(good);
    await page.getByRole("button", { name: "服务号设置" }).click();
    expect(await measured()).toEqual(good);
    await page.getByRole("button", { name: "关闭" }).click();
    await page.getByRole("button", { name: "检查" }).click();
    await page.getByText("推送 text").first().click();
    expect(await measured()).toEqual(good);
    expect(await sidewaysScroll(page)).toBe(0);
    await window.context.close();
  });
});
