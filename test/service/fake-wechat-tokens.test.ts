import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";
import { startFakeWechat } from "../../src/wechat/fake/fake-wechat.ts";
import { fakeAccounts, handClock, type Platform, startPlatform } from "../support/fake-wechat.ts";

const NOBODY = "http://127.0.0.1:9/wechat/callback";
const { official } = fakeAccounts;
const credentials = { grant_type: "client_credential", appid: official.appid, secret: official.secret };

let clock: ReturnType<typeof handClock>;
let fake: Platform;
beforeEach(async () => {
  clock = handClock("2026-03-02T02:00:00Z");
  fake = await startPlatform(NOBODY, clock);
});
afterEach(() => fake.stop());

const stable = (more: object = {}) => fake.request("/cgi-bin/stable_token", { ...credentials, ...more });
const legacy = () =>
  fake.request(`/cgi-bin/token?grant_type=client_credential&appid=${official.appid}&secret=${official.secret}`);
/** The code an API answers a token with. */
const codeFor = async (token: unknown) =>
  (await fake.request(`/cgi-bin/getcallbackip?access_token=${token}`))["errcode"];

describe("the local platform's stable_token", () => {
  it("is the same for repeated calls, with the time that remains", async () => {
    const first = await stable();
    expect(first["expires_in"]).toBe(7200);
    clock.pass(1_000_000);
    expect(await stable()).toEqual({ access_token: first["access_token"], expires_in: 6200 });
  });

  it("is replaced five minutes before its end, and both are good meanwhile", async () => {
    const first = await stable();
    clock.pass(6_900_000);
    const second = await stable();
    expect(second["access_token"]).not.toBe(first["access_token"]);
    expect([await codeFor(first["access_token"]), await codeFor(second["access_token"])]).toEqual([
      undefined,
      undefined,
    ]);
    clock.pass(300_000);
    expect([await codeFor(first["access_token"]), await codeFor(second["access_token"])]).toEqual([42001, undefined]);
  });

  it("by force ends the one before at once, not twice within 30 seconds and not more than 20 times a day", async () => {
    const first = await stable();
    const forced = await stable({ force_refresh: true });
    expect(await codeFor(first["access_token"])).toBe(40001);
    expect(await codeFor(forced["access_token"])).toBeUndefined();
    expect((await stable({ force_refresh: true }))["errcode"]).toBe(45011);
    for (let count = 1; count < 20; count += 1) {
      clock.pass(30_000);
      expect((await stable({ force_refresh: true }))["errcode"]).toBeUndefined();
    }
    clock.pass(30_000);
    expect((await stable({ force_refresh: true }))["errcode"]).toBe(45009);
  });

  it("is kept apart from the older call, of which each ends the one before after five minutes", async () => {
    const own = await stable();
    const one = await legacy();
    const two = await legacy();
    expect(await codeFor(one["access_token"])).toBeUndefined();
    clock.pass(300_000);
    expect([await codeFor(one["access_token"]), await codeFor(two["access_token"])]).toEqual([42001, undefined]);
    expect(await codeFor(own["access_token"])).toBeUndefined();
  });

  it.each([
    [{ grant_type: "other" }, 40002],
    [{ appid: undefined }, 41002],
    [{ secret: undefined }, 41004],
    [{ appid: "wx0000000000000000" }, 40013],
    [{ secret: "wrong" }, 40125],
  ])("refuses %o with %i, HTTP 200 and a rid", async (change, code) => {
    const answer = await stable(change);
    expect(answer["errcode"]).toBe(code);
    expect(answer["errmsg"]).toMatch(/ rid: \S{10,}$/);
  });

  it("is asked by POST, from an address on the whitelist, with a secret that is not frozen", async () => {
    expect((await fake.request("/cgi-bin/stable_token"))["errcode"]).toBe(43002);
    await fake.lever("settings", { isIpAllowed: false });
    expect((await stable())["errcode"]).toBe(40164);
    await fake.lever("settings", { isIpAllowed: true, isSecretFrozen: true });
    expect((await stable())["errcode"]).toBe(40243);
  });
});

describe("every API of the local platform", () => {
  it("wants a token that is there, known and not withdrawn", async () => {
    expect((await fake.request("/cgi-bin/getcallbackip"))["errcode"]).toBe(41001);
    expect(await codeFor("short")).toBe(40014);
    expect(await codeFor("x".repeat(40))).toBe(40001);
    const { access_token: token } = await stable();
    await fake.lever("tokens/kill");
    expect(await codeFor(token)).toBe(40001);
    expect((await stable())["access_token"]).not.toBe(token);
  });

  it("is one account's only where it is", async () => {
    expect((await fake.call("/cgi-bin/menu/get", undefined, "miniprogram"))["errcode"]).toBe(48001);
    expect((await fake.call("/wxa/generate_urllink", {}, "official"))["errcode"]).toBe(48001);
  });

  it("says so when there is no such path, the method is wrong, or the body is no JSON", async () => {
    expect((await fake.call("/cgi-bin/nothing"))["errcode"]).toBe(40066);
    expect((await fake.call("/cgi-bin/menu/create"))["errcode"]).toBe(43002);
    expect((await fake.call("/cgi-bin/menu/get", {}))["errcode"]).toBe(43001);
    const token = await fake.tokenOf("official");
    const broken = await fetch(`${fake.url}/cgi-bin/menu/create?access_token=${token}`, { method: "POST", body: "{" });
    expect(await broken.json()).toMatchObject({ errcode: 47001 });
  });

  it("is counted by day: 45009 at the cap, until midnight in China or until the quota is cleared", async () => {
    await fake.lever("limits", { path: "/cgi-bin/getcallbackip", daily: 2 });
    const ask = async () => (await fake.call("/cgi-bin/getcallbackip"))["errcode"];
    expect([await ask(), await ask(), await ask()]).toEqual([undefined, undefined, 45009]);
    const quota = await fake.call("/cgi-bin/openapi/quota/get", { cgi_path: "/cgi-bin/getcallbackip" });
    expect(quota["quota"]).toEqual({ daily_limit: 2, used: 2, remain: 0 });
    expect((await fake.call("/cgi-bin/openapi/quota/get", { cgi_path: "/cgi-bin/none" }))["errcode"]).toBe(76021);
    expect((await fake.call("/cgi-bin/clear_quota", { appid: official.appid }))["errcode"]).toBe(0);
    expect(await ask()).toBeUndefined();
    expect([await ask(), await ask()]).toEqual([undefined, 45009]);
    clock.pass(14 * 3_600_000); // 10:00 in China → midnight
    expect(await ask()).toBeUndefined();
  });

  it("lets the quota be cleared ten times a month", async () => {
    const clear = async () => (await fake.call("/cgi-bin/clear_quota", { appid: official.appid }))["errcode"];
    for (let count = 0; count < 10; count += 1) expect(await clear()).toBe(0);
    expect(await clear()).toBe(48006);
    clock.pass(31 * 86_400_000);
    expect(await clear()).toBe(0);
  });

  it("is limited by the second and the minute where its page says so", async () => {
    const token = await fake.tokenOf("miniprogram");
    const link = async () => (await fake.request(`/wxa/generate_urllink?access_token=${token}`, {}))["errcode"];
    const codes = await Promise.all(Array.from({ length: 101 }, link));
    expect(codes.filter((code) => code === 44990)).toHaveLength(1);
    clock.pass(1_000);
    expect(await link()).toBe(0);
  });
});

describe("an injected fault", () => {
  it.each([
    ["a code", { errcode: 45011 }, 200, /"errcode":45011/],
    ["HTTP 500", { http500: true }, 500, /^$/],
    ["a page in place of JSON", { html: true }, 200, /<html>/],
  ])("is %s, as often as told, then over", async (_what, fault, status, body) => {
    await fake.lever("fault", { path: "/cgi-bin/getcallbackip", times: 2, ...fault });
    const token = await fake.tokenOf("official");
    for (let count = 0; count < 2; count += 1) {
      const answer = await fetch(`${fake.url}/cgi-bin/getcallbackip?access_token=${token}`);
      expect(answer.status).toBe(status);
      expect(await answer.text()).toMatch(body);
    }
    expect(await codeFor(token)).toBeUndefined();
  });

  it("may be a delay between the work and its answer", async () => {
    await fake.lever("fault", { path: "/cgi-bin/getcallbackip", delay: 300 });
    const token = await fake.tokenOf("official");
    const startedAt = performance.now();
    expect(await codeFor(token)).toBeUndefined();
    expect(performance.now() - startedAt).toBeGreaterThan(290);
  });
});

describe("the local platform as a program", () => {
  it("does not start in production, nor where other machines could reach it", async () => {
    const parts = {
      host: "127.0.0.1",
      port: 0,
      accounts: fakeAccounts,
      webhookUrl: () => NOBODY,
      mode: "aes" as const,
      profile: "demo" as const,
      clock: fixedClock(new Date("2026-03-02T02:00:00Z")),
      log: createLog("silent"),
    };
    await expect(startFakeWechat({ ...parts, profile: "production" })).rejects.toThrow(/production/);
    await expect(startFakeWechat({ ...parts, host: "0.0.0.0" })).rejects.toThrow(/loopback/);
  });

  it("gives out the same names when it does the same again", async () => {
    const again = await startPlatform(NOBODY, handClock("2026-03-02T02:00:00Z"));
    expect(await again.tokenOf("official")).toBe(await fake.tokenOf("official"));
    expect(await again.follower("one")).toBe(await fake.follower("one"));
    await again.stop();
  });

  it("shows its state without secrets, tokens and keys", async () => {
    const token = await fake.tokenOf("official");
    await fake.follower("one");
    const text = JSON.stringify(await fake.request("/__fake/state"));
    for (const secret of [token, official.secret, official.token, official.aesKey, fakeAccounts.miniprogram.secret])
      expect(text).not.toContain(secret);
    expect(text).toContain('"isFollowing":true');
  });

  it("makes followers by the thousand for load tests", async () => {
    const { openids } = await fake.lever("followers", { prefix: "load", count: 5_000 });
    expect(new Set(Object.values(Object(openids))).size).toBe(5_000);
    expect(await fake.call(`/cgi-bin/user/info?openid=${Object(openids)[4_999]}`)).toMatchObject({ subscribe: 1 });
  });

  it("forgets people, faults and tokens on reset", async () => {
    const token = await fake.tokenOf("official");
    await fake.follower("one");
    await fake.lever("fault", { path: "/cgi-bin/getcallbackip", http500: true });
    await fake.lever("settings", { isVerified: false });
    await fake.lever("reset");
    const state = await fake.request("/__fake/state");
    expect(state["people"]).toEqual([]);
    expect(state["settings"]).toMatchObject({ isVerified: true, attempts: 3, timeoutMs: 5_000 });
    expect(await codeFor(token)).toBe(40001);
  });
});
