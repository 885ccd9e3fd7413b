import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  MINIPROGRAM_LONG_TERM_TEMPLATE,
  MINIPROGRAM_NOTICE_TEMPLATE,
  OFFICIAL_NOTICE_TEMPLATE,
} from "../../src/wechat/fake/templates.ts";
import { handClock, type Platform, startPlatform, startWebhook, type Webhook } from "../support/fake-wechat.ts";

const TEMPLATE = "/cgi-bin/message/template/send";
const BIZSEND = "/cgi-bin/message/subscribe/bizsend";
const SUBSCRIBE = "/cgi-bin/message/subscribe/send";

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

const DATA = {
  thing1: { value: "电工（五级）培训班" },
  thing2: { value: "示例培训学校" },
  date3: { value: "2026年3月9日" },
  thing4: { value: "成都市双流区" },
  thing5: { value: "您订阅的课程有新班了" },
};
const message = (touser: string, template_id: string, more: object = {}) => ({
  touser,
  template_id,
  data: DATA,
  ...more,
});
const eventsNamed = (name: string) => webhook.received.filter(({ fields }) => fields["Event"] === name);

describe("a template message", () => {
  const send = (touser: string, more: object = {}) =>
    fake.call(TEMPLATE, message(touser, OFFICIAL_NOTICE_TEMPLATE, more));

  it("arrives as a card, and its result as an event", async () => {
    const openid = await fake.follower("one");
    const answer = await send(openid, { url: "http://127.0.0.1:3000/courses/1" });
    expect(answer).toMatchObject({ errcode: 0, msgid: expect.any(Number) });
    expect((await fake.transcript(openid)).at(-1)).toMatchObject({
      kind: "template",
      title: "培训开班通知",
      url: "http://127.0.0.1:3000/courses/1",
      rows: [{ name: "课程名称", value: "电工（五级）培训班" }, {}, {}, {}, {}],
    });
    await fake.lever("settle");
    expect(eventsNamed("TEMPLATESENDJOBFINISH")[0]?.fields).toMatchObject({
      MsgID: String(answer["msgid"]),
      Status: "success",
      FromUserName: openid,
    });
  });

  it("to a person who refuses messages is accepted, and fails by its event", async () => {
    const openid = await fake.follower("one");
    await fake.lever("refusing", { openid, isRefusing: true });
    expect(await send(openid)).toMatchObject({ errcode: 0 });
    await fake.lever("settle");
    expect(eventsNamed("TEMPLATESENDJOBFINISH")[0]?.fields["Status"]).toBe("failed:user block");
    expect(await fake.transcript(openid)).toEqual([]);
  });

  it("with the same client_msg_id is sent once within ten minutes", async () => {
    const openid = await fake.follower("one");
    const once = { client_msg_id: "notice-1" };
    const first = await send(openid, once);
    expect(await send(openid, once)).toEqual(first);
    expect(await fake.transcript(openid)).toHaveLength(1);
    clock.pass(600_000);
    expect((await send(openid, once))["msgid"]).not.toBe(first["msgid"]);
    expect(await fake.transcript(openid)).toHaveLength(2);
  });

  it.each([
    ["nobody", { touser: "oNobody" }, 40003],
    ["an unknown template", { template_id: "none" }, 40037],
    ["a template of the other account", { template_id: MINIPROGRAM_NOTICE_TEMPLATE }, 40037],
    ["a missing keyword", { data: { ...DATA, thing5: undefined } }, 47003],
    ["an unknown keyword", { data: { ...DATA, thing9: { value: "多余" } } }, 47003],
    ["a value that is too long", { data: { ...DATA, thing1: { value: "字".repeat(21) } } }, 47003],
    ["a line break", { data: { ...DATA, thing1: { value: "上\n下" } } }, 47003],
    ["marketing", { data: { ...DATA, thing5: { value: "限时优惠，快来报名" } } }, 40249],
    ["a sensitive word", { data: { ...DATA, thing5: { value: "稳赚不赔" } } }, 45168],
    ["a long address", { url: `http://127.0.0.1/${"a".repeat(1024)}` }, 40039],
    ["another mini-program", { miniprogram: { appid: "wx0", pagepath: "p" } }, 40013],
  ])("is refused for %s", async (_what, change, code) => {
    const openid = await fake.follower("one");
    expect((await send(openid, change))["errcode"]).toBe(code);
    expect(await fake.transcript(openid)).toEqual([]);
  });

  it("goes to followers only, from a verified account only, and so often a day only", async () => {
    const openid = await fake.follower("one");
    await fake.push("unfollow", { openid });
    expect((await send(openid))["errcode"]).toBe(43004);
    await fake.push("follow", { openid });
    await fake.lever("settings", { isVerified: false });
    expect((await send(openid))["errcode"]).toBe(48001);
    await fake.lever("settings", { isVerified: true });
    await fake.lever("limits", { path: TEMPLATE, daily: 3 });
    expect([(await send(openid))["errcode"], (await send(openid))["errcode"]]).toEqual([0, 45009]);
  });
});

describe.each([
  ["订阅通知 of the 服务号", BIZSEND, "official", OFFICIAL_NOTICE_TEMPLATE],
  ["a subscribe message of the mini-program", SUBSCRIBE, "miniprogram", MINIPROGRAM_NOTICE_TEMPLATE],
] as const)("%s", (_what, path, account, templateId) => {
  const send = (touser: string, more: object = {}) =>
    fake.call(path, message(touser, templateId, { miniprogram_state: "formal", lang: "zh_CN", ...more }), account);
  const choose = (openid: string, result: string) =>
    fake.push("subscribe_choice", { openid, choices: [{ templateId, result }] });

  it("is one for each acceptance, which an event tells", async () => {
    const openid = await fake.follower("one", account);
    expect((await send(openid))["errcode"]).toBe(43101);
    await choose(openid, "accept");
    await choose(openid, "accept");
    expect(eventsNamed("subscribe_msg_popup_event")[0]?.fields).toMatchObject({
      SubscribeMsgPopupEvent: { List: [{ TemplateId: templateId, SubscribeStatusString: "accept", PopupScene: "1" }] },
    });
    const codes = [await send(openid), await send(openid), await send(openid)].map(({ errcode }) => errcode);
    expect(codes).toEqual([0, 0, 43101]);
    await fake.lever("settle");
    expect(eventsNamed("subscribe_msg_sent_event")[0]?.fields).toMatchObject({
      SubscribeMsgSentEvent: { List: [{ TemplateId: templateId, ErrorCode: "0", ErrorStatus: "success" }] },
    });
  });

  it("is not sent because of a refusal, nor while it is switched off in the settings", async () => {
    const openid = await fake.follower("one", account);
    await choose(openid, "reject");
    expect((await send(openid))["errcode"]).toBe(43101);
    await choose(openid, "accept");
    await fake.push("subscribe_change", { openid, choices: [{ templateId, result: "reject" }] });
    expect(eventsNamed("subscribe_msg_change_event")).toHaveLength(1);
    expect((await send(openid))["errcode"]).toBe(43101);
  });

  it("keeps its credit when the content is refused", async () => {
    const openid = await fake.follower("one", account);
    await choose(openid, "accept");
    expect((await send(openid, { data: {} }))["errcode"]).toBe(47003);
    expect((await send(openid))["errcode"]).toBe(0);
  });

  it("goes one at a time to a person: 43108 for the second, and not to somebody else", async () => {
    const [one, two] = [await fake.follower("one", account), await fake.follower("two", account)];
    for (const openid of [one, two]) await fake.lever("credit", { openid, templateId, count: 5 });
    await fake.tokenOf(account);
    await fake.lever("fault", { path, delay: 400 });
    const first = send(one);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect((await send(one))["errcode"]).toBe(43108);
    expect((await send(two))["errcode"]).toBe(0);
    expect((await first)["errcode"]).toBe(0);
    expect((await send(one))["errcode"]).toBe(0);
  });

  it("dropped on the way back was sent: the credit is gone", async () => {
    const openid = await fake.follower("one", account);
    await choose(openid, "accept");
    await fake.lever("fault", { path, drop: true });
    await expect(send(openid)).rejects.toThrow();
    expect((await send(openid))["errcode"]).toBe(43101);
    expect((await fake.transcript(openid)).filter(({ kind }) => kind === "template")).toHaveLength(1);
  });
});

describe("a long-term subscription", () => {
  it("is accepted once and used as often as need be", async () => {
    const openid = await fake.follower("one", "miniprogram");
    const choices = [{ templateId: MINIPROGRAM_LONG_TERM_TEMPLATE, result: "accept" }];
    await fake.push("subscribe_choice", { openid, choices });
    for (let sent = 0; sent < 3; sent += 1) {
      const answer = await fake.call(SUBSCRIBE, message(openid, MINIPROGRAM_LONG_TERM_TEMPLATE), "miniprogram");
      expect(answer["errcode"]).toBe(0);
    }
  });
});

describe("the template list", () => {
  it("is each account's own, with types and content", async () => {
    const { data } = await fake.call("/wxaapi/newtmpl/gettemplate", undefined, "miniprogram");
    expect(data).toMatchObject([
      { priTmplId: MINIPROGRAM_NOTICE_TEMPLATE, type: 2, content: expect.stringContaining("{{thing1.DATA}}") },
      { priTmplId: MINIPROGRAM_LONG_TERM_TEMPLATE, type: 3 },
    ]);
  });
});
