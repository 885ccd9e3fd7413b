import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { DEMO_PASSWORD } from "../support/app.ts";
import { type MiniProgramHouse, startMiniProgram } from "../support/mini-program.ts";
import { aVisitor } from "../support/site-visitor.ts";

let app: MiniProgramHouse;
let reviewer: Record<string, string>;
let staff: Record<string, string>;
beforeAll(async () => {
  app = await startMiniProgram();
  [staff, reviewer] = [await signedIn("jigou-demo"), await signedIn("shenhe-demo")];
});
afterAll(() => app.stop());

async function signedIn(account: string): Promise<Record<string, string>> {
  const visitor = aVisitor(app.url);
  await visitor.submit("/console/sign-in", { account, password: DEMO_PASSWORD });
  return {
    cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    "sec-fetch-site": "same-origin",
  };
}

const Link = z.object({ sceneId: z.string(), url: z.string(), ticket: z.string().nullable() });
const make = (body: object, headers = reviewer) => app.call("POST", "/v1/links", { body, headers });
const Scenes = z.object({
  items: z.array(z.object({ id: z.string(), people: z.number().nullable(), said: z.string(), channel: z.string() })),
});
const sceneOf = async (id: string) =>
  Scenes.parse((await app.call("GET", "/v1/scenes", { headers: reviewer })).body).items.find((each) => each.id === id);

describe("links and codes that bring people", () => {
  it("lead into the mini-program and name where they hang", async () => {
    const answer = await make({
      kind: "url_link",
      path: "pages/search/search",
      divisionCode: "510116",
      channel: "社区公告栏",
    });
    expect(answer.status).toBe(201);
    const { sceneId, url } = Link.parse(answer.body);
    expect(url).toContain(app.platform.url);
    expect(await (await fetch(url)).text()).toContain(sceneId);
    expect(await app.database.db.prisma.qrScene.findUnique({ where: { id: sceneId } })).toMatchObject({
      divisionCode: "510116",
      channel: "社区公告栏",
    });
    const [made] = await app.database.db.prisma.audit.findMany({ where: { subjectId: sceneId } });
    expect(made).toMatchObject({ action: "create", actor: expect.stringMatching(/^staff:/) });
  });

  it("are made as QR codes of the official account too, by an institution too", async () => {
    const { status, body } = await make({ kind: "qr", channel: "招聘会" }, staff);
    expect(status).toBe(201);
    expect(Link.parse(body).ticket).not.toBeNull();
    expect(body).toMatchObject({ expiresAt: null });
  });

  it("are refused for a county that is none, a path with a query and a nameless place", async () => {
    for (const wrong of [
      { kind: "qr", channel: "招聘会", divisionCode: "999999" },
      { kind: "url_link", channel: "招聘会", path: "pages/a?b=1" },
      { kind: "url_link", channel: " " },
    ])
      expect((await make(wrong)).status, JSON.stringify(wrong)).toBe(422);
  });

  it("leave no row behind when WeChat does not make them", async () => {
    const before = await app.database.db.prisma.qrScene.count();
    await app.lever("/fault", { path: "/wxa/generate_urllink", times: 1, errcode: 85079 });
    expect((await make({ kind: "url_link", channel: "招聘会" })).status).toBe(503);
    await app.lever("/reset", {});
    expect(await app.database.db.prisma.qrScene.count()).toBe(before);
    app.wait(31_000); // after a fault of the account the API is left alone for half a minute
  });

  it("are counted by the people who came first by them, without saying who, and not below three", async () => {
    const { sceneId } = Link.parse((await make({ kind: "url_link", channel: "学校" })).body);
    const { sceneId: other } = Link.parse((await make({ kind: "url_link", channel: "车站" })).body);
    for (const visitor of ["scene a", "scene b"]) await app.signIn(visitor, sceneId);
    expect(await sceneOf(sceneId)).toMatchObject({ people: null, said: "少于 3 人", channel: "学校" });
    await app.signIn("scene c", sceneId);
    await app.signIn("scene a", other);
    await app.signIn("scene d", "nobody-made-this");
    expect(await sceneOf(sceneId)).toMatchObject({ people: 3, said: "3 人" });
    expect(await sceneOf(other)).toMatchObject({ people: null });
    const { body } = await app.call("GET", "/v1/scenes", { headers: reviewer });
    expect(JSON.stringify(body)).not.toMatch(/person|openid/i);
  });

  it("are shown to reviewers only", async () => {
    expect((await app.call("GET", "/v1/scenes", { headers: staff })).status).toBe(403);
    expect((await app.call("GET", "/v1/scenes")).status).toBe(401);
    expect((await app.call("POST", "/v1/links", { body: { kind: "qr", channel: "街上" } })).status).toBe(401);
  });
});

describe("content reviews over the API", () => {
  it("are listed and decided by reviewers", async () => {
    const { id } = await app.database.db.prisma.contentReview.create({
      data: {
        id: "01970000-0000-7000-8000-000000000001",
        subjectKind: "course",
        subjectId: "1",
        reason: "review",
        words: "可疑的话",
        createdAt: app.now(),
      },
    });
    const list = await app.call("GET", "/v1/content-reviews", { headers: reviewer });
    expect(list.body).toMatchObject({
      total: 1,
      items: [{ id, words: "可疑的话", said: expect.stringContaining("可疑") }],
    });
    const decision = { body: { verdict: "accepted" }, headers: reviewer };
    expect((await app.call("POST", `/v1/content-reviews/${id}/decision`, decision)).status).toBe(204);
    expect((await app.call("POST", `/v1/content-reviews/${id}/decision`, decision)).status).toBe(409);
    expect((await app.call("GET", "/v1/content-reviews", { headers: staff })).status).toBe(403);
  });
});
