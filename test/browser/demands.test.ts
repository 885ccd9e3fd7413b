import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEMO_PASSWORD, startEdge, type TestApp } from "../support/app.ts";
import { DESKTOP, openWindow, PHONE, picture, sidewaysScroll, startBrowser } from "../support/browser.ts";
import { aDemand } from "../support/factories.ts";

let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([startEdge(), startBrowser()]);
  const { db } = app.database;
  for (let each = 0; each < 12; each++) await aDemand(db, { divisionCode: "513401" }); // 西昌, welding
  for (let each = 0; each < 3; each++) await aDemand(db, { topic: "彝族刺绣和银饰手工制作", divisionCode: "513401" });
  await aDemand(db, { divisionCode: "511302" });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await app.stop();
});

it.each([
  ["a phone of 375 px", "phone", PHONE],
  ["a desktop", "desktop", DESKTOP],
] as const)(
  "the board of demands fits on %s, and a city is chosen without a script",
  async (_where, name, viewport) => {
    const { page, complaints, context } = await openWindow(browser, app.url, viewport);
    await page.goto(`${app.url}/console/sign-in`);
    await page.getByLabel("账号").fill("shenhe-demo");
    await page.getByLabel("密码").fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "登录" }).click();
    await page.getByRole("link", { name: "需求" }).click();
    await page.getByText("凉山彝族自治州西昌市").first().waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await page.locator(".demands").evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    await picture(page, `console-demands-${name}`);
    await page.getByLabel("哪里").selectOption({ label: "南充市" });
    await page.getByRole("button", { name: "查看" }).click();
    await page.getByText("南充市顺庆区").first().waitFor();
    expect(await page.getByLabel("哪里").inputValue()).toBe("511300");
    expect(await page.getByText("西昌市").count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  },
  60_000,
);
