// Every method of the client against the local WeChat: two readings of one protocol, written apart from each other.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readMenu } from "../../src/cli/wechat-menu.ts";
import { createLog } from "../../src/kit/log.ts";
import { createSealer } from "../../src/kit/sealed.ts";
import { createBudgets } from "../../src/wechat/budgets.ts";
import { createWechatClient, type WechatClient } from "../../src/wechat/client.ts";
import {
  MINIPROGRAM_LONG_TERM_TEMPLATE,
  MINIPROGRAM_NOTICE_TEMPLATE,
  OFFICIAL_NOTICE_TEMPLATE,
} from "../../src/wechat/fake/templates.ts";
import { createPostgresTokenStore } from "../../src/wechat/token-store-postgres.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import {
  fakeAccounts,
  handClock,
  type Platform,
  startPlatform,
  startWebhook,
  type Webhook,
} from "../support/fake-wechat.ts";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const CUSTOM = "/cgi-bin/message/custom/send";
const data = {
  thing1: "电工（五级）培训班",
  thing2: "示例培训学校",
  date3: "2026年3月9日 09:00",
  thing4: "成都市双流区",
  thing5: "您订阅的课程有新班了",
};

let test: TestDatabase;
let webhook: Webhook;
let fake: Platform;
let clock: ReturnType<typeof handClock>;
let official: WechatClient;
let miniprogram: WechatClient;

const clientOf = ({ appid, secret }: { appid: string; secret: string }): WechatClient =>
  createWechatClient({
    appid,
    secret,
    baseUrl: fake.url,
    tokens: createPostgresTokenStore(test.db, createSealer("secret of this installation", "wechat-token")),
    budgets: createBudgets(test.db),
    clock,
    log: createLog("silent"),
  });

beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.db.prisma.wechatToken.deleteMany();
  await test.db.prisma.wechatBudget.deleteMany();
  clock = handClock("2026-03-01T04:00:00Z");
  webhook = await startWebhook();
  fake = await startPlatform(webhook.url, clock);
  official = clientOf(fakeAccounts.official);
  miniprogram = clientOf(fakeAccounts.miniprogram);
});
afterEach(async () => {
  await fake.stop();
  await webhook.stop();
});

/** A follower who has just written, so that they may be written to. */
async function someoneWhoWrote(): Promise<string> {
  const openid = await fake.follower("one");
  await fake.push("text", { openid, text: "你好" });
  return openid;
}

describe("the account's methods", () => {
  it("send every kind of customer-service message, five in all", async () => {
    const openid = await someoneWhoWrote();
    const { mediaId } = await official.uploadImage({ type: "image/png", bytes: PNG });
    await official.typing({ openid, isTyping: true });
    const { appid } = fakeAccounts.miniprogram;
    await official.sendCustom({ openid, message: { kind: "text", text: "双流有两个班" }, isMachineMade: true });
    await official.sendCustom({ openid, message: { kind: "image", mediaId } });
    await official.sendCustom({
      openid,
      message: { kind: "news", title: "电工班", url: "http://127.0.0.1:3000/courses/1" },
    });
    await official.sendCustom({
      openid,
      message: { kind: "menu", head: "选一个", items: [{ id: "101", text: "电工" }] },
    });
    const card = {
      kind: "miniprogram",
      title: "匠途",
      appid,
      page: "pages/index/index",
      thumbMediaId: mediaId,
    } as const;
    await official.sendCustom({ openid, message: card });
    const sixth = official.sendCustom({ openid, message: { kind: "text", text: "再来一个" } });
    await expect(sixth).rejects.toMatchObject({ kind: "window", code: 45047, rid: expect.any(String) });
    const kinds = (await fake.transcript(openid)).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["text", "image", "news", "msgmenu", "miniprogram"]));
  });

  it("are told when the window is closed, and whom they do not know", async () => {
    const openid = await someoneWhoWrote();
    clock.pass(48 * 3_600_000 + 1_000);
    const late = official.sendCustom({ openid, message: { kind: "text", text: "晚了" } });
    await expect(late).rejects.toMatchObject({ kind: "window", code: 45015 });
    const stranger = official.sendCustom({ openid: "o-nobody-1234567890", message: { kind: "text", text: "在吗" } });
    await expect(stranger).rejects.toMatchObject({ kind: "user", code: 40003 });
  });

  it("send template messages once for each id, and learn the number its event will name", async () => {
    const openid = await fake.follower("one");
    const notice = { openid, templateId: OFFICIAL_NOTICE_TEMPLATE, data, clientMessageId: "c".repeat(32) };
    const first = await official.sendTemplate({ ...notice, url: "http://127.0.0.1:3000/courses/1" });
    const again = await official.sendTemplate(notice);
    expect(again.messageId).toBe(first.messageId);
    await fake.lever("settle");
    const [event] = webhook.received.filter(({ fields }) => fields["Event"] === "TEMPLATESENDJOBFINISH");
    expect(event?.fields["MsgID"]).toBe(first.messageId);
    await fake.lever("credit", { openid, templateId: OFFICIAL_NOTICE_TEMPLATE, count: 1 });
    await official.sendBizSubscribe({ ...notice, clientMessageId: "d" });
  });

  it("list templates with the keys they take", async () => {
    expect(await official.templates({})).toMatchObject([
      { id: OFFICIAL_NOTICE_TEMPLATE, isLongTerm: false, keys: Object.keys(data) },
    ]);
    const ids = (await miniprogram.templates({})).map(({ id, isLongTerm }) => [id, isLongTerm]);
    expect(ids).toEqual([
      [MINIPROGRAM_NOTICE_TEMPLATE, false],
      [MINIPROGRAM_LONG_TERM_TEMPLATE, true],
    ]);
  });

  it("set, read and delete the menu we ship", async () => {
    const menu = await readMenu();
    expect(await official.getMenu({})).toBeUndefined();
    await official.createMenu(menu);
    expect(await official.getMenu({})).toMatchObject(menu);
    await official.deleteMenu({});
    expect(await official.getMenu({})).toBeUndefined();
  });

  it("make codes to scan, know who follows, and look at the line", async () => {
    const openid = await fake.follower("one");
    expect(await official.createQr({ scene: "510116-notice", days: 30 })).toMatchObject({
      ticket: expect.any(String),
      url: expect.stringContaining("510116-notice"),
    });
    expect((await official.createQr({ scene: "510116-wall" })).ticket).not.toBe("");
    expect(await official.userInfo({ openid })).toEqual({ isFollowing: true });
    await fake.push("unfollow", { openid });
    expect(await official.userInfo({ openid })).toEqual({ isFollowing: false });
    expect(await official.callbackIps({})).toEqual(["127.0.0.1"]);
    expect(await official.checkCallback({})).toMatchObject({ dns: [{ ip: "127.0.0.1" }], ping: [{ loss: "0%" }] });
  });

  it("know the day's counts and set them back, with our own", async () => {
    const openid = await someoneWhoWrote();
    await fake.lever("limits", { path: CUSTOM, daily: 1 });
    const say = () => official.sendCustom({ openid, message: { kind: "text", text: "好" } });
    await say();
    expect(await official.quotaOf({ apiPath: CUSTOM })).toEqual({ limit: 1, used: 1, remaining: 0 });
    await expect(say()).rejects.toMatchObject({ kind: "quota_day", code: 45009 });
    await expect(say()).rejects.toMatchObject({ kind: "quota_day", hint: "paused" });
    await official.clearQuota({});
    await say();
  });
});

describe("the mini-program's methods", () => {
  it("turn a login code into a person, once", async () => {
    const { code, openid } = await fake.lever("login", { visitor: "one" });
    expect(await miniprogram.codeToSession({ code: String(code) })).toEqual({ openid });
    await expect(miniprogram.codeToSession({ code: String(code) })).rejects.toMatchObject({ kind: "user" });
    const risky = await fake.lever("login", { visitor: "two", isHighRisk: true });
    await expect(miniprogram.codeToSession({ code: String(risky["code"]) })).rejects.toMatchObject({ code: 40226 });
  });

  it("turn a phone code into a number, once", async () => {
    const { code } = await fake.lever("phone-code", { phone: "13800000000" });
    expect(await miniprogram.phoneOf({ code: String(code) })).toEqual({ phone: "13800000000", countryCode: "86" });
    await expect(miniprogram.phoneOf({ code: String(code) })).rejects.toMatchObject({ kind: "user" });
  });

  it("make links and judge texts of those who have been there", async () => {
    const link = { page: "pages/course/course", query: "id=1&from=chat", days: 7 };
    expect((await miniprogram.urlLink(link)).url).toContain(fake.url);
    const { openid } = await fake.lever("login", { visitor: "one" });
    const about = { scene: "comment", openid: String(openid) } as const;
    expect(await miniprogram.checkText({ ...about, text: "老师讲得很清楚" })).toMatchObject({
      suggest: "pass",
      label: 100,
    });
    clock.pass(2 * 3_600_000 + 1_000);
    const late = miniprogram.checkText({ ...about, text: "老师讲得很清楚" });
    await expect(late).rejects.toMatchObject({ kind: "user", code: 61010 });
  });

  it("spend one credit for each subscribe message", async () => {
    const { openid } = await fake.lever("login", { visitor: "one" });
    const notice = {
      openid: String(openid),
      templateId: MINIPROGRAM_NOTICE_TEMPLATE,
      data,
      page: "pages/me/me?from=notice",
    };
    await fake.lever("credit", { openid, templateId: notice.templateId, count: 1 });
    await miniprogram.sendSubscribe(notice);
    await expect(miniprogram.sendSubscribe(notice)).rejects.toMatchObject({ kind: "user", code: 43101 });
  });
});

describe("the line", () => {
  it("is renewed when the platform kills every token", async () => {
    await official.callbackIps({});
    await fake.lever("tokens/kill");
    expect(await official.callbackIps({})).toEqual(["127.0.0.1"]);
  });

  it("leaves a message that was sent unknown when it breaks, and does not send it twice", async () => {
    const openid = await someoneWhoWrote();
    await fake.lever("fault", { path: CUSTOM, drop: true });
    const sending = official.sendCustom({ openid, message: { kind: "text", text: "只有一次" } });
    await expect(sending).rejects.toMatchObject({ kind: "transient", isOutcomeUnknown: true });
    expect((await fake.transcript(openid)).filter(({ text }) => text === "只有一次")).toHaveLength(1);
  });

  it("brings a template message that has its id once, however often it breaks", async () => {
    const openid = await fake.follower("one");
    const path = "/cgi-bin/message/template/send";
    await fake.lever("fault", { path, drop: true, times: 2 });
    await official.sendTemplate({ openid, templateId: OFFICIAL_NOTICE_TEMPLATE, data, clientMessageId: "once" });
    expect((await fake.transcript(openid)).filter(({ kind }) => kind === "template")).toHaveLength(1);
  });

  it.each([-1, 43108, 500])("tries again after %i", async (fault) => {
    const path = "/cgi-bin/getcallbackip";
    await fake.lever("fault", fault === 500 ? { path, http500: true } : { path, errcode: fault });
    expect(await official.callbackIps({})).toEqual(["127.0.0.1"]);
  });
});
