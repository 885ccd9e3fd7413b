import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { systemClock } from "../../src/kit/clock.ts";
import { openWindow, PHONE, startBrowser, type Window } from "./browser.ts";
import { fakeAccounts, type Platform, startPlatform, startWebhook, textReply, type Webhook } from "./fake-wechat.ts";

const MENU = [
  {
    name: "找培训",
    sub_button: [
      { type: "location_select", name: "附近的班", key: "附近的班" },
      { type: "click", name: "热门工种", key: "热门工种" },
      { type: "view", name: "全部课程", url: "http://127.0.0.1:3000/courses" },
    ],
  },
  { type: "click", name: "查紧缺", key: "急需紧缺" },
  {
    name: "我的",
    sub_button: [
      {
        type: "miniprogram",
        name: "小程序",
        url: "http://127.0.0.1/",
        appid: fakeAccounts.miniprogram.appid,
        pagepath: "pages/my/my",
      },
    ],
  },
];

export const conversation = (page: Page) => page.getByRole("region", { name: "与匠途的对话" });

export const until = async (isSo: () => boolean): Promise<void> => {
  await expect.poll(isSo, { timeout: 10_000 }).toBe(true);
};

/** Types and sends, as a person does. */
export async function say(page: Page, text: string): Promise<void> {
  if (!(await page.getByLabel("输入消息").isVisible()))
    await page.getByRole("button", { name: "换成键盘输入" }).click();
  await page.getByLabel("输入消息").fill(text);
  await page.getByRole("button", { name: "发送", exact: true }).click();
}

/** The page of the local conversation in a real browser, and the account on the other side. */
export interface LocalPage {
  fake: Platform;
  webhook: Webhook;
  answerText(text: string): void;
  /** Names of the events and messages the account was told of, in their order. */
  events(): unknown[];
  open(viewport?: { width: number; height: number }): Promise<Window>;
  /** A new person who follows, when the account has been told. */
  follow(viewport?: { width: number; height: number }): Promise<Window>;
  /** As after a start, with a menu. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function startLocalPage(): Promise<LocalPage> {
  const webhook = await startWebhook();
  const [fake, browser]: [Platform, Browser] = await Promise.all([
    startPlatform(webhook.url, systemClock, { settings: { timeoutMs: 500 } }),
    startBrowser(),
  ]);
  const open: LocalPage["open"] = async (viewport = PHONE) => {
    const window = await openWindow(browser, fake.url, viewport);
    await window.page.goto(fake.url);
    return window;
  };
  return {
    fake,
    webhook,
    answerText: (text) => {
      webhook.answer = (post) => ({ body: textReply(post, text) });
    },
    events: () => webhook.received.map(({ fields }) => fields["Event"] ?? fields["MsgType"]),
    open,
    follow: async (viewport) => {
      const window = await open(viewport);
      const posts = webhook.received.length;
      await window.page.getByRole("button", { name: "关注", exact: true }).click();
      await conversation(window.page).waitFor();
      await until(() => webhook.received.length > posts);
      await fake.lever("settle");
      return window;
    },
    reset: async () => {
      webhook.received.length = 0;
      webhook.answer = () => ({});
      await fake.lever("reset");
      await fake.call("/cgi-bin/menu/create", { button: MENU });
    },
    stop: async () => {
      await browser.close();
      await fake.stop();
      await webhook.stop();
    },
  };
}
