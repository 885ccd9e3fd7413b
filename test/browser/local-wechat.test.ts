import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/kit/clock.ts";
import { OFFICIAL_NOTICE_TEMPLATE } from "../../src/wechat/fake/templates.ts";
import { DESKTOP, openWindow, PHONE, picture, sidewaysScroll, startBrowser, type Window } from "../support/browser.ts";
import {
  fakeAccounts,
  type Platform,
  type Received,
  replyTo,
  sealedReply,
  startPlatform,
  startWebhook,
  textReply,
  type Webhook,
} from "../support/fake-wechat.ts";

let browser: Browser;
let webhook: Webhook;
let fake: Platform;
beforeAll(async () => {
  webhook = await startWebhook();
  [fake, browser] = await Promise.all([
    startPlatform(webhook.url, systemClock, { settings: { timeoutMs: 500 } }),
    startBrowser(),
  ]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await fake.stop();
  await webhook.stop();
});
beforeEach(async () => {
  webhook.received.length = 0;
  webhook.answer = () => ({});
  await fake.lever("reset");
  await fake.call("/cgi-bin/menu/create", { button: MENU });
});

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

const answerText = (text: string) => {
  webhook.answer = (post) => ({ body: textReply(post, text) });
};
const events = () => webhook.received.map(({ fields }) => fields["Event"] ?? fields["MsgType"]);
const openidOf = (): string => String(webhook.received[0]?.fields["FromUserName"]);
const conversation = (page: Page) => page.getByRole("region", { name: "与匠途的对话" });
const entries = (page: Page) => conversation(page).getByRole("listitem");
const lastEntry = (page: Page) => entries(page).last();

async function open(viewport = PHONE): Promise<Window> {
  const window = await openWindow(browser, fake.url, viewport);
  await window.page.goto(fake.url);
  return window;
}
async function follow(viewport = PHONE): Promise<Window> {
  const window = await open(viewport);
  const posts = webhook.received.length;
  await window.page.getByRole("button", { name: "关注", exact: true }).click();
  await conversation(window.page).waitFor();
  await until(() => webhook.received.length > posts);
  await fake.lever("settle");
  return window;
}
async function say(page: Page, text: string): Promise<void> {
  if (!(await page.getByLabel("输入消息").isVisible()))
    await page.getByRole("button", { name: "换成键盘输入" }).click();
  await page.getByLabel("输入消息").fill(text);
  await page.getByRole("button", { name: "发送", exact: true }).click();
}
const until = async (isSo: () => boolean): Promise<void> => {
  await expect.poll(isSo, { timeout: 10_000 }).toBe(true);
};

describe("the local conversation", () => {
  it("begins with following: the account is told and its welcome is shown", async () => {
    answerText("欢迎关注匠途");
    const { page, complaints, context } = await open();
    expect(await page.getByText("本地模拟（非微信）").isVisible()).toBe(true);
    await picture(page, "local-wechat-follow");
    await page.getByRole("button", { name: "关注", exact: true }).click();
    await page.getByText("欢迎关注匠途").waitFor();
    expect(events()).toEqual(["subscribe"]);
    expect(await page.getByText("本地模拟（非微信）").isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("can begin with a QR code of a county and a kind of place", async () => {
    const { page, context } = await open();
    await page.getByText("用二维码关注").click();
    const codes = page.getByRole("region", { name: "匠途" });
    await codes.getByLabel("市（州）").selectOption({ label: "成都市" });
    await codes.getByLabel("区县", { exact: true }).selectOption({ label: "双流区" });
    await codes.getByLabel("贴在哪里").selectOption("service_center");
    await page.getByRole("button", { name: "扫码关注" }).click();
    await conversation(page).waitFor();
    await until(() => webhook.received.length === 1);
    expect(webhook.received[0]?.fields["EventKey"]).toBe("qrscene_510116_service_center");
    await context.close();
  });

  it("can begin with the address of a QR code the account made", async () => {
    const qr = await fake.call("/cgi-bin/qrcode/create", {
      action_name: "QR_STR_SCENE",
      action_info: { scene: { scene_str: "scene-7" } },
    });
    const { page, context } = await open();
    await page.goto(String(qr["url"]));
    await page.getByText("来自二维码：scene-7").waitFor();
    await page.getByRole("button", { name: "关注", exact: true }).click();
    await until(() => webhook.received.length === 1);
    expect(webhook.received[0]?.fields).toMatchObject({ EventKey: "qrscene_scene-7", Ticket: qr["ticket"] });
    await page.reload();
    await conversation(page).waitFor();
    expect(webhook.received).toHaveLength(1);

    await page.goto(String(qr["url"]));
    await until(() => webhook.received.length === 2);
    expect(webhook.received[1]?.fields).toMatchObject({ Event: "SCAN", EventKey: "scene-7", Ticket: qr["ticket"] });
    await context.close();
  });

  it("carries what is typed through the signed and encrypted webhook and shows the reply", async () => {
    const { page, context, complaints } = await follow();
    answerText("双流区有 3 个电工班");
    await say(page, "双流区的电工班");
    await page.getByText("双流区有 3 个电工班").waitFor();
    const post = webhook.received.at(-1);
    expect(post?.fields["Content"]).toBe("双流区的电工班");
    expect(post?.query.get("encrypt_type")).toBe("aes");
    expect(post?.body).not.toContain("电工班");
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("has the account's menu, with its sub-menus, and the keyboard in its place", async () => {
    const { page, context } = await follow();
    await page.getByRole("button", { name: "查紧缺" }).click();
    await until(() => events().includes("CLICK"));
    expect(webhook.received.at(-1)?.fields["EventKey"]).toBe("急需紧缺");

    const group = page.getByRole("button", { name: "找培训" });
    await group.click();
    await picture(page, "local-wechat-menu");
    expect(await group.getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("button", { name: "热门工种" }).isVisible()).toBe(false);
    await group.press("Enter");
    await page.getByRole("button", { name: "热门工种" }).click();
    await until(() => webhook.received.at(-1)?.fields["EventKey"] === "热门工种");

    await group.click();
    const [opened] = await Promise.all([
      context.waitForEvent("page"),
      page.getByRole("link", { name: "全部课程" }).click(),
    ]);
    await opened.close();
    await until(() => events().includes("VIEW"));

    await page.getByRole("button", { name: "我的" }).click();
    await page.getByRole("button", { name: "小程序" }).click();
    await page.getByRole("dialog").getByText("pages/my/my").waitFor();
    await page.getByRole("button", { name: "知道了" }).click();
    await until(() => events().includes("view_miniprogram"));

    await page.getByRole("button", { name: "换成键盘输入" }).click();
    expect(await page.getByRole("button", { name: "查紧缺" }).isVisible()).toBe(false);
    expect(await page.getByLabel("输入消息").isVisible()).toBe(true);
    await context.close();
  });

  it("sends a county's place from the menu: an event, then the place in GCJ-02", async () => {
    const { page, context } = await follow();
    answerText("附近有 2 个班");
    await page.getByRole("button", { name: "找培训" }).click();
    await page.getByRole("button", { name: "附近的班" }).click();
    const dialog = page.getByRole("dialog", { name: "发送位置" });
    await dialog.getByLabel("市（州）").selectOption({ label: "成都市" });
    await dialog.getByLabel("区县", { exact: true }).selectOption({ label: "双流区" });
    await picture(page, "local-wechat-place");
    await dialog.getByRole("button", { name: "发送这个区县" }).click();
    await until(() => events().includes("location"));
    await page.getByText("附近有 2 个班").last().waitFor();
    expect(events().slice(-2)).toEqual(["location_select", "location"]);
    const { Location_X: lat, Location_Y: lng, Label: label } = webhook.received.at(-1)?.fields ?? {};
    expect([Number(lat), Number(lng), label]).toEqual([
      expect.closeTo(30.57, 1),
      expect.closeTo(103.92, 1),
      "四川省成都市双流区",
    ]);
    await context.close();
  });

  it("sends coordinates, pictures and voice from the panel", async () => {
    const { page, context } = await follow();
    await say(page, "你好");
    const plus = page.getByRole("button", { name: "位置、图片、语音" });
    await plus.click();
    await page.getByRole("button", { name: "位置", exact: true }).click();
    await page.getByText("填坐标", { exact: true }).click();
    await page.getByLabel("纬度").fill("30.5748");
    await page.getByLabel("经度").fill("103.9236");
    await page.getByLabel("地点名称").fill("双流站");
    await page.getByRole("button", { name: "发送坐标" }).click();
    await until(() => events().includes("location"));
    expect(webhook.received.at(-1)?.fields).toMatchObject({ Location_X: "30.574800", Label: "双流站" });

    await plus.click();
    await page.getByRole("button", { name: "语音", exact: true }).click();
    await until(() => events().includes("voice"));
    expect(webhook.received.at(-1)?.fields).not.toHaveProperty("Recognition");

    await plus.click();
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "图片", exact: true }).click(),
    ]);
    const png = await page.screenshot();
    await chooser.setFiles({ name: "a.png", mimeType: "image/png", buffer: png });
    await until(() => events().includes("image"));
    const picUrl = String(webhook.received.at(-1)?.fields["PicUrl"]);
    expect(Buffer.from(await (await fetch(picUrl)).arrayBuffer()).equals(png)).toBe(true);
    await page.getByRole("img", { name: "图片" }).waitFor();
    await context.close();
  });

  it("says that the service is out of order when nobody answers, or answers nonsense", async () => {
    const { page, context } = await follow();
    webhook.answer = () => ({ status: 500, body: "" });
    await say(page, "在吗");
    await page.getByText("该公众号提供的服务出现故障，请稍后再试").waitFor();
    webhook.answer = () => ({ afterMs: 2_000 });
    await say(page, "还在吗");
    await expect.poll(() => page.getByText("该公众号提供的服务出现故障").count(), { timeout: 10_000 }).toBe(2);
    await context.close();
  });

  it("says what could not be done, and does not lose the page for it", async () => {
    const { page, context } = await open();
    await page.route("**/visitor/acts", (route) => route.abort());
    await page.getByRole("button", { name: "关注", exact: true }).click();
    await page.getByRole("alert").getByText("连不上本地模拟").waitFor();
    await page.unroute("**/visitor/acts");
    await page.getByRole("button", { name: "关注", exact: true }).click();
    await conversation(page).waitFor();
    expect(await page.getByRole("alert").isVisible()).toBe(false);
    await fake.lever("settle");
    await context.close();
  });

  it("keeps people apart: each browser is somebody else, and the same one after a reload", async () => {
    answerText("您好");
    const one = await follow();
    const two = await follow();
    await say(one.page, "第一位");
    await say(two.page, "第二位");
    await until(() => webhook.received.length === 4);
    expect(new Set(webhook.received.map(({ fields }) => fields["FromUserName"])).size).toBe(2);
    expect(await two.page.getByText("第一位").count()).toBe(0);
    await one.page.reload();
    await one.page.getByText("第一位").waitFor();
    expect(await one.page.getByText("第二位").count()).toBe(0);
    await one.context.close();
    await two.context.close();
  });

  it("ends with unfollowing, which the account is told", async () => {
    const { page, context } = await follow();
    await page.getByRole("button", { name: "服务号设置" }).click();
    await picture(page, "local-wechat-settings");
    await page.getByRole("button", { name: "不再关注" }).click();
    await page.getByRole("button", { name: "关注", exact: true }).waitFor();
    await until(() => events().includes("unsubscribe"));
    expect(await conversation(page).isVisible()).toBe(false);
    await context.close();
  });
});

describe("what the account sends is shown", () => {
  const reply = (make: (post: Received) => Parameters<typeof replyTo>[1]) => {
    webhook.answer = (post) => ({ body: sealedReply(replyTo(post, make(post)), post.query.get("nonce") ?? "") });
  };

  it("as text whose links answer, open our pages in another tab, or name the mini-program's page, and never as HTML", async () => {
    const { page, context } = await follow();
    answerText(
      [
        '<a href="weixin://bizmsgmenu?msgmenucontent=更多&msgmenuid=7">看下 3 个</a>',
        '<a href="http://127.0.0.1:3000/courses/1?a=1&amp;b=2">课程详情</a>',
        '<a data-miniprogram-appid="wx0" data-miniprogram-path="pages/a" href="http://127.0.0.1/">小程序里看</a>',
        '<a href="javascript:alert(1)">坏链接</a>',
        "<img src=x onerror=alert(1)>",
        "网址 http://127.0.0.1:3000/help。",
      ].join("\n"),
    );
    await say(page, "电工");
    const last = lastEntry(page);
    await last.getByText("网址").waitFor();
    expect(await last.locator("img, script").count()).toBe(0);
    expect(await last.getByRole("link", { name: "坏链接" }).count()).toBe(0);
    const link = last.getByRole("link", { name: "课程详情" });
    expect(await link.getAttribute("href")).toBe("http://127.0.0.1:3000/courses/1?a=1&b=2");
    expect([await link.getAttribute("target"), await link.getAttribute("rel")]).toEqual([
      "_blank",
      "noopener noreferrer",
    ]);
    expect(await last.getByRole("link", { name: "http://127.0.0.1:3000/help" }).count()).toBe(1);
    await last.getByRole("button", { name: "小程序里看" }).click();
    await page.getByRole("button", { name: "知道了" }).click();
    webhook.answer = () => ({});
    await last.getByRole("button", { name: "看下 3 个" }).click();
    await until(() => webhook.received.at(-1)?.fields["Content"] === "更多");
    expect(webhook.received.at(-1)?.fields["bizmsgmenuid"]).toBe("7");
    await context.close();
  });

  it("as an article that opens in another tab", async () => {
    const { page, context } = await follow();
    const article = {
      Title: "电工（五级）",
      Description: "双流区 · 政府补贴",
      PicUrl: "",
      Url: "http://127.0.0.1:3000/courses/1",
    };
    reply(() => ({ MsgType: "news", ArticleCount: 1, Articles: [article] }));
    await say(page, "电工");
    const link = page.getByRole("link", { name: /电工（五级）.*双流区/s });
    await link.waitFor();
    expect(await link.getAttribute("href")).toBe(article.Url);
    await context.close();
  });

  it("as 已转人工 when it hands over", async () => {
    const { page, context } = await follow();
    reply(() => ({ MsgType: "transfer_customer_service" }));
    await say(page, "人工");
    await page.getByText("已转人工").waitFor();
    await context.close();
  });

  it("live: menus to choose from, mini-program cards, notices as cards, typing", async () => {
    const { page, context, complaints } = await follow();
    await say(page, "你好");
    await until(() => webhook.received.length === 2);
    const touser = openidOf();
    const send = (message: object) => fake.call("/cgi-bin/message/custom/send", { touser, ...message });
    await fake.call("/cgi-bin/message/custom/typing", { touser, command: "Typing" });
    await page.getByText("对方正在输入…").waitFor();
    await send({
      msgtype: "msgmenu",
      msgmenu: { head_content: "有帮助吗？", list: [{ id: "101", content: "有帮助" }] },
    });
    await page.getByRole("button", { name: "有帮助" }).click();
    await until(() => webhook.received.at(-1)?.fields["bizmsgmenuid"] === "101");
    await fake.call("/cgi-bin/message/template/send", {
      touser,
      template_id: OFFICIAL_NOTICE_TEMPLATE,
      url: "http://127.0.0.1:3000/courses/1",
      data: {
        thing1: { value: "电工（五级）培训班" },
        thing2: { value: "示例培训学校" },
        time3: { value: "2026年3月9日" },
        thing4: { value: "成都市双流区" },
        thing5: { value: "您订阅的课程有新班了" },
      },
    });
    const notice = page.getByRole("link", { name: /培训开班通知/ });
    await notice.waitFor();
    expect(await notice.textContent()).toContain("电工（五级）培训班");
    await picture(page, "local-wechat-conversation");
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("in the drawer as it went over the wire: attempts, result, content, and no secret", async () => {
    const { page, context } = await follow();
    answerText("好的");
    await say(page, "电工班");
    await page.getByText("好的", { exact: true }).waitFor();
    const token = await fake.tokenOf("official");
    await page.getByRole("button", { name: "检查" }).click();
    const drawer = page.getByRole("dialog", { name: /检查/ });
    await drawer.getByText("推送 text").click();
    await picture(page, "local-wechat-drawer");
    const text = (await drawer.innerText()).replace(/\s+/g, " ");
    expect(text).toMatch(/已回复 text/);
    expect(text).toMatch(/第 1 次：HTTP 200，\d+ 毫秒/);
    expect(text).toContain("<Content><![CDATA[电工班]]></Content>");
    expect(text).toContain("<Content><![CDATA[好的]]></Content>");
    const { official } = fakeAccounts;
    for (const secret of [official.secret, official.token, official.aesKey, token]) expect(text).not.toContain(secret);
    await context.close();
  });

  it("after 允许 was tapped for a notice, which is one credit and an event", async () => {
    const { page, context } = await follow();
    await page.getByRole("button", { name: "服务号设置" }).click();
    await page.getByRole("button", { name: "允许", exact: true }).click();
    await page.getByText("剩 1 次").waitFor();
    await until(() => events().includes("subscribe_msg_popup_event"));
    await page.getByLabel("不接收服务号的消息").check();
    await expect.poll(async () => JSON.stringify(await fake.request("/__fake/state"))).toContain('"isRefusing":true');
    await context.close();
  });
});

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
    const window = await open(viewport);
    const { page } = window;
    await page.getByText("用二维码关注").click();
    expect(await measured()).toEqual(good);
    await page.getByRole("button", { name: "关注", exact: true }).click();
    answerText("第一段回复，后面还有很多很多很多很多很多很多很多很多很多很多很多很多字");
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
