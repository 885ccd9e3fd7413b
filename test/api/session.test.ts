import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStaffService } from "../../src/institutions/staff-service.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { DEMO_PASSWORD, startEdge, type TestApp } from "../support/app.ts";
import { aVisitor, type Visitor } from "../support/site-visitor.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startEdge();
});
afterAll(() => app.stop());

const SIGN_IN = "/console/sign-in";
const signIn = async (account = "jigou-demo", at: TestApp = app): Promise<Visitor> => {
  const visitor = aVisitor(at.url);
  await visitor.submit(SIGN_IN, { account, password: DEMO_PASSWORD });
  return visitor;
};

describe("signing in", () => {
  it("leads back to the page that was asked for", async () => {
    const visitor = aVisitor(app.url);
    const asked = await visitor.get("/console/courses/new");
    expect(asked).toMatchObject({ status: 302, location: `${SIGN_IN}?next=%2Fconsole%2Fcourses%2Fnew` });
    const done = await visitor.submit(SIGN_IN, {
      account: "jigou-demo",
      password: DEMO_PASSWORD,
      next: "/console/courses/new",
    });
    expect(done).toMatchObject({ status: 303, location: "/console/courses/new" });
    expect((await visitor.get("/console/courses/new")).status).toBe(200);
  });

  it.each(["https://evil.example/console", "//evil.example", "/console/../x", "/", "javascript:alert(1)"])(
    "never leads to %s",
    async (next) => {
      const done = await aVisitor(app.url).submit(SIGN_IN, { account: "jigou-demo", password: DEMO_PASSWORD, next });
      expect(done.location).toBe("/console");
    },
  );

  it("sets a cookie that scripts and other sites cannot use", async () => {
    const visitor = await signIn();
    expect(visitor.setCookies).toHaveLength(1);
    expect(visitor.setCookies[0]).toMatch(/^jiangtu_session=[\w-]{43}; path=\/; samesite=lax; httponly$/i);
  });

  it("in production names it __Host- and wants https", async () => {
    const production = await startEdge({ profile: "production" });
    const visitor = await signIn("jigou-demo", production);
    expect(visitor.setCookies[0]).toMatch(/^__Host-jiangtu=[\w-]{43}; path=\/; samesite=lax; secure; httponly$/i);
    expect((await visitor.get("/console")).status).toBe(200);
    const { headers } = await fetch(`${production.url}/livez`);
    expect(headers.get("strict-transport-security")).toContain("max-age=31536000");
    await production.stop();
  });

  it("gives a new token each time", async () => {
    const [first, second] = [await signIn(), await signIn()];
    expect(first.cookies.get("jiangtu_session")).not.toBe(second.cookies.get("jiangtu_session"));
  });

  it("says the same for a wrong password and an unknown account, and keeps the account name", async () => {
    const visitor = aVisitor(app.url);
    const wrong = await visitor.submit(SIGN_IN, { account: "jigou-demo", password: "not-the-password" });
    const unknown = await visitor.submit(SIGN_IN, { account: "nobody", password: "not-the-password" });
    for (const answer of [wrong, unknown]) {
      expect(answer.status).toBe(401);
      expect(answer.text).toContain("账号或密码不对");
    }
    expect(wrong.text).toContain('value="jigou-demo"');
    expect(visitor.cookies.size).toBe(0);
    expect(app.logText()).not.toContain("not-the-password");
  });

  it("slows down guessing at one account", async () => {
    const other = await startEdge();
    const visitor = aVisitor(other.url);
    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess++)
      statuses.push((await visitor.submit(SIGN_IN, { account: "jigou-demo", password: `guess-${guess}` })).status);
    expect(statuses.slice(0, 10)).toEqual(new Array(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429]);
    expect((await visitor.submit(SIGN_IN, { account: "shenhe-demo", password: DEMO_PASSWORD })).status).toBe(303);
    await other.stop();
  }, 60_000);
});

/** A browser that is signed in already, without the wait for a password. */
const signedIn = async (account: string): Promise<Visitor> => {
  const visitor = aVisitor(app.url);
  const signed = await app.staff.signIn(account, DEMO_PASSWORD, systemClock.now());
  visitor.cookies.set("jiangtu_session", signed?.token ?? "");
  return visitor;
};

describe("signing out", () => {
  it("ends the session on the server, not only in the browser", async () => {
    const visitor = await signedIn("jigou-demo");
    const token = visitor.cookies.get("jiangtu_session") ?? "";
    expect(await visitor.submit("/console/sign-out", {})).toMatchObject({ status: 303, location: SIGN_IN });
    expect(visitor.cookies.size).toBe(0);
    visitor.cookies.set("jiangtu_session", token);
    expect((await visitor.get("/console")).location).toContain(SIGN_IN);
  });
});

describe("a request from another site", () => {
  it.each([
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
    [{ origin: "https://evil.example" }],
    [{ origin: "null" }],
    [{}],
  ])("with %j cannot use a person's session", async (headers) => {
    const visitor = await signedIn("jigou-demo");
    const answer = await visitor.submit("/console/sign-out", {}, headers);
    expect(answer.status).toBe(403);
    expect((await visitor.get("/console")).status).toBe(200);
  });

  it("cannot use it through the API either", async () => {
    const visitor = await signedIn("shenhe-demo");
    const response = await fetch(`${app.url}/v1/courses/0197a000-0000-7000-8000-000000000000/approve`, {
      method: "POST",
      headers: { cookie: `jiangtu_session=${visitor.cookies.get("jiangtu_session")}`, origin: "https://evil.example" },
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: "cross_site" });
  });

  it("an older browser that sends only Origin is served", async () => {
    const visitor = await signedIn("jigou-demo");
    expect((await visitor.submit("/console/sign-out", {}, { origin: app.url })).status).toBe(303);
  });
});

describe("an API key", () => {
  it("opens its own institution and no other", async () => {
    const staff = createStaffService(app.database.db);
    const visitor = await signedIn("jigou-demo");
    const actor = await staff.actorOfSession(visitor.cookies.get("jiangtu_session") ?? "", systemClock.now());
    if (actor?.kind !== "staff") throw new Error("jigou-demo is staff");
    const { key } = await staff.createApiKey(actor, actor.institutionId, "测试", systemClock.now());
    const list = (institutionId: string, bearer: string) =>
      fetch(`${app.url}/v1/institutions/${institutionId}/courses`, { headers: { authorization: `Bearer ${bearer}` } });
    expect((await list(actor.institutionId, key)).status).toBe(200);
    expect((await list("0197a000-0000-7000-8000-000000000000", key)).status).toBe(403);
    const invalid = await list(actor.institutionId, `${key.slice(0, -1)}_`);
    expect(invalid.status).toBe(401);
    expect(invalid.headers.get("www-authenticate")).toBe("Bearer");
    expect((await fetch(`${app.url}/v1/institutions/${actor.institutionId}/courses`)).status).toBe(401);
    expect(app.logText()).not.toContain(key);
  });
});
