import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, localDate, systemClock } from "../../src/kit/clock.ts";
import { DEMO_PASSWORD } from "../support/app.ts";
import { DESKTOP, openWindow, PHONE, picture, sidewaysScroll, startBrowser, type Window } from "../support/browser.ts";
import { startHouse, type TestHouse } from "../support/house.ts";

let test: TestHouse;
let browser: Browser;
beforeAll(async () => {
  [test, browser] = await Promise.all([startHouse({ courses: 1500 }), startBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await test.stop();
});

const WAIT = { timeout: 20_000 };

async function ask({ page }: Window, text: string): Promise<void> {
  const before = await page.locator(".turn-bot").count();
  await page.getByLabel("想学什么、在哪里").fill(text);
  await page.getByRole("button", { name: "发送" }).click();
  await page.locator(".turn-bot").nth(before).waitFor(WAIT);
}
const lastTurn = ({ page }: Window) => page.locator(".turn-bot").last();

async function signIn({ page }: Window, account: string): Promise<void> {
  await page.goto(`${test.url}/console`);
  await page.getByLabel("账号").fill(account);
  await page.getByLabel("密码").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("button", { name: "退出" }).waitFor(WAIT);
}

describe.each([
  ["a phone of 375 px", "phone", PHONE],
  ["a desktop", "desktop", DESKTOP],
] as const)("on %s", (_where, name, viewport) => {
  it("a person asks, shares where they are, looks at a course and comes back to the same conversation", async () => {
    const window = await openWindow(browser, test.url, viewport, ["geolocation"]);
    const { page, complaints } = window;
    await page.goto(test.url);
    await picture(page, `chat-welcome-${name}`);
    await page.getByRole("button", { name: "附近有没有补贴的电焊班" }).click();
    await page.locator(".turn-bot").nth(1).waitFor(WAIT);

    await page.getByRole("button", { name: "位置", exact: true }).click();
    await page.getByRole("dialog").waitFor();
    await picture(page, `chat-place-${name}`);
    await page.getByRole("button", { name: "同意并分享位置" }).click();
    await page.locator(".card").first().waitFor(WAIT);
    expect(await page.locator(".card .demo-mark").first().textContent()).toBe("示例数据");
    expect(await lastTurn(window).textContent()).toMatch(/公里/);
    expect(await sidewaysScroll(page)).toBe(0);
    await picture(page, `chat-answer-${name}`);

    const title = ((await page.locator(".card-title span").first().textContent()) ?? "").replace(/^\d\. /, "");
    const turns = await page.locator(".turn").count();
    await page.locator(".card").first().click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor(WAIT);
    expect(await sidewaysScroll(page)).toBe(0);
    await picture(page, `course-${name}`, { fullPage: true });
    await page.getByRole("link", { name: "回到对话" }).click();
    await page.locator(".card").first().waitFor(WAIT);
    expect(await page.locator(".turn").count()).toBe(turns);

    await ask(window, "更多");
    expect(await page.locator(".card").count()).toBeGreaterThan(3);
    expect(complaints).toEqual([]);
    await window.context.close();
  }, 90_000);
});

it("a person subscribes; an institution publishes in a second window; the notice appears in the open chat", async () => {
  const learner = await openWindow(browser, test.url, PHONE);
  await learner.page.goto(test.url);
  const clerk = await openWindow(browser, test.url, DESKTOP);
  await signIn(clerk, "jigou-demo");
  await picture(clerk.page, "console-institution");
  await clerk.page.getByRole("link", { name: "新课程" }).click();
  const site = (await clerk.page.getByLabel("教学点").locator("option").nth(1).textContent()) ?? "";
  const city = (
    await test.house.db.prisma.institution.findFirst({ where: { staff: { some: { account: "jigou-demo" } } } })
  )?.divisionCode;
  const place = test.house.places.byCode(test.house.places.cityOf(city ?? ""))?.name ?? "";

  await ask(learner, `${place}的茶艺师班`);
  await ask(learner, "有新的就告诉我");

  const { page } = clerk;
  const today = localDate(systemClock.now());
  await page.getByLabel("名称").fill("茶艺师（初级）晚班");
  await page.getByLabel("职业").fill("茶艺师");
  await page.getByLabel("等级").selectOption({ label: "初级工" });
  await page.getByLabel("教学点").selectOption({ label: site });
  await page.getByLabel("时间").selectOption({ label: "晚上" });
  await page.getByLabel("课时").fill("60");
  await page.getByLabel("学费（元）").fill("一千");
  await page.getByLabel("怎样报名").fill("工作日到教学点前台报名");
  await page.getByLabel("第 1 班开班").fill(addDays(today, 15));
  await page.locator("#session-0-endsOn").fill(addDays(today, 45));
  await page.locator("#session-0-seatsTotal").fill("30");
  await page.getByRole("button", { name: "提交审核" }).click();
  await page.getByText("有几项需要改").waitFor(WAIT);
  await picture(page, "console-form", { fullPage: true });
  expect(await page.getByLabel("名称").inputValue()).toBe("茶艺师（初级）晚班");
  await page.getByLabel("学费（元）").fill("1000");
  await page.getByRole("button", { name: "提交审核" }).click();
  await page.getByText("课程已提交，等待审核").waitFor(WAIT);

  const reviewer = await openWindow(browser, test.url, DESKTOP);
  await signIn(reviewer, "shenhe-demo");
  await reviewer.page.getByRole("heading", { name: "茶艺师（初级）晚班" }).waitFor(WAIT);
  await picture(reviewer.page, "console-review");
  await reviewer.page.getByRole("button", { name: "通过并发布" }).click();
  await reviewer.page.getByText("已通过：课程已发布").waitFor(WAIT);

  await learner.page.locator(".turn-notice").waitFor(WAIT);
  expect(await learner.page.locator(".turn-notice").textContent()).toContain("茶艺师（初级）晚班");
  await picture(learner.page, "chat-notice-phone");
  await learner.page.reload();
  await learner.page.locator(".turn-notice").waitFor(WAIT);
  await learner.page.waitForTimeout(1_000);
  expect(await learner.page.locator(".turn-notice").count()).toBe(1);
  for (const window of [learner, clerk, reviewer]) {
    // A refused form is a 422 page, which Chromium writes into its console by itself.
    expect(window.complaints.filter((line) => !line.includes("422"))).toEqual([]);
    await window.context.close();
  }
}, 120_000);

describe("where things go wrong", () => {
  it("without permission to know the place, a city can be chosen", async () => {
    const window = await openWindow(browser, test.url, PHONE);
    await window.page.goto(test.url);
    await ask(window, "附近的月嫂班");
    await window.page.getByRole("button", { name: "位置", exact: true }).click();
    await window.page.getByRole("button", { name: "同意并分享位置" }).click();
    await window.page.getByText("请选一个城市").waitFor(WAIT);
    await window.page.getByRole("button", { name: "成都市" }).click();
    await window.page.locator(".card").first().waitFor(WAIT);
    await window.context.close();
  }, 60_000);

  it("without a network the words are kept and can be sent again", async () => {
    const window = await openWindow(browser, test.url, PHONE);
    await window.page.goto(test.url);
    await window.context.setOffline(true);
    await window.page.getByLabel("想学什么、在哪里").fill("成都的电焊班");
    await window.page.keyboard.press("Enter");
    await window.page.getByText("现在没有网络").waitFor(WAIT);
    await window.context.setOffline(false);
    await window.page.getByRole("button", { name: "再试一次" }).click();
    await window.page.locator(".card").first().waitFor(WAIT);
    await window.context.close();
  }, 60_000);

  it("hostile words are shown as words", async () => {
    const window = await openWindow(browser, test.url, PHONE);
    await window.page.goto(test.url);
    await ask(window, `<img src=x onerror="document.title='x'">成都的电焊班${"焊".repeat(400)}`);
    expect(await window.page.title()).toBe("找培训 · 匠途");
    expect(await window.page.locator("#turns img[src=x]").count()).toBe(0);
    expect(await sidewaysScroll(window.page)).toBe(0);
    await window.context.close();
  }, 60_000);

  it("the whole page can be used from the keyboard", async () => {
    const window = await openWindow(browser, test.url, DESKTOP);
    const { page } = window;
    await page.goto(test.url);
    await page.getByLabel("想学什么、在哪里").focus();
    await page.keyboard.type("成都的电焊班");
    await page.keyboard.press("Enter");
    await page.locator(".card").first().waitFor(WAIT);
    await page.locator(".card").first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "怎样报名" }).waitFor(WAIT);
    await window.context.close();
  }, 60_000);
});

it("/docs draws the API without a complaint from the content security policy", async () => {
  const window = await openWindow(browser, test.url, DESKTOP);
  await window.page.goto(`${test.url}/docs`);
  await window.page.getByText("/v1/chat", { exact: true }).first().waitFor(WAIT);
  await picture(window.page, "docs");
  expect(window.complaints).toEqual([]);
  await window.context.close();
}, 60_000);
