import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Route } from "../../src/http/route.ts";
import { newId } from "../../src/kit/ids.ts";
import { CONSENT_VERSIONS } from "../../src/people/consent.ts";
import { DEMO_PASSWORD } from "../support/app.ts";
import { aCourse } from "../support/factories.ts";
import { aLearner } from "../support/learners.ts";
import { type MiniProgramHouse, NOTICE_TEMPLATE, type Phone, startMiniProgram } from "../support/mini-program.ts";
import { aVisitor } from "../support/site-visitor.ts";

let app: MiniProgramHouse;
let mine: Phone;
/** Ids of what belongs to `mine`, by the names of path parameters. */
let ids: Record<string, string>;
let courseId: string;
let myId: string;
const MARK = "只有我知道的地方";

const Made = z.object({ id: z.string() });
/** All that is stored about me, without when I was last seen. */
async function storedAboutMe() {
  const { sessions = [], ...rest } = (await app.house.people.ownData(myId)) ?? {};
  return { ...rest, sessions: sessions.length };
}

beforeAll(async () => {
  app = await startMiniProgram();
  courseId = (await aCourse(app.database.db)).id;
  mine = await aLearner(app, "profile", "location", "phone");
  const place = Made.parse((await mine.call("POST", "/v1/me/places", { label: MARK, divisionCode: "510116" })).body);
  const wish = { occupations: ["6-18-02-04"], q: MARK };
  const search = Made.parse((await mine.call("POST", "/v1/me/saved-searches", wish)).body);
  await mine.call("PUT", `/v1/me/favourites/${courseId}`);
  await mine.call("PUT", "/v1/me/profile", { divisionCode: "511002", groups: ["veteran"], birthYear: 1977 });
  const { code } = z.object({ code: z.string() }).parse(await app.lever("/phone-code", { phone: "13812345678" }));
  await mine.call("PUT", "/v1/me/phone", { code });
  await mine.call("POST", "/v1/me/subscribe-credits", {
    reports: [{ templateId: NOTICE_TEMPLATE, result: "accept" }],
  });
  await mine.call("POST", "/v1/me/chat", { text: "双流有没有电焊班" });
  const inbox = newId(app.now());
  myId = (await app.database.db.prisma.person.findFirstOrThrow({ where: { places: { some: {} } } })).id;
  await app.database.db.prisma.inboxMessage.create({
    data: {
      id: inbox,
      personId: myId,
      deliveryId: newId(app.now()),
      reply: { parts: [{ kind: "text", text: MARK }], quickReplies: [] },
      createdAt: app.now(),
    },
  });
  ids = { placeId: place.id, searchId: search.id, courseId, purpose: "profile", inbox };
});
afterAll(() => app.stop());

const learnerRoutes = (): Route[] => app.routes.filter(({ access }) => access.kind === "learner");
const officeRoutes = (): Route[] => app.routes.filter(({ access }) => !["public", "learner"].includes(access.kind));
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const filled = (path: string): string => path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? newId(app.now()));

/** A body that the route accepts, pointing at what is mine wherever it can. */
const bodyFor = ({ path, example }: Route): unknown => {
  if (path === "/v1/me/inbox/seen") return { ids: [ids["inbox"]] };
  return path === "/v1/me/consents/:purpose" ? { isGiven: false, version: CONSENT_VERSIONS.profile } : example;
};

describe("everything below /v1/me", () => {
  it("is for learners, and all that is for learners is there", () => {
    const below = app.routes.filter(({ path }) => path === "/v1/me" || path.startsWith("/v1/me/"));
    expect(below.filter(({ access }) => access.kind !== "learner").map(nameOf)).toEqual([]);
    const elsewhere = learnerRoutes().filter((route) => !below.includes(route));
    expect(elsewhere.map(nameOf).sort()).toEqual([
      "DELETE /v1/miniprogram/session",
      "POST /v1/miniprogram/sessions/rotate",
    ]);
    expect(below.length).toBeGreaterThan(20);
  });

  it("is closed to strangers, to staff, to reviewers and to programs", async () => {
    const keepers = [];
    for (const account of ["jigou-demo", "shenhe-demo"]) {
      const visitor = aVisitor(app.url);
      await visitor.submit("/console/sign-in", { account, password: DEMO_PASSWORD });
      keepers.push({
        cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        "sec-fetch-site": "same-origin",
      });
    }
    for (const route of learnerRoutes()) {
      const call = (headers: Record<string, string>) =>
        app.call(route.method, filled(route.path), {
          headers,
          ...(route.body !== undefined && { body: bodyFor(route) }),
        });
      expect((await call({})).status, nameOf(route)).toBe(401);
      for (const headers of keepers) expect((await call(headers)).status, nameOf(route)).toBe(403);
      expect((await call({ authorization: `Bearer jt_01234567_${"a".repeat(43)}` })).status, nameOf(route)).toBe(401);
    }
  });

  it("of one person is neither read nor changed by another, whatever ids they send", async () => {
    const before = await storedAboutMe();
    expect(JSON.stringify(before)).toContain(MARK);
    for (const route of learnerRoutes()) {
      const other = await aLearner(app, "profile", "location", "phone");
      const body = route.body === undefined ? undefined : bodyFor(route);
      const answer = await other.call(route.method, filled(route.path), body);
      const shown = JSON.stringify(answer.body ?? null);
      for (const secret of [MARK, ids["placeId"], ids["searchId"], ids["inbox"], "138****5678", "511002", "1977"])
        expect(shown, nameOf(route)).not.toContain(secret);
      expect(answer.status, `${nameOf(route)} ${shown}`).toBeLessThan(500);
      expect(await storedAboutMe(), nameOf(route)).toEqual(before);
    }
  });
});

describe("a learner's token", () => {
  it("opens nothing that is for staff, reviewers or programs", async () => {
    expect(officeRoutes().length).toBeGreaterThan(10);
    for (const route of officeRoutes()) {
      const answer = await mine.call(
        route.method,
        filled(route.path),
        route.body === undefined ? undefined : (route.example ?? {}),
      );
      expect(answer.status, nameOf(route)).toBe(403);
    }
  });

  it("opens no page of the console", async () => {
    const headers = { authorization: `Bearer ${mine.token}`, accept: "text/html" };
    const response = await fetch(`${app.url}/console/complaints`, { headers, redirect: "manual" });
    expect(response.status).toBe(403);
  });

  it("has limits of its own, which another person at the same address does not use up", async () => {
    const [first, second] = [await app.signIn("limits of one"), await app.signIn("limits of another")];
    const statuses = [];
    for (let each = 0; each < 6; each++) statuses.push((await first.call("GET", "/v1/me/export")).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await second.call("GET", "/v1/me/export")).status).toBe(200);
  });
});
