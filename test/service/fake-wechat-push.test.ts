import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signatureOf } from "../../src/wechat/crypto.ts";
import { readXml } from "../../src/wechat/xml.ts";
import {
  fakeAccounts,
  handClock,
  type Platform,
  type Received,
  replyTo,
  sealedReply,
  startPlatform,
  startWebhook,
  textReply,
  type Webhook,
} from "../support/fake-wechat.ts";

const { official } = fakeAccounts;
const FAULT = "该公众号提供的服务出现故障，请稍后再试";

let webhook: Webhook;
let fake: Platform;
let openid: string;
beforeEach(async () => {
  webhook = await startWebhook();
  fake = await startPlatform(webhook.url, handClock("2026-03-02T02:00:00Z"), { settings: { timeoutMs: 200 } });
  openid = await fake.follower("one");
});
afterEach(async () => {
  await fake.stop();
  await webhook.stop();
});

const last = (): Received => {
  const post = webhook.received.at(-1);
  if (post === undefined) throw new Error("nothing was posted");
  return post;
};
const lastLine = async () => (await fake.transcript(openid)).at(-1);

describe("a push", () => {
  it("in 安全模式 is signed in its query, and signed and encrypted in its body", async () => {
    await fake.push("text", { openid, text: "附近的电工班" });
    const { query, body, fields } = last();
    const part = (name: string) => query.get(name) ?? "";
    expect(part("signature")).toBe(signatureOf(official.token, part("timestamp"), part("nonce")));
    expect([part("encrypt_type"), part("openid"), part("timestamp")]).toEqual(["aes", openid, "1772416800"]);
    const outer = readXml(body);
    const encrypted = String(outer.kind === "fields" && outer.fields["Encrypt"]);
    expect(part("msg_signature")).toBe(signatureOf(official.token, part("timestamp"), part("nonce"), encrypted));
    expect(body).not.toContain("电工");
    expect(fields).toMatchObject({
      ToUserName: official.ghId,
      FromUserName: openid,
      CreateTime: "1772416800",
      MsgType: "text",
      Content: "附近的电工班",
    });
  });

  it("in 明文模式 is readable, and answered in the clear", async () => {
    const plain = await startPlatform(webhook.url, handClock("2026-03-02T02:00:00Z"), { mode: "plain" });
    webhook.answer = (post) => ({
      body: `<xml><ToUserName>${post.fields["FromUserName"]}</ToUserName><FromUserName>${official.ghId}</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>好的</Content></xml>`,
    });
    const who = await plain.follower("one");
    const [exchange] = await plain.push("text", { openid: who, text: "你好" });
    expect(last().query.has("msg_signature")).toBe(false);
    expect(last().body).toContain("<Content><![CDATA[你好]]></Content>");
    expect(exchange).toMatchObject({ outcome: "reply", replyKind: "text", isEncrypted: false });
    await plain.stop();
  });

  it("has a MsgId of more digits than a number holds, its own for each message", async () => {
    await fake.push("text", { openid, text: "一" });
    await fake.push("text", { openid, text: "一" });
    const ids = webhook.received.map(({ fields }) => String(fields["MsgId"]));
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(Number.isSafeInteger(Number(id))).toBe(false);
    expect(ids.every((id) => BigInt(id) < 2n ** 63n)).toBe(true);
  });

  it("of the mini-program is encrypted for its own appid and addressed to it", async () => {
    const visitor = await fake.follower("one", "miniprogram");
    await fake.push("enter_session", { openid: visitor, from: "首页" });
    expect(last().fields).toMatchObject({
      Event: "user_enter_tempsession",
      SessionFrom: "首页",
      FromUserName: visitor,
    });
    expect(last().fields["ToUserName"]).not.toBe(official.ghId);
  });

  it("that nobody answers in time is posted three times in all, the same message, stamped anew; then the person is told", async () => {
    webhook.answer = () => ({ afterMs: 1_000 });
    const [exchange] = await fake.push("text", { openid, text: "你好" });
    expect(webhook.received).toHaveLength(3);
    expect(new Set(webhook.received.map(({ fields }) => fields["MsgId"])).size).toBe(1);
    expect(new Set(webhook.received.map(({ query }) => query.get("nonce"))).size).toBe(3);
    expect(new Set(webhook.received.map(({ body }) => body)).size).toBe(3);
    expect(exchange).toMatchObject({ outcome: "unanswered" });
    expect(exchange?.["attempts"]).toMatchObject([{ status: "timeout" }, { status: "timeout" }, { status: "timeout" }]);
    expect(await lastLine()).toMatchObject({ kind: "system", text: FAULT });
  });

  it("is answered by the retry when that comes in time", async () => {
    webhook.answer = (post) => (webhook.received.length === 1 ? { afterMs: 1_000 } : { body: textReply(post, "来了") });
    const [exchange] = await fake.push("text", { openid, text: "你好" });
    expect(exchange?.["attempts"]).toMatchObject([{ status: "timeout" }, { status: 200 }]);
    expect(await lastLine()).toMatchObject({ side: "account", text: "来了" });
  });

  it("is posted as often as set, and again when nobody is there at all", async () => {
    await fake.lever("settings", { attempts: 4 });
    await webhook.stop();
    const [exchange] = await fake.push("text", { openid, text: "你好" });
    expect(exchange?.["attempts"]).toHaveLength(4);
    expect(exchange?.["attempts"]).toMatchObject([{ status: "unreachable" }, {}, {}, {}]);
  });

  it("can be posted several times at once, and the person sees one reply", async () => {
    webhook.answer = (post) => ({ body: textReply(post, "一次") });
    expect(await fake.push("text", { openid, text: "你好", copies: 4 })).toHaveLength(4);
    expect(new Set(webhook.received.map(({ fields }) => fields["MsgId"])).size).toBe(1);
    expect((await fake.transcript(openid)).filter(({ text }) => text === "一次")).toHaveLength(1);
  });

  it("is not made for a person who does not follow", async () => {
    await fake.push("unfollow", { openid });
    expect(await fake.lever("push/text", { openid, text: "你好" })).toMatchObject({ error: expect.any(String) });
    expect(await fake.lever("push/follow", { openid, scene: 5 })).toMatchObject({ error: "输入有误" });
    expect(webhook.received.map(({ fields }) => fields["Event"])).toEqual(["unsubscribe"]);
  });
});

describe("a reply", () => {
  const answer = (make: (post: Received) => string) => {
    webhook.answer = (post) => ({ body: make(post) });
  };
  const sealed = (reply: Parameters<typeof replyTo>[1]) =>
    answer((post) => sealedReply(replyTo(post, reply), post.query.get("nonce") ?? ""));
  const item = (title: string) => ({ Title: title, Description: "五级", PicUrl: "", Url: "http://127.0.0.1/" });

  it.each(["success", ""])("of %j says nothing", async (body) => {
    answer(() => body);
    const [exchange] = await fake.push("text", { openid, text: "你好" });
    expect(exchange).toMatchObject({ outcome: "none" });
    expect(await lastLine()).toMatchObject({ side: "person" });
  });

  it("that is text is shown, and 2,048 bytes of it are", async () => {
    sealed({ MsgType: "text", Content: `${"字".repeat(682)}ab` });
    expect((await fake.push("text", { openid, text: "你好" }))[0]).toMatchObject({
      outcome: "reply",
      replyKind: "text",
    });
    expect(await lastLine()).toMatchObject({ kind: "text", text: `${"字".repeat(682)}ab` });
  });

  it("that is one article is shown; events may have eight", async () => {
    sealed({ MsgType: "news", ArticleCount: 1, Articles: [item("电工班")] });
    await fake.push("text", { openid, text: "你好" });
    expect(await lastLine()).toMatchObject({ kind: "news", articles: [{ title: "电工班", url: "http://127.0.0.1/" }] });
    const eight = Array.from({ length: 8 }, (_, index) => item(`班 ${index}`));
    sealed({ MsgType: "news", ArticleCount: 8, Articles: eight });
    expect((await fake.push("click", { openid, key: "k" }))[0]).toMatchObject({ outcome: "reply", replyKind: "news" });
  });

  it("that hands over is shown as 已转人工", async () => {
    sealed({ MsgType: "transfer_customer_service" });
    await fake.push("text", { openid, text: "人工" });
    expect(await lastLine()).toMatchObject({ kind: "system", text: expect.stringContaining("已转人工") });
  });

  it.each<[string, (post: Received) => string]>([
    ["unencrypted XML", () => "<xml><MsgType>text</MsgType></xml>"],
    ["no XML at all", () => "hello"],
    ["another nonce", (post) => sealedReply(replyTo(post, { MsgType: "text", Content: "好" }), "0000000000")],
    ["another signature", (post) => textReply(post, "好").replace(/(MsgSignature><!\[CDATA\[)./, "$1-")],
    [
      "somebody else's openid",
      (post) =>
        sealedReply(
          { ...replyTo(post, { MsgType: "text", Content: "好" }), ToUserName: "oElse" },
          post.query.get("nonce") ?? "",
        ),
    ],
    [
      "another account's name",
      (post) =>
        sealedReply(
          { ...replyTo(post, { MsgType: "text", Content: "好" }), FromUserName: "gh_else" },
          post.query.get("nonce") ?? "",
        ),
    ],
    ["empty text", (post) => textReply(post, "")],
    ["text of 2,049 bytes", (post) => textReply(post, "字".repeat(683))],
    [
      "a type that is not allowed",
      (post) => sealedReply(replyTo(post, { MsgType: "miniprogrampage" }), post.query.get("nonce") ?? ""),
    ],
    [
      "a picture that was not uploaded",
      (post) =>
        sealedReply(replyTo(post, { MsgType: "image", Image: { MediaId: "none" } }), post.query.get("nonce") ?? ""),
    ],
    [
      "two articles",
      (post) =>
        sealedReply(
          replyTo(post, { MsgType: "news", ArticleCount: 2, Articles: [item("一"), item("二")] }),
          post.query.get("nonce") ?? "",
        ),
    ],
    [
      "a wrong count of articles",
      (post) =>
        sealedReply(
          replyTo(post, { MsgType: "news", ArticleCount: 2, Articles: [item("一")] }),
          post.query.get("nonce") ?? "",
        ),
    ],
  ])("with %s is a fault the person sees, and is not asked for again", async (_what, make) => {
    answer(make);
    const [exchange] = await fake.push("text", { openid, text: "你好" });
    expect(exchange).toMatchObject({ outcome: "invalid", fault: expect.any(String) });
    expect(exchange?.["attempts"]).toHaveLength(1);
    expect(await lastLine()).toMatchObject({ kind: "system", text: FAULT });
  });

  it("of HTTP 500 is a fault too", async () => {
    webhook.answer = () => ({ status: 500, body: "" });
    expect((await fake.push("text", { openid, text: "你好" }))[0]).toMatchObject({
      outcome: "invalid",
      fault: "HTTP 500",
    });
  });

  it("may not hand over an event", async () => {
    sealed({ MsgType: "transfer_customer_service" });
    expect((await fake.push("click", { openid, key: "k" }))[0]).toMatchObject({ outcome: "invalid" });
  });

  it("that is wrong to an event nobody is waiting for is not shown", async () => {
    webhook.answer = () => ({ status: 500 });
    await fake.push("view", { openid, url: "http://127.0.0.1/" });
    expect(await fake.transcript(openid)).toEqual([]);
  });
});
