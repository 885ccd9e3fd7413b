import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  fakeAccounts,
  handClock,
  type Platform,
  startPlatform,
  startWebhook,
  type Webhook,
} from "../support/fake-wechat.ts";

const SEND = "/cgi-bin/message/custom/send";
const TYPING = "/cgi-bin/message/custom/typing";
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let clock: ReturnType<typeof handClock>;
let webhook: Webhook;
let fake: Platform;
let openid: string;
beforeEach(async () => {
  clock = handClock("2026-03-02T02:00:00Z");
  webhook = await startWebhook();
  fake = await startPlatform(webhook.url, clock);
  openid = await fake.follower("one");
});
afterEach(async () => {
  await fake.stop();
  await webhook.stop();
});

const text = (content: string) => ({ msgtype: "text", text: { content } });
const codeOf = async (message: object, account: "official" | "miniprogram" = "official") =>
  (await fake.call(SEND, { touser: openid, ...message }, account))["errcode"];
const codesOf = async (count: number) => {
  const codes: unknown[] = [];
  for (let sent = 0; sent < count; sent += 1) codes.push(await codeOf(text("你好")));
  return codes;
};

async function upload(bytes: Buffer, type = "image"): Promise<Record<string, unknown>> {
  const form = new FormData();
  form.set("media", new Blob([new Uint8Array(bytes)]), "picture.png");
  const token = await fake.tokenOf("official");
  const answer = await fetch(`${fake.url}/cgi-bin/media/upload?access_token=${token}&type=${type}`, {
    method: "POST",
    body: form,
  });
  return Object(await answer.json());
}

describe("a customer-service message", () => {
  it("goes five times within 48 hours of what a person wrote, then 45047, and 45015 when the time is over", async () => {
    await fake.push("text", { openid, text: "你好" });
    expect(await codesOf(6)).toEqual([0, 0, 0, 0, 0, 45047]);
    await fake.push("text", { openid, text: "在吗" });
    clock.pass(48 * 3_600_000 - 1);
    expect(await codesOf(1)).toEqual([0]);
    clock.pass(1);
    expect(await codesOf(1)).toEqual([45015]);
  });

  it.each([
    ["a menu tap", "click", { key: "k" }],
    ["a code scanned from the menu", "scancode_waitmsg", { key: "k", result: "r" }],
    ["a QR code", "scan", { scene: "510116_village" }],
  ])("goes three times within a minute of %s", async (_what, kind, body) => {
    await fake.push(kind, { openid, ...body });
    expect(await codesOf(4)).toEqual([0, 0, 0, 45047]);
    await fake.push(kind, { openid, ...body });
    clock.pass(60_000);
    expect(await codesOf(1)).toEqual([45015]);
  });

  it("goes three times within a minute of following, and to nobody who does not follow", async () => {
    await fake.push("unfollow", { openid });
    expect(await codesOf(1)).toEqual([50005]);
    await fake.push("follow", { openid });
    expect(await codesOf(4)).toEqual([0, 0, 0, 45047]);
  });

  it("is not possible because of a VIEW, a place report or nothing at all", async () => {
    expect(await codesOf(1)).toEqual([45015]);
    await fake.push("view", { openid, url: "http://127.0.0.1/" });
    await fake.push("location_report", { openid, place: { lat: 30.6, lng: 104.1 } });
    expect(await codesOf(1)).toEqual([45015]);
  });

  it("has each trigger replace what was left, not add to it", async () => {
    await fake.push("text", { openid, text: "你好" });
    expect(await codesOf(1)).toEqual([0]);
    await fake.push("click", { openid, key: "k" });
    expect(await codesOf(4)).toEqual([0, 0, 0, 45047]);
    await fake.push("text", { openid, text: "你好" });
    expect(await codesOf(6)).toEqual([0, 0, 0, 0, 0, 45047]);
  });

  it("counts bytes, not characters: 2,048 and no more", async () => {
    await fake.push("text", { openid, text: "你好" });
    expect(await codeOf(text(`${"字".repeat(682)}ab`))).toBe(0);
    expect(await codeOf(text("字".repeat(683)))).toBe(45002);
    expect(await codeOf(text(""))).toBe(44004);
  });

  it("does not use up the window when it is refused", async () => {
    await fake.push("text", { openid, text: "你好" });
    expect(await codeOf(text("字".repeat(700)))).toBe(45002);
    expect(await codesOf(6)).toEqual([0, 0, 0, 0, 0, 45047]);
  });

  it.each([
    ["an unknown openid", { touser: "oNobody" }, 40003],
    ["an unknown type", { msgtype: "mpnews" }, 40008],
    ["two articles", { msgtype: "news", news: { articles: [{ title: "a" }, { title: "b" }] } }, 45008],
    ["a picture that was not uploaded", { msgtype: "image", image: { media_id: "none" } }, 40007],
    ["a part that is missing", { msgtype: "msgmenu", msgmenu: { head_content: "?" } }, 40097],
    [
      "a mini-program that is not bound",
      { msgtype: "miniprogrampage", miniprogrampage: { title: "t", appid: "wx0", pagepath: "p", thumb_media_id: "m" } },
      40013,
    ],
  ])("is refused for %s", async (_what, change, code) => {
    await fake.push("text", { openid, text: "你好" });
    expect(await codeOf({ ...text("好"), ...change })).toBe(code);
  });

  it("is refused to an account without 认证, and to a person who refuses messages", async () => {
    await fake.push("text", { openid, text: "你好" });
    await fake.lever("settings", { isVerified: false });
    expect(await codesOf(1)).toEqual([48001]);
    await fake.lever("settings", { isVerified: true });
    await fake.lever("refusing", { openid, isRefusing: true });
    expect(await codesOf(1)).toEqual([48002]);
  });

  it("shows what was sent, of every kind, in the transcript", async () => {
    await fake.push("text", { openid, text: "你好" });
    const { media_id: id } = await upload(PNG);
    const appid = fakeAccounts.miniprogram.appid;
    const card = { title: "电工班", appid, pagepath: "pages/course?id=1", thumb_media_id: id };
    const messages = [
      { ...text("好"), aimsgcontext: { is_ai_msg: 1 } },
      { msgtype: "image", image: { media_id: id } },
      {
        msgtype: "news",
        news: { articles: [{ title: "课程", description: "五级", url: "http://127.0.0.1/", picurl: "" }] },
      },
      {
        msgtype: "msgmenu",
        msgmenu: { head_content: "有用吗", list: [{ id: 101, content: "有用" }], tail_content: "谢谢" },
      },
      { msgtype: "miniprogrampage", miniprogrampage: card },
    ];
    for (const message of messages) expect(await codeOf(message)).toBe(0);
    const shown = (await fake.transcript(openid)).filter(({ side }) => side === "account");
    expect(shown).toMatchObject([
      { kind: "text", text: "好", isAi: true },
      { kind: "image", url: `/media/${id}` },
      { kind: "news", articles: [{ title: "课程", description: "五级", url: "http://127.0.0.1/" }] },
      { kind: "msgmenu", head: "有用吗", items: [{ id: "101", content: "有用" }], tail: "谢谢" },
      { kind: "miniprogram", title: "电工班", appid, pagepath: "pages/course?id=1" },
    ]);
  });

  it("of the mini-program goes five times after a message and two after entering, and has fewer kinds", async () => {
    openid = await fake.follower("one", "miniprogram");
    expect(await codeOf(text("好"), "miniprogram")).toBe(45015);
    await fake.push("enter_session", { openid });
    const codes = [];
    for (let sent = 0; sent < 3; sent += 1) codes.push(await codeOf(text("好"), "miniprogram"));
    expect(codes).toEqual([0, 0, 45047]);
    await fake.push("text", { openid, text: "你好" });
    expect(await codeOf({ msgtype: "news", news: { articles: [{ title: "a" }] } }, "miniprogram")).toBe(40008);
    expect(await codeOf({ msgtype: "link", link: { title: "t", url: "http://127.0.0.1/" } }, "miniprogram")).toBe(0);
  });

  it("whose connection is dropped was sent and counted all the same", async () => {
    await fake.push("text", { openid, text: "你好" });
    await fake.lever("fault", { path: SEND, drop: true });
    await expect(codeOf(text("寄出了吗"))).rejects.toThrow();
    expect((await fake.transcript(openid)).at(-1)).toMatchObject({ side: "account", text: "寄出了吗" });
    expect(await codesOf(5)).toEqual([0, 0, 0, 0, 45047]);
  });
});

describe("typing", () => {
  const typing = async (command = "Typing") => (await fake.call(TYPING, { touser: openid, command }))["errcode"];

  it("is shown within 30 seconds of an exchange, for 15 seconds, and not twice", async () => {
    expect(await typing()).toBe(45080);
    await fake.push("text", { openid, text: "你好" });
    expect(await typing()).toBe(0);
    expect(await typing()).toBe(45081);
    clock.pass(15_000);
    expect(await typing()).toBe(0);
    expect(await typing("CancelTyping")).toBe(0);
    expect(await typing()).toBe(0);
    clock.pass(31_000);
    expect(await typing()).toBe(45080);
  });
});

describe("media", () => {
  it("is kept for three days and given back as it was", async () => {
    const { media_id: id } = await upload(PNG);
    const get = async () =>
      fetch(`${fake.url}/cgi-bin/media/get?access_token=${await fake.tokenOf("official")}&media_id=${id}`);
    expect(Buffer.from(await (await get()).arrayBuffer()).equals(PNG)).toBe(true);
    clock.pass(3 * 86_400_000);
    expect(await (await get()).json()).toMatchObject({ errcode: 40007 });
  });

  it("is refused when it is no picture, too big, of another kind, or not there", async () => {
    expect((await upload(Buffer.from("no picture")))["errcode"]).toBe(40005);
    expect((await upload(Buffer.concat([PNG, Buffer.alloc(64 * 1024)]), "thumb"))["errcode"]).toBe(40009);
    expect((await upload(PNG, "video"))["errcode"]).toBe(40004);
    expect((await upload(Buffer.alloc(0)))["errcode"]).toBe(41005);
  });
});
