import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createLog } from "../../src/kit/log.ts";
import { createSealer } from "../../src/kit/sealed.ts";
import { createBudgets } from "../../src/wechat/budgets.ts";
import { createWechatClient, type WechatClient } from "../../src/wechat/client.ts";
import { createPostgresTokenStore } from "../../src/wechat/token-store-postgres.ts";
import { WechatFault } from "../../src/wechat/wechat-fault.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { startTinyPlatform, type TinyPlatform } from "../support/tiny-platform.ts";

const APPID = "wx0123456789abcdef";
const SECRET = "app-secret-of-the-test";
const OPENID = "oABC-def_1234567890123456789";
const TEMPLATE = "template_of_the_test_1";
const NOW = new Date("2026-03-01T04:00:00Z");
let now = NOW;
const CUSTOM = "/cgi-bin/message/custom/send";
const SUBSCRIBE = "/cgi-bin/message/subscribe/send";
const BIZ = "/cgi-bin/message/subscribe/bizsend";
const IPS = "/cgi-bin/getcallbackip";
const TOKEN = "/cgi-bin/stable_token";

let test: TestDatabase;
let platform: TinyPlatform;
let logged: string[] = [];

const clientAt = (baseUrl: string, deadlineMs = 10_000, limits?: Record<string, number>): WechatClient =>
  createWechatClient({
    appid: APPID,
    secret: SECRET,
    baseUrl,
    tokens: createPostgresTokenStore(test.db, createSealer("secret of this installation", "wechat_token")),
    budgets: createBudgets(test.db, limits),
    clock: { now: () => now },
    log: createLog("debug", { write: (line) => void logged.push(line) }),
    deadlineMs,
  });

const faultOf = async (call: Promise<unknown>): Promise<WechatFault> => {
  const error = await call.then(
    () => new Error("the call went well"),
    (reason: unknown) => reason,
  );
  if (error instanceof WechatFault) return error;
  throw error;
};

let client: WechatClient;
beforeAll(async () => {
  [test, platform] = await Promise.all([freshDatabase(), startTinyPlatform()]);
});
afterAll(async () => {
  await platform.stop();
  await test.drop();
});
beforeEach(async () => {
  platform.reset();
  logged = [];
  now = NOW;
  await test.db.prisma.wechatToken.deleteMany();
  await test.db.prisma.wechatBudget.deleteMany();
  client = clientAt(platform.url);
});
afterEach(() => {
  const log = logged.join("");
  for (const word of [SECRET, OPENID, "token-of-the-test", "悄悄话"]) expect(log).not.toContain(word);
});

const say = (text = "悄悄话", to = client) => to.sendCustom({ openid: OPENID, message: { kind: "text", text } });
const notice = { openid: OPENID, templateId: TEMPLATE, data: { thing1: "电焊班" } };

describe("a call", () => {
  it("carries the token, raw UTF-8 and what the platform calls its parts", async () => {
    await say();
    expect(platform.askedFor(CUSTOM)).toMatchObject([
      {
        method: "POST",
        query: { access_token: expect.stringContaining("token-of-the-test") },
        body: { touser: OPENID, msgtype: "text", text: { content: "悄悄话" } },
      },
    ]);
    expect(platform.askedFor(TOKEN)).toMatchObject([
      { method: "POST", query: {}, body: { grant_type: "client_credential", appid: APPID, secret: SECRET } },
    ]);
  });

  it("reads an answer without an errcode, and one with errcode 0, as success", async () => {
    platform.answer(CUSTOM, { json: {} }, { json: { errcode: 0, errmsg: "ok" } });
    await say();
    await say();
    expect(platform.askedFor(CUSTOM)).toHaveLength(2);
  });

  it("keeps every digit of a message id", async () => {
    platform.answer(BIZ, { status: 200, text: `{"errcode":0,"errmsg":"ok","msgid":2934598234759823475}` });
    expect(await client.sendBizSubscribe({ ...notice, clientMessageId: "c1" })).toEqual({
      messageId: "2934598234759823475",
    });
  });

  it("is refused before anything is sent when the platform would refuse it", async () => {
    const long = await faultOf(say("焊".repeat(683))); // 2,049 bytes
    expect(long).toMatchObject({ kind: "content", isOutcomeUnknown: false });
    expect(long.code).toBeUndefined();
    const thing = await faultOf(client.sendSubscribe({ ...notice, data: { thing1: "悄悄话".repeat(10) } }));
    expect(thing.message).toContain("thing1");
    expect(thing.message).not.toContain("悄悄话");
    await faultOf(client.urlLink({ query: "a".repeat(1_025), days: 3 }));
    await faultOf(client.urlLink({ days: 31 }));
    await faultOf(client.checkText({ text: "字".repeat(2_501), scene: "comment", openid: OPENID }));
    await faultOf(client.createQr({ scene: "有汉字" }));
    expect(platform.asked).toEqual([]);
    await say("焊".repeat(682));
  });
});

it("the API may be behind a gateway with a path of its own", async () => {
  platform.answer(`/wx${TOKEN}`, { json: { access_token: "token-of-the-test-x", expires_in: 7_200 } });
  platform.answer(`/wx${IPS}`, { json: { ip_list: [] } });
  expect(await clientAt(`${platform.url}/wx/`).callbackIps({})).toEqual([]);
});

describe("a fault of the platform", () => {
  it.each([
    ["an HTML page", { status: 200, text: "<html><title>502</title></html>" }],
    ["a status of 500", { status: 502, text: `{"errcode":0}` }],
    ["half an answer", { status: 200, text: `{"errcode":0,"errm` }],
    ["no object", { status: 200, text: `"ok"` }],
    ["more than 1 MB", { status: 200, text: `{"errmsg":"${"x".repeat(1_100_000)}"}` }],
    ["a closed connection", "drop" as const],
    ["silence", "hang" as const],
  ])("%s leaves unknown what became of a message, and it is not sent again", async (_what, answer) => {
    platform.answer(CUSTOM, answer);
    const impatient = clientAt(platform.url, 2_000);
    expect(await faultOf(say("悄悄话", impatient))).toMatchObject({ kind: "transient", isOutcomeUnknown: true });
    expect(platform.askedFor(CUSTOM)).toHaveLength(1);
  });

  it("that leaves the outcome unknown is tried again where the platform knows a repetition", async () => {
    platform.answer(BIZ, "drop", { json: { errcode: 0, msgid: 7 } });
    expect(await client.sendBizSubscribe({ ...notice, clientMessageId: "c1" })).toEqual({ messageId: "7" });
    const [first, second] = platform.askedFor(BIZ);
    expect(second?.body).toEqual(first?.body);
    platform.answer(BIZ, "drop");
    expect(await faultOf(client.sendBizSubscribe(notice))).toMatchObject({ isOutcomeUnknown: true });
    expect(platform.askedFor(BIZ)).toHaveLength(3);
  });

  it("-1 is tried again, also for a message, for the platform has said that it was not sent", async () => {
    platform.answer(SUBSCRIBE, { json: { errcode: -1, errmsg: "system error rid: 60aa" } }, { json: { errcode: 0 } });
    expect(await client.sendSubscribe(notice)).toEqual({ messageId: undefined });
    expect(platform.askedFor(SUBSCRIBE)).toHaveLength(2);
    platform.answer(SUBSCRIBE, { json: { errcode: -1 } });
    expect(await faultOf(client.sendSubscribe(notice))).toMatchObject({ code: -1, isOutcomeUnknown: false });
    expect(platform.askedFor(SUBSCRIBE)).toHaveLength(5);
  });

  it("keeps its code and request id, and is not tried again when it is final", async () => {
    platform.answer(CUSTOM, { json: { errcode: 45015, errmsg: "response out of time limit rid: 6f0a1b2c-0d1e2f3a" } });
    expect(await faultOf(say())).toMatchObject({ kind: "window", code: 45015, rid: "6f0a1b2c-0d1e2f3a", api: CUSTOM });
    expect(platform.askedFor(CUSTOM)).toHaveLength(1);
    expect(logged.join("")).toContain("6f0a1b2c-0d1e2f3a");
  });

  it("with a code nobody has listed raises an alert", async () => {
    platform.answer(CUSTOM, { json: { errcode: 99_999, errmsg: "new" } });
    expect(await faultOf(say())).toMatchObject({ kind: "content", code: 99_999 });
    expect(logged.map((line): { level: number } => JSON.parse(line))).toMatchObject([{ level: 50 }]);
  });

  it("of the account rests that API for half a minute, and no other", async () => {
    platform.answer(CUSTOM, { json: { errcode: 48001, errmsg: "api unauthorized" } });
    for (let tries = 0; tries < 3; tries++)
      expect(await faultOf(say())).toMatchObject({ kind: "account", code: 48001, api: CUSTOM });
    expect(platform.askedFor(CUSTOM)).toHaveLength(1);
    platform.answer(IPS, { json: { ip_list: [] } });
    await client.callbackIps({});
    platform.answer(CUSTOM, { json: { errcode: 0 } });
    now = new Date(NOW.getTime() + 30_000);
    await say();
  });

  it("with promised fields missing is no success", async () => {
    platform.answer("/wxa/generate_urllink", { json: { errcode: 0 } });
    expect((await faultOf(client.urlLink({ days: 1 }))).message).toContain("url_link");
  });
});

describe("a line that fails before the request is written", () => {
  it("leaves nothing unknown, and the call is made again", async () => {
    const gone = await startTinyPlatform();
    await gone.stop();
    await client.callbackIps({}).catch(() => undefined); // the token is there already
    expect(await faultOf(say("悄悄话", clientAt(gone.url)))).toMatchObject({
      kind: "transient",
      isOutcomeUnknown: false,
      hint: "ECONNREFUSED",
    });
    expect(logged.filter((line) => line.includes("ECONNREFUSED"))).toHaveLength(3);
  });

  it("is told from a late answer by the handshake that never ended", async () => {
    const silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = silent.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    await client.callbackIps({}).catch(() => undefined);
    const fault = await faultOf(say("悄悄话", clientAt(`https://127.0.0.1:${address.port}`, 100)));
    expect(fault).toMatchObject({ kind: "transient", isOutcomeUnknown: false, hint: "TimeoutError" });
    silent.close();
  });
});

describe("whoever asks", () => {
  it("may give up, before and while the platform answers", async () => {
    await client.callbackIps({}).catch(() => undefined);
    expect(await faultOf(client.callbackIps({}, AbortSignal.abort()))).toMatchObject({ kind: "transient" });
    platform.reset();
    platform.answer(IPS, "hang");
    const asker = new AbortController();
    const asking = faultOf(client.callbackIps({}, asker.signal));
    await vi.waitFor(() => expect(platform.askedFor(IPS)).toHaveLength(1), 10_000);
    asker.abort();
    expect(await asking).toMatchObject({ kind: "transient", isOutcomeUnknown: true });
  });
});

describe("the access token", () => {
  it("is renewed once when the platform refuses it, and the call is made again", async () => {
    platform.answer(CUSTOM, { json: { errcode: 40001, errmsg: "invalid credential" } }, { json: { errcode: 0 } });
    await say();
    const used = platform.askedFor(CUSTOM).map(({ query }) => query["access_token"]);
    expect(new Set(used).size).toBe(2);
    expect(platform.askedFor(TOKEN)).toHaveLength(2);
  });

  it.each([40001, 40014, 42001])("that is refused twice with %i ends the call", async (errcode) => {
    platform.answer(CUSTOM, { json: { errcode } });
    expect(await faultOf(say())).toMatchObject({ kind: "token", code: errcode });
    expect(platform.askedFor(CUSTOM)).toHaveLength(2);
  });

  it("is fetched once for a hundred calls at the same moment", async () => {
    await Promise.all(Array.from({ length: 100 }, () => say()));
    expect(platform.askedFor(CUSTOM)).toHaveLength(100);
    expect(platform.askedFor(TOKEN)).toHaveLength(1);
  });

  it("that cannot be had says why", async () => {
    platform.answer(TOKEN, { json: { errcode: 40164, errmsg: "invalid ip 203.0.113.9, not in whitelist rid: 60aa" } });
    expect(await faultOf(client.checkToken())).toMatchObject({ kind: "account", code: 40164, hint: "ip 203.0.113.9" });
    expect(platform.askedFor(TOKEN)).toHaveLength(1);
  });

  it("is not asked for by a call that brings its own secrets", async () => {
    platform.answer("/sns/jscode2session", { json: { openid: OPENID, session_key: "k", unionid: "u" } });
    expect(await client.codeToSession({ code: "0a1B2c" })).toEqual({ openid: OPENID });
    expect(platform.asked).toMatchObject([
      { method: "GET", query: { appid: APPID, secret: SECRET, js_code: "0a1B2c", grant_type: "authorization_code" } },
    ]);
  });
});

describe("the calls of a day", () => {
  it("that are used up are not made", async () => {
    const limited = clientAt(platform.url, 10_000, { [CUSTOM]: 1 });
    await say("一", limited);
    expect(await faultOf(say("二", limited))).toMatchObject({ kind: "quota_day", hint: "used up" });
    expect(platform.askedFor(CUSTOM)).toHaveLength(1);
  });

  it.each([45009, 44993])(
    "rest until midnight after %i, for this API only and for other processes too",
    async (errcode) => {
      platform.answer(CUSTOM, { json: { errcode, errmsg: "reach max api daily quota limit" } });
      expect(await faultOf(say())).toMatchObject({ kind: "quota_day", code: errcode });
      const otherProcess = clientAt(platform.url);
      expect(await faultOf(say("二", otherProcess))).toMatchObject({ kind: "quota_day", hint: "paused" });
      expect(platform.askedFor(CUSTOM)).toHaveLength(1);
      platform.answer(IPS, { json: { ip_list: ["127.0.0.1"] } });
      expect(await otherProcess.callbackIps({})).toEqual(["127.0.0.1"]);
      platform.answer(CUSTOM, { json: { errcode: 0 } });
      await client.clearQuota({});
      await say("三", otherProcess);
    },
  );
});

describe("a menu", () => {
  it("that does not exist is undefined", async () => {
    platform.answer("/cgi-bin/menu/get", { json: { errcode: 46003, errmsg: "menu no exist" } });
    expect(await client.getMenu({})).toBeUndefined();
  });

  it.each([
    ["four buttons", Array.from({ length: 4 }, (_, at) => ({ name: `${at}`, type: "click", key: "k" }))],
    [
      "six sub-buttons",
      [{ name: "a", sub_button: Array.from({ length: 6 }, () => ({ name: "b", type: "click", key: "k" })) }],
    ],
    ["a name of 18 bytes", [{ name: "六个汉字的名", type: "click", key: "k" }]],
    ["a key of 129 bytes", [{ name: "a", type: "click", key: "k".repeat(129) }]],
    ["an address of 1,025 bytes", [{ name: "a", type: "view", url: `https://x.cn/${"a".repeat(1_012)}` }]],
    ["a button that does nothing", [{ name: "a" }]],
  ])("of %s is not pushed", async (_what, button) => {
    // The compiler would refuse most of these; a file of the operator's may hold them all.
    const menu: Parameters<WechatClient["createMenu"]>[0] = JSON.parse(JSON.stringify({ button }));
    expect(await faultOf(client.createMenu(menu))).toMatchObject({ kind: "content" });
    expect(platform.asked).toEqual([]);
  });
});

describe("a picture", () => {
  it("goes as a form with the bytes as they are", async () => {
    platform.answer("/cgi-bin/media/upload", { json: { type: "image", media_id: "m-1", created_at: 1 } });
    const bytes = new Uint8Array(Buffer.from("png bytes"));
    expect(await client.uploadImage({ type: "image/png", bytes })).toEqual({ mediaId: "m-1" });
    const [asked] = platform.askedFor("/cgi-bin/media/upload");
    expect(asked).toMatchObject({
      query: { type: "image" },
      contentType: expect.stringContaining("multipart/form-data; boundary="),
    });
    expect(asked?.body).toMatch(
      /name="media"; filename="image\.png"\r\ncontent-type: image\/png\r\n\r\npng bytes\r\n--/,
    );
  });
});
