// L1 and L20 in a browser: the public text is there, and every public page passes axe, contrast included.
import { readFileSync } from "node:fs";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { systemClock } from "../../src/kit/clock.ts";
import { newId } from "../../src/kit/ids.ts";
import { projectPath } from "../../src/kit/root.ts";
import { openWindow, PHONE, sidewaysScroll, startBrowser } from "../support/browser.ts";
import { startHouse, type TestHouse } from "../support/house.ts";

const AXE = readFileSync(projectPath("node_modules/axe-core/axe.min.js"), "utf8");
const WAIT = { timeout: 20_000 };

let test: TestHouse;
let browser: Browser;
beforeAll(async () => {
  [test, browser] = await Promise.all([startHouse({ courses: 300 }), startBrowser()]);
  await warmUp();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await test.stop();
});

/** The first answers on a busy machine take longer than a person waits. */
async function warmUp(): Promise<void> {
  const { answer, people } = test.house;
  const now = systemClock.now();
  const { id: personId } = await people.personOf("h5", newId(now), now);
  const input = { kind: "text", text: "成都的电焊班" } as const;
  await vi.waitFor(async () => {
    const { parts } = await answer({ personId, channel: "h5", messageId: newId(now), at: now, input });
    expect(parts.length).toBeGreaterThan(1);
  }, 60_000);
}

/** One line for each element that breaks a rule of WCAG 2.1 A or AA. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })",
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

async function somePages(): Promise<[string, string][]> {
  const { prisma } = test.house.db;
  const course = await prisma.course.findFirstOrThrow({ where: { status: "published" } });
  return [
    ["the chat", "/"],
    ["the public text", "/privacy"],
    ["the ranking", "/ranking"],
    ["a course", `/courses/${course.id}`],
    ["the sign-in", "/console/sign-in"],
    ["no such page", "/nowhere"],
  ];
}

describe("L20 pages for everybody", () => {
  it("L20 pass axe on a phone, and at 320 px, as on a phone with large letters, nothing is pushed out sideways", async () => {
    const { page, context } = await openWindow(browser, test.url, PHONE);
    const found: string[] = [];
    for (const [name, path] of await somePages()) {
      await page.goto(test.url + path);
      found.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
      await page.setViewportSize({ width: 320, height: 568 });
      const sideways = await sidewaysScroll(page);
      await page.setViewportSize(PHONE);
      if (sideways > 0) found.push(`${name}: ${sideways} px wider than the screen`);
    }
    expect(found).toEqual([]);
    await context.close();
  }, 120_000);

  it("L20 so does the chat with an answer in it, and with the dialog open", async () => {
    const { page, context } = await openWindow(browser, test.url, PHONE);
    await page.goto(test.url);
    await page.getByLabel("想学什么、在哪里").fill("成都的电焊班");
    await page.getByRole("button", { name: "发送" }).click();
    await page.locator(".card").first().waitFor(WAIT);
    expect(await page.locator(".turn-bot").nth(1).textContent()).toContain("【个人信息告知】");
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "位置", exact: true }).click();
    await page.getByRole("dialog").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  }, 90_000);

  it("L20 the rule finds what it should: pale letters on white, a picture without words", async () => {
    const { page, context } = await openWindow(browser, test.url, PHONE);
    await page.goto(`${test.url}/privacy`);
    await page.evaluate(`document.querySelector("main").insertAdjacentHTML("beforeend",
      "<p id=pale>看不清的字</p><img src='/assets/logo.svg'>"); document.querySelector("#pale").style.color = "#bbb";
      document.querySelector("#pale").style.background = "#fff"`);
    expect((await faultsOf(page)).map((fault) => fault.split(":")[0])).toEqual(
      expect.arrayContaining(["color-contrast", "image-alt"]),
    );
    await context.close();
  }, 60_000);
});

describe("L1 the public text", () => {
  it("L1 names who is responsible, and the chat leads to it", async () => {
    const { page, context } = await openWindow(browser, test.url, PHONE);
    await page.goto(test.url);
    await page.getByRole("link", { name: "个人信息怎么用" }).click();
    await page.getByRole("heading", { level: 1, name: "个人信息保护说明" }).waitFor(WAIT);
    expect(await page.locator("main").textContent()).toContain("个人信息处理者：");
    await context.close();
  }, 60_000);
});
