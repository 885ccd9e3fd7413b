import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  fakeAccounts,
  handClock,
  type Platform,
  startPlatform,
  startWebhook,
  type Webhook,
} from "../support/fake-wechat.ts";

const { miniprogram } = fakeAccounts;

let clock: ReturnType<typeof handClock>;
let webhook: Webhook;
let fake: Platform;
beforeEach(async () => {
  clock = handClock("2026-03-02T02:00:00Z");
  webhook = await startWebhook();
  fake = await startPlatform(webhook.url, clock);
});
afterEach(async () => {
  await fake.stop();
  await webhook.stop();
});

const session = (code: unknown, change: Record<string, string> = {}) => {
  const query = { appid: miniprogram.appid, secret: miniprogram.secret, grant_type: "authorization_code", ...change };
  return fake.request(`/sns/jscode2session?${new URLSearchParams({ ...query, js_code: String(code) })}`);
};
const call = (path: string, body: unknown) => fake.call(path, body, "miniprogram");

describe("code2Session of the local platform", () => {
  it("gives a person the same openid each time, and no secret but the session key", async () => {
    const one = await fake.lever("login", { visitor: "one" });
    const two = await fake.lever("login", { visitor: "one" });
    const opened = await session(one["code"]);
    expect(opened).toEqual({ openid: one["openid"], session_key: expect.stringMatching(/^[A-Za-z0-9+/]{22}==$/) });
    expect((await session(two["code"]))["openid"]).toBe(one["openid"]);
    expect(one["openid"]).not.toBe(await fake.follower("one"));
  });

  it("takes a code once, within five minutes", async () => {
    const { code } = await fake.lever("login", { visitor: "one" });
    await session(code);
    expect((await session(code))["errcode"]).toBe(40163);
    const late = await fake.lever("login", { visitor: "one" });
    clock.pass(300_000);
    expect((await session(late["code"]))["errcode"]).toBe(40029);
    expect((await session("made-up"))["errcode"]).toBe(40029);
  });

  it.each([
    [{ appid: "wx0000000000000000" }, 40013],
    [{ secret: "wrong" }, 40125],
    [{ grant_type: "client_credential" }, 40002],
  ])("refuses %o with %i", async (change, code) => {
    const login = await fake.lever("login", { visitor: "one" });
    expect((await session(login["code"], change))["errcode"]).toBe(code);
  });

  it("refuses a person of high risk", async () => {
    const { code } = await fake.lever("login", { visitor: "one", isHighRisk: true });
    expect((await session(code))["errcode"]).toBe(40226);
  });
});

describe("getuserphonenumber", () => {
  it("takes a code once, within five minutes", async () => {
    const { code } = await fake.lever("phone-code", { phone: "13800001234" });
    const path = "/wxa/business/getuserphonenumber";
    expect(await call(path, { code })).toMatchObject({
      phone_info: { phoneNumber: "13800001234", countryCode: "86", watermark: { appid: miniprogram.appid } },
    });
    expect((await call(path, { code }))["errcode"]).toBe(40163);
    const late = await fake.lever("phone-code", { phone: "13800001234" });
    clock.pass(300_000);
    expect((await call(path, late))["errcode"]).toBe(40029);
  });
});

describe("links into the mini-program", () => {
  const PAGE = { path: "pages/course/course", query: "id=1&scene=<b>" };

  it("lead to a page that says what they would open", async () => {
    const answer = await call("/wxa/generate_urllink", { ...PAGE, expire_type: 1, expire_interval: 30 });
    const page = await (await fetch(String(answer["url_link"]))).text();
    expect(page).toContain("pages/course/course");
    expect(page).toContain("本地模拟（非微信）");
    expect(page).not.toContain("<b>");
    const scheme = await call("/wxa/generatescheme", { jump_wxa: PAGE });
    expect((await fetch(String(scheme["openlink"]))).status).toBe(200);
  });

  it.each([
    [{ path: "/pages/course" }, 40165],
    [{ path: "pages/course?id=1" }, 40165],
    [{ query: "a".repeat(1025) }, 40212],
    [{ expire_type: 1, expire_interval: 31 }, 85401],
    [{ expire_type: 0, expire_time: 1_772_416_801 }, 85401],
    [{ env_version: "beta" }, 85402],
  ])("are refused for %o with %i", async (change, code) => {
    expect((await call("/wxa/generate_urllink", change))["errcode"]).toBe(code);
  });

  it("are not made before the mini-program is released", async () => {
    await fake.lever("settings", { isReleased: false });
    expect((await call("/wxa/generate_urllink", {}))["errcode"]).toBe(85079);
  });
});

describe("content safety", () => {
  const check = async (change: object = {}) => {
    const { openid } = await fake.lever("login", { visitor: "one" });
    return call("/wxa/msg_sec_check", { version: 2, scene: 2, openid, content: "请问什么时候开班", ...change });
  };

  it.each([
    ["请问什么时候开班", "pass", 100],
    ["加微信返现，日赚千元", "risky", 10001],
    ["稳赚不赔", "risky", 20008],
    ["我们有内部渠道", "review", 21000],
  ])("finds %s %s", async (content, suggest, label) => {
    expect(await check({ content })).toMatchObject({
      errcode: 0,
      trace_id: expect.any(String),
      result: { suggest, label },
      detail: [{ suggest, label }],
    });
  });

  it.each([
    [{ scene: 9 }, 40129],
    [{ openid: "oNobody" }, 43104],
    [{ content: "字".repeat(2501) }, 45002],
    [{ version: 1 }, 40097],
  ])("refuses %o with %i", async (change, code) => {
    expect((await check(change))["errcode"]).toBe(code);
  });

  it("is for people who used the mini-program in the last two hours", async () => {
    const { openid } = await fake.lever("login", { visitor: "one" });
    clock.pass(2 * 3_600_000);
    const answer = await call("/wxa/msg_sec_check", { version: 2, scene: 2, openid, content: "你好" });
    expect(answer["errcode"]).toBe(61010);
  });

  it.each([
    ["http://127.0.0.1/fine.png", "0", { suggest: "pass", label: "100" }],
    ["http://127.0.0.1/risky.png", "0", { suggest: "risky", label: "20002" }],
    ["http://127.0.0.1/gone.png", "-1008", {}],
  ])("of a picture is told by an event: %s", async (media_url, errcode, result) => {
    const { openid } = await fake.lever("login", { visitor: "one" });
    const request = { media_url, media_type: 2, version: 2, scene: 1, openid };
    const answer = await call("/wxa/media_check_async", request);
    await fake.lever("settle");
    expect(webhook.received.at(-1)?.fields).toMatchObject({
      Event: "wxa_media_check",
      appid: miniprogram.appid,
      trace_id: answer["trace_id"],
      errcode,
      result,
    });
    expect((await call("/wxa/media_check_async", request))["errcode"]).toBe(87020);
  });
});

describe("the account's menu", () => {
  const create = async (button: unknown) => (await fake.call("/cgi-bin/menu/create", { button }))["errcode"];
  const click = (name: string, key = "k") => ({ type: "click", name, key });
  const view = (url: string) => ({ type: "view", name: "看", url });

  it("is kept as it was sent, and deleted", async () => {
    expect((await fake.call("/cgi-bin/menu/get"))["errcode"]).toBe(46003);
    const button = [{ name: "找培训", sub_button: [click("附近的班"), view("http://127.0.0.1/")] }, click("我的")];
    expect(await create(button)).toBe(0);
    expect(await fake.call("/cgi-bin/menu/get")).toEqual({ menu: { button } });
    expect((await fake.call("/cgi-bin/menu/delete"))["errcode"]).toBe(0);
    expect((await fake.call("/cgi-bin/menu/get"))["errcode"]).toBe(46003);
  });

  it.each<[string, unknown, number]>([
    ["four buttons", [1, 2, 3, 4].map((n) => click(`${n}`)), 40016],
    ["no button", [], 40016],
    ["an unknown type", [{ ...click("一"), type: "open" }], 40017],
    ["a type every object has", [{ ...click("一"), type: "constructor" }], 40017],
    ["a name of 17 bytes", [click("12345678901234567")], 40018],
    ["a key of 129 bytes", [click("一", "k".repeat(129))], 40019],
    ["no key", [{ type: "click", name: "一" }], 40019],
    ["an address of 1,025 bytes", [view(`http://127.0.0.1/${"a".repeat(1008)}`)], 40020],
    ["another protocol", [view("javascript:alert(1)")], 40054],
    ["six sub-buttons", [{ name: "一", sub_button: [1, 2, 3, 4, 5, 6].map((n) => click(`${n}`)) }], 40023],
    ["an unknown type below", [{ name: "一", sub_button: [{ ...click("二"), type: "open" }] }], 40024],
    ["a name of 61 bytes below", [{ name: "一", sub_button: [click("a".repeat(61))] }], 40025],
    ["a long key below", [{ name: "一", sub_button: [click("二", "k".repeat(129))] }], 40026],
    ["no address below", [{ name: "一", sub_button: [{ type: "view", name: "二" }] }], 40027],
    ["another protocol below", [{ name: "一", sub_button: [view("ftp://127.0.0.1/")] }], 40055],
  ])("is refused with %s", async (_what, button, code) => expect(await create(button)).toBe(code));

  it("is refused when Chinese was sent as \\u escapes", async () => {
    const token = await fake.tokenOf("official");
    const body = String.raw`{"button":[{"type":"click","name":"\u6211\u7684","key":"k"}]}`;
    const answer = await fetch(`${fake.url}/cgi-bin/menu/create?access_token=${token}`, { method: "POST", body });
    expect(await answer.json()).toMatchObject({ errcode: 40033 });
  });
});

describe("the account's other APIs", () => {
  it("make QR codes that end, and refuse those without a scene", async () => {
    const make = (body: object) => fake.call("/cgi-bin/qrcode/create", body);
    const scene = { scene_str: "510116_village" };
    expect(await make({ action_name: "QR_STR_SCENE", expire_seconds: 600, action_info: { scene } })).toMatchObject({
      ticket: expect.any(String),
      expire_seconds: 600,
      url: `${fake.url}/?scene=510116_village`,
    });
    expect((await make({ action_name: "QR_SCENE", action_info: { scene } }))["errcode"]).toBe(40053);
    expect(
      (await make({ action_name: "QR_STR_SCENE", expire_seconds: 2_592_001, action_info: { scene } }))["errcode"],
    ).toBe(40053);
  });

  it("tell the callback's addresses and check it", async () => {
    expect(await fake.call("/cgi-bin/getcallbackip")).toEqual({ ip_list: ["127.0.0.1"] });
    expect(await fake.call("/cgi-bin/callback/check", { action: "all", check_operator: "DEFAULT" })).toMatchObject({
      dns: [{ ip: "127.0.0.1" }],
      ping: [{ package_loss: "0%" }],
    });
  });
});
