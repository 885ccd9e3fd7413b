import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handClock, type Platform, startPlatform } from "../support/fake-wechat.ts";

let fake: Platform;
beforeAll(async () => {
  fake = await startPlatform("http://127.0.0.1:9/wechat/callback", handClock("2026-03-02T02:00:00Z"));
});
afterAll(() => fake.stop());

/** With headers that fetch would not let us set. */
const ask = (method: string, path: string, headers: Record<string, string>, body = ""): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port: fake.port, method, path, headers }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode ?? 0));
    });
    asked.once("error", reject);
    asked.end(body);
  });
const own = (): string => `127.0.0.1:${fake.port}`;

describe("who may speak with the local platform", () => {
  it.each(["/", "/__fake/state", "/cgi-bin/getcallbackip", "/visitor/cities", "/page/page.js"])(
    "nobody by another host name: %s",
    async (path) => {
      expect(await ask("GET", path, { host: own() })).toBe(200);
      for (const host of ["attacker.example", `attacker.example:${fake.port}`, "127.0.0.1:1", "127.0.0.1"])
        expect(await ask("GET", path, { host })).toBe(403);
      expect(await ask("GET", path, { host: `localhost:${fake.port}` })).toBe(200);
    },
  );

  it.each(["/__fake/reset", "/__fake/push/text", "/visitor/acts", "/cgi-bin/stable_token"])(
    "no page of another origin may post: %s",
    async (path) => {
      const post = (headers: Record<string, string>) => ask("POST", path, { host: own(), ...headers }, "{}");
      for (const origin of ["http://attacker.example", "http://127.0.0.1:3000", "null"])
        expect(await post({ origin })).toBe(403);
      for (const site of ["cross-site", "same-site"]) expect(await post({ "sec-fetch-site": site })).toBe(403);
      expect(await post({ origin: `http://${own()}`, "sec-fetch-site": "same-origin" })).not.toBe(403);
      expect(await post({})).not.toBe(403);
    },
  );

  it("no page of another origin may read", async () => {
    expect(await ask("GET", "/__fake/state", { host: own(), origin: "http://attacker.example" })).toBe(403);
  });

  it("its page runs only its own scripts and is framed by nobody", async () => {
    const { headers } = await fetch(fake.url);
    expect(headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("content-security-policy")).not.toContain("unsafe");
  });

  it("bodies that are too big are refused", async () => {
    const big = JSON.stringify({ path: `/${"a".repeat(70_000)}` });
    expect(await ask("POST", "/__fake/fault", { host: own() }, big)).toBe(400);
    const token = await fake.tokenOf("official");
    const menu = JSON.stringify({ button: [{ name: "a".repeat(300_000) }] });
    const answer = await fetch(`${fake.url}/cgi-bin/menu/create?access_token=${token}`, { method: "POST", body: menu });
    expect(await answer.json()).toMatchObject({ errcode: 45002 });
  });

  it("a browser without its key, and levers that do not exist, are refused", async () => {
    expect((await fetch(`${fake.url}/visitor/feed?visitor=short`)).status).toBe(400);
    expect((await fetch(`${fake.url}/visitor/acts`, { method: "POST", body: "{}" })).status).toBe(400);
    expect((await fetch(`${fake.url}/__fake/none`)).status).toBe(404);
    expect((await fetch(`${fake.url}/__fake/fault`, { method: "POST", body: '{"path":"/a"}' })).status).toBe(400);
  });
});
