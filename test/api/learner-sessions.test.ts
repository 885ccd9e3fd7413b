import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createSealer } from "../../src/kit/sealed.ts";
import { type MiniProgramHouse, type Phone, startMiniProgram } from "../support/mini-program.ts";

let app: MiniProgramHouse;
beforeAll(async () => {
  app = await startMiniProgram();
});
afterAll(() => app.stop());
afterEach(() => app.lever("/reset", {}));

const SESSIONS = "/v1/miniprogram/sessions";
const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const signInWith = (code: string) => app.call("POST", SESSIONS, { body: { code } });
const statusOf = async (phone: Phone): Promise<number> => (await phone.call("GET", "/v1/me/profile")).status;
const rotated = async (phone: Phone): Promise<Phone> =>
  app.phone(z.object({ token: z.string() }).parse((await phone.call("POST", `${SESSIONS}/rotate`)).body).token);

describe("signing in to the mini-program", () => {
  it("gives a token for a code, and says who is new", async () => {
    const { code } = await app.loginCode("liu");
    const { status, body } = await signInWith(code);
    expect(status).toBe(201);
    expect(body).toEqual({
      token: expect.stringMatching(/^jl_[\w-]{43}$/),
      expiresAt: expect.any(String),
      isNew: true,
    });
    expect((await app.signIn("liu")).isNew).toBe(false);
  });

  it("keeps neither the token nor the openid in plain, in any row or line of the log", async () => {
    const { code, openid } = await app.loginCode("zhao");
    const { body } = await signInWith(code);
    const { token } = z.object({ token: z.string() }).parse(body);
    const { prisma } = app.database.db;
    const rows = JSON.stringify([
      await prisma.person.findMany(),
      await prisma.wechatAddress.findMany(),
      await prisma.learnerSession.findMany(),
    ]);
    for (const secret of [token, openid, code]) {
      expect(rows).not.toContain(secret);
      expect(app.logText()).not.toContain(secret);
    }
    const sealer = createSealer("a-secret-for-tests-of-32-characters", "openid");
    const openids = (await prisma.wechatAddress.findMany()).map(({ openidSealed }) => sealer.open(openidSealed));
    expect(openids).toContain(openid);
  });

  it("refuses a code that was used, one that is too old and one that WeChat never gave, and says what to do", async () => {
    const used = await app.loginCode("qian");
    await signInWith(used.code);
    const old = await app.loginCode("qian");
    await app.lever("/clock", { advanceMs: 301_000 });
    for (const code of [used.code, old.code, "never-given"]) {
      const { status, body } = await signInWith(code);
      expect(status).toBe(422);
      expect(body).toMatchObject({ detail: expect.stringContaining("请再点一次") });
    }
    expect((await signInWith("bad code!")).status).toBe(422);
  });

  it("turns away whom WeChat calls a high risk, with another way to go", async () => {
    const { code } = await app.loginCode("risky", true);
    expect(await signInWith(code)).toMatchObject({ status: 403, body: { detail: expect.stringContaining("网页版") } });
  });

  it.each([
    ["does not answer in time", { delay: 4_000 }],
    ["answers with an error", { errcode: -1 }],
    ["answers with a page", { html: true }],
    ["closes the connection", { drop: true }],
    ["takes our secret for wrong", { errcode: 40125, times: 1 }],
  ])("is a passing trouble, not ours and not the person's, when WeChat %s", async (_what, fault) => {
    const { code } = await app.loginCode("sun");
    await app.lever("/fault", { path: "/sns/jscode2session", times: 9, ...fault });
    const { status, body } = await signInWith(code);
    expect(status).toBe(503);
    expect(body).toMatchObject({ detail: expect.stringContaining("稍等") });
    expect(JSON.stringify(body)).not.toMatch(/secret|40125|appid/i);
    app.wait(31_000); // after a fault of the account the API is left alone for half a minute
  });

  it("of many sign-ins of one person at once makes one person, of whom one is told to be new", async () => {
    const codes = await Promise.all(Array.from({ length: 8 }, () => app.loginCode("together")));
    const answers = await Promise.all(codes.map(({ code }) => signInWith(code)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(answers.filter(({ body }) => z.object({ isNew: z.boolean() }).parse(body).isNew)).toHaveLength(1);
    const exported = await (await app.signIn("together")).call("GET", "/v1/me/export");
    expect(z.object({ sessions: z.array(z.unknown()) }).parse(exported.body).sessions).toHaveLength(5);
  });

  it("of a person who deletes themselves at the same moment leaves a whole person or none", async () => {
    for (let round = 0; round < 5; round++) {
      const phone = await app.signIn(`back-and-forth-${round}`);
      const { code } = await app.loginCode(`back-and-forth-${round}`);
      const [signedIn] = await Promise.all([signInWith(code), phone.call("DELETE", "/v1/me")]);
      expect(signedIn.status).toBe(201);
      const next = app.phone(z.object({ token: z.string() }).parse(signedIn.body).token);
      expect([200, 401]).toContain(await statusOf(next));
    }
    const orphans = await app.database.db.sql.query(
      "SELECT 1 FROM learner_session s LEFT JOIN person p ON p.id = s.person_id WHERE p.id IS NULL",
    );
    expect(orphans.rows).toEqual([]);
  });
});

describe("a token", () => {
  it("is good for 30 days", async () => {
    const phone = await app.signIn("thirty");
    app.wait(30 * DAY - 5 * SECOND);
    expect(await statusOf(phone)).toBe(200);
    app.wait(5 * SECOND);
    expect(await phone.call("GET", "/v1/me/profile")).toMatchObject({
      status: 401,
      body: { code: "session_expired", detail: expect.stringContaining("重新打开小程序") },
    });
  });

  it("after a rotation is good for a minute more, then its use ends the session", async () => {
    const phone = await app.signIn("rotating");
    const next = await rotated(phone);
    expect(await statusOf(phone)).toBe(200);
    app.wait(55 * SECOND);
    expect(await statusOf(phone)).toBe(200);
    app.wait(10 * SECOND);
    expect(await statusOf(next)).toBe(200);
    expect(await statusOf(phone)).toBe(401);
    expect(await statusOf(next)).toBe(401);
  });

  it("rotated many times at once is exchanged once; nobody else is signed out by it", async () => {
    const phone = await app.signIn("rotate-at-once");
    const answers = await Promise.all(Array.from({ length: 8 }, () => phone.call("POST", `${SESSIONS}/rotate`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    const winner = answers.find(({ status }) => status === 200);
    const next = app.phone(z.object({ token: z.string() }).parse(winner?.body).token);
    expect(await statusOf(next)).toBe(200);
    expect(await statusOf(await rotated(next))).toBe(200);
  });

  it("is worth nothing after signing out, on this phone or on all", async () => {
    const [first, second, third] = [await app.signIn("out"), await app.signIn("out"), await app.signIn("out")];
    expect((await first.call("DELETE", "/v1/miniprogram/session")).status).toBe(204);
    expect([await statusOf(first), await statusOf(second)]).toEqual([401, 200]);
    expect((await second.call("DELETE", "/v1/me/sessions")).status).toBe(204);
    expect([await statusOf(second), await statusOf(third)]).toEqual([401, 401]);
  });

  it("of the sixth phone takes the place of the oldest", async () => {
    const phones: Phone[] = [];
    for (let each = 0; each < 6; each++) {
      phones.push(await app.signIn("six phones"));
      app.wait(SECOND);
    }
    expect(await Promise.all(phones.map(statusOf))).toEqual([401, 200, 200, 200, 200, 200]);
  });

  it.each(["", "Bearer", "Bearer jl_short", "Bearer jl_%", `Bearer jl_${"A".repeat(43)}`, "Basic amw6", "jl_x"])(
    "that is none of ours is refused: %s",
    async (authorization) => {
      const headers = { ...(authorization !== "" && { authorization }) };
      expect((await app.call("GET", "/v1/me/profile", { headers })).status).toBe(401);
    },
  );
});

describe("without a mini-program set up", () => {
  it("signing in says so, and everything else runs", async () => {
    const bare = await startMiniProgram({ isSetUp: false });
    expect(await bare.call("POST", SESSIONS, { body: { code: "any" } })).toMatchObject({
      status: 503,
      body: { detail: expect.stringContaining("还没有接通") },
    });
    expect((await bare.call("GET", "/v1/shortage-lists")).status).toBe(200);
    await bare.stop();
  });
});
