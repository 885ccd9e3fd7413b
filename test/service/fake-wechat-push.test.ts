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

const { official, miniprogram } = fakeAccounts;
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

const PLACE = { lat: 30.5748, lng: 103.9236, label: "双流区" };

describe("what the platform tells", () => {
  it.each<[string, object, Record<string, unknown>]>([
    ["text", { text: "有用", menuId: "101" }, { MsgType: "text", Content: "有用", bizmsgmenuid: "101" }],
    ["image", { mediaId: "m1" }, { MsgType: "image", MediaId: "m1", PicUrl: expect.stringContaining("/media/m1") }],
    ["voice", {}, { MsgType: "voice", Format: "amr", MediaId16K: expect.any(String) }],
    ["video", {}, { MsgType: "video", ThumbMediaId: expect.any(String) }],
    ["shortvideo", {}, { MsgType: "shortvideo", ThumbMediaId: expect.any(String) }],
    [
      "location",
      { place: PLACE },
      { MsgType: "location", Location_X: "30.574800", Location_Y: "103.923600", Scale: "15", Label: "双流区" },
    ],
    ["link", { title: "题", url: "http://127.0.0.1/" }, { MsgType: "link", Title: "题", Url: "http://127.0.0.1/" }],
  ])("of a message of kind %s", async (kind, body, fields) => {
    await fake.push(kind, { openid, ...body });
    expect(last().fields).toMatchObject(fields);
    expect(last().fields["MsgId"]).toMatch(/^\d+$/);
    expect(last().fields).not.toHaveProperty("Recognition");
  });

  it.each<[string, object, Record<string, unknown>]>([
    ["unfollow", {}, { Event: "unsubscribe" }],
    ["scan", { scene: "510116_village" }, { Event: "SCAN", EventKey: "510116_village", Ticket: expect.any(String) }],
    ["click", { key: "急需紧缺" }, { Event: "CLICK", EventKey: "急需紧缺" }],
    [
      "view",
      { url: "http://127.0.0.1/" },
      { Event: "VIEW", EventKey: "http://127.0.0.1/", MenuId: expect.any(String) },
    ],
    ["view_miniprogram", { path: "pages/index" }, { Event: "view_miniprogram", EventKey: "pages/index" }],
    ["location_report", { place: PLACE }, { Event: "LOCATION", Latitude: "30.574800", Precision: "65.000000" }],
    [
      "scancode_waitmsg",
      { key: "k", result: "http://127.0.0.1/" },
      { Event: "scancode_waitmsg", ScanCodeInfo: { ScanType: "qrcode", ScanResult: "http://127.0.0.1/" } },
    ],
    ["scancode_push", { key: "k", result: "1" }, { Event: "scancode_push", EventKey: "k" }],
    ["agent", { event: "kf_create_session" }, { Event: "kf_create_session", KfAccount: "agent@example" }],
    ["agent", { event: "kf_switch_session" }, { Event: "kf_switch_session", ToKfAccount: "agent@example" }],
    ["enter_session", { from: "f" }, { Event: "user_enter_tempsession", SessionFrom: "f" }],
    ["raw", { type: "event", event: "new_thing", fields: { A: "1" } }, { Event: "new_thing", A: "1" }],
  ])("of the action %s", async (kind, body, fields) => {
    await fake.push(kind, { openid, ...body });
    expect(last().fields).toMatchObject({ MsgType: "event", FromUserName: openid, ...fields });
    expect(last().fields).not.toHaveProperty("MsgId");
  });

  it("of following names the scene of the QR code it came by, with its ticket", async () => {
    const qr = await fake.call("/cgi-bin/qrcode/create", {
      action_name: "QR_LIMIT_STR_SCENE",
      action_info: { scene: { scene_str: "510116_village" } },
    });
    await fake.push("unfollow", { openid });
    await fake.push("follow", { openid, scene: "510116_village" });
    expect(last().fields).toMatchObject({
      Event: "subscribe",
      EventKey: "qrscene_510116_village",
      Ticket: qr["ticket"],
    });
    expect(await fake.call(`/cgi-bin/user/info?openid=${openid}`)).toMatchObject({
      subscribe: 1,
      qr_scene_str: "510116_village",
    });
    await fake.push("unfollow", { openid });
    expect(await fake.call(`/cgi-bin/user/info?openid=${openid}`)).toEqual({ subscribe: 0, openid });
  });

  it("of a place chosen from the menu, and of pictures, is an event and then the message", async () => {
    await fake.push("location_select", { openid, key: "附近的班", place: PLACE });
    await fake.push("picture", { openid, key: "p", event: "pic_sysphoto", mediaId: "m1" });
    expect(webhook.received.map(({ fields }) => fields["Event"] ?? fields["MsgType"])).toEqual([
      "location_select",
      "location",
      "pic_sysphoto",
      "image",
    ]);
    expect(webhook.received[0]?.fields).toMatchObject({
      SendLocationInfo: { Label: "双流区", Location_X: "30.574800" },
    });
    expect(webhook.received[2]?.fields).toMatchObject({
      SendPicsInfo: { Count: "1", PicList: { item: [{ PicMd5Sum: expect.any(String) }] } },
    });
  });

  it("of a phone's place is moved to GCJ-02", async () => {
    await fake.push("location", { openid, place: { ...PLACE, datum: "wgs84" } });
    const moved = Number(last().fields["Location_Y"]) - PLACE.lng;
    expect(moved).toBeGreaterThan(0.001);
    expect(moved).toBeLessThan(0.01);
  });

  it("of choices about several templates is one event with a group for each", async () => {
    const choices = [
      { templateId: "a", result: "accept" },
      { templateId: "b", result: "reject" },
    ];
    await fake.push("subscribe_choice", { openid, choices });
    expect(last().fields).toMatchObject({
      SubscribeMsgPopupEvent: {
        List: [
          { TemplateId: "a", SubscribeStatusString: "accept" },
          { TemplateId: "b", SubscribeStatusString: "reject" },
        ],
      },
    });
  });

  it.each(["user_info_modified", "user_authorization_revoke", "user_authorization_cancellation"])(
    "of %s comes from the platform itself and names the person inside",
    async (event) => {
      const visitor = await fake.follower("one", "miniprogram");
      await fake.push("authorization", { openid: visitor, event, codes: [8, 13] });
      expect(last().fields).toMatchObject({
        Event: event,
        OpenID: visitor,
        AppID: miniprogram.appid,
        RevokeInfo: "8,13",
      });
      expect(last().fields["FromUserName"]).not.toBe(visitor);
    },
  );
});
