import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  fakeAccounts,
  handClock,
  type Platform,
  type Received,
  startPlatform,
  startWebhook,
  type Webhook,
} from "../support/fake-wechat.ts";

const { miniprogram } = fakeAccounts;

let webhook: Webhook;
let fake: Platform;
let openid: string;
beforeEach(async () => {
  webhook = await startWebhook();
  fake = await startPlatform(webhook.url, handClock("2026-03-02T02:00:00Z"));
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
