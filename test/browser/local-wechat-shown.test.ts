import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { OFFICIAL_NOTICE_TEMPLATE } from "../../src/wechat/fake/templates.ts";
import { picture } from "../support/browser.ts";
import { fakeAccounts, type Received, replyTo, sealedReply } from "../support/fake-wechat.ts";
import { conversation, type LocalPage, say, startLocalPage, until } from "../support/local-page.ts";

let local: LocalPage;
beforeAll(async () => {
  local = await startLocalPage();
}, 120_000);
afterAll(() => local.stop());
beforeEach(() => local.reset());

describe("what the account sends is shown", () => {
  const reply = (make: (post: Received) => Parameters<typeof replyTo>[1]) => {
    local.webhook.answer = (post) => ({ body: sealedReply(replyTo(post, make(post)), post.query.get("nonce") ?? "") });
  };

  it("as text whose links answer, open our pages in another tab, or name the mini-program's page, and never as HTML", async () => {
    const { page, context } = await local.follow();
    local.answerText(
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
    const last = conversation(page).getByRole("listitem").last();
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
    local.webhook.answer = () => ({});
    await last.getByRole("button", { name: "看下 3 个" }).click();
    await until(() => local.webhook.received.at(-1)?.fields["Content"] === "更多");
    expect(local.webhook.received.at(-1)?.fields["bizmsgmenuid"]).toBe("7");
    await context.close();
  });

  it("as an article that opens in another tab", async () => {
    const { page, context } = await local.follow();
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
    const { page, context } = await local.follow();
    reply(() => ({ MsgType: "transfer_customer_service" }));
    await say(page, "人工");
    await page.getByText("已转人工").waitFor();
    await context.close();
  });

  it("live: menus to choose from, mini-program cards, notices as cards, typing", async () => {
    const { page, context, complaints } = await local.follow();
    await say(page, "你好");
    await until(() => local.webhook.received.length === 2);
    const touser = String(local.webhook.received[0]?.fields["FromUserName"]);
    const send = (message: object) => local.fake.call("/cgi-bin/message/custom/send", { touser, ...message });
    await local.fake.call("/cgi-bin/message/custom/typing", { touser, command: "Typing" });
    await page.getByText("对方正在输入…").waitFor();
    await send({
      msgtype: "msgmenu",
      msgmenu: { head_content: "有帮助吗？", list: [{ id: "101", content: "有帮助" }] },
    });
    await page.getByRole("button", { name: "有帮助" }).click();
    await until(() => local.webhook.received.at(-1)?.fields["bizmsgmenuid"] === "101");
    await local.fake.call("/cgi-bin/message/template/send", {
      touser,
      template_id: OFFICIAL_NOTICE_TEMPLATE,
      url: "http://127.0.0.1:3000/courses/1",
      data: {
        thing1: { value: "电工（五级）培训班" },
        thing2: { value: "示例培训学校" },
        date3: { value: "2026年3月9日" },
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
    const { page, context } = await local.follow();
    local.answerText("好的");
    await say(page, "电工班");
    await page.getByText("好的", { exact: true }).waitFor();
    const token = await local.fake.tokenOf("official");
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
    const { page, context } = await local.follow();
    await page.getByRole("button", { name: "服务号设置" }).click();
    await page.getByRole("button", { name: "允许", exact: true }).click();
    await page.getByText("剩 1 次").waitFor();
    await until(() => local.events().includes("subscribe_msg_popup_event"));
    await page.getByLabel("不接收服务号的消息").check();
    await expect
      .poll(async () => JSON.stringify(await local.fake.request("/__fake/state")))
      .toContain('"isRefusing":true');
    await context.close();
  });
});
