import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, localDate, systemClock } from "../../src/kit/clock.ts";
import { newId } from "../../src/kit/ids.ts";
import { DEMO_PASSWORD, startEdge, type TestApp } from "../support/app.ts";
import { aBase, aCourse, anInstitution, aSite, aStaff, WELDER } from "../support/factories.ts";

const now = systemClock.now();
let app: TestApp;
beforeAll(async () => {
  app = await startEdge();
});
afterAll(() => app.stop());

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

async function ask(
  method: string,
  path: string,
  given: { key?: string; cookie?: string; body?: unknown } = {},
): Promise<Answer> {
  const response = await fetch(`${app.url}${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      ...(given.key !== undefined && { authorization: `Bearer ${given.key}` }),
      ...(given.cookie !== undefined && { cookie: given.cookie, "sec-fetch-site": "same-origin" }),
    },
    ...(given.body !== undefined && { body: JSON.stringify(given.body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
}

/** An institution with a site and a key for its programs. */
async function anInstitutionWithKey() {
  const { db } = app.database;
  const institution = await anInstitution(db);
  const site = await aSite(db, { institutionId: institution.id });
  const { actor } = await aStaff(db, { institutionId: institution.id });
  const { key } = await app.staff.createApiKey(actor, institution.id, "教务系统", now);
  return { institution, site, actor, key };
}

async function reviewerCookie(): Promise<string> {
  const signedIn = await app.staff.signIn("shenhe-demo", DEMO_PASSWORD, now);
  return `jiangtu_session=${signedIn?.token ?? ""}`;
}

const draft = (siteId: string) => ({
  title: "电焊工初级班",
  occupationCode: WELDER,
  level: 5,
  mode: "onsite",
  schedule: "weekend",
  hours: 80,
  feeFen: 120_000,
  howToEnrol: "到教学点报名",
  siteId,
  sessions: [{ startsOn: addDays(localDate(now), 20), endsOn: addDays(localDate(now), 60), seatsTotal: 20 }],
});

describe("a course's way through the API", () => {
  it("a program hands it in, a reviewer approves, everybody reads it, its institution withdraws it", async () => {
    const { institution, site, key } = await anInstitutionWithKey();
    const courses = `/v1/institutions/${institution.id}/courses`;
    const made = await ask("POST", courses, { key, body: draft(site.id) });
    expect(made).toMatchObject({ status: 201, body: { status: "submitted" } });
    const one = `/v1/courses/${made.body["id"]}`;
    expect((await ask("GET", one)).status).toBe(404);

    const cookie = await reviewerCookie();
    expect((await ask("POST", `${one}/approve`, { cookie })).status).toBe(204);
    expect((await ask("POST", `${one}/approve`, { cookie })).body).toMatchObject({ code: "conflict" });
    expect(await ask("GET", one)).toMatchObject({ status: 200, body: { title: "电焊工初级班", status: "published" } });
    expect(await ask("GET", courses, { key })).toMatchObject({ body: { items: [{ status: "published" }] } });

    expect((await ask("POST", `${one}/withdraw`, { key })).status).toBe(204);
    expect((await ask("GET", one)).status).toBe(404);
  });

  it("all faults of a draft come back with their paths", async () => {
    const { institution, key } = await anInstitutionWithKey();
    const body = { ...draft(newId(now)), level: 1, occupationCode: "9-99-99-99" };
    const answer = await ask("POST", `/v1/institutions/${institution.id}/courses`, { key, body });
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toMatch(/occupationCode.*siteId/);
  });

  it("a rejection needs a reason, which the institution reads", async () => {
    const { institution, site, key } = await anInstitutionWithKey();
    const courses = `/v1/institutions/${institution.id}/courses`;
    const { body } = await ask("POST", courses, { key, body: draft(site.id) });
    const cookie = await reviewerCookie();
    const reject = `/v1/courses/${body["id"]}/reject`;
    expect((await ask("POST", reject, { cookie, body: { reason: "" } })).status).toBe(422);
    expect((await ask("POST", reject, { cookie, body: { reason: "请补充教学点资质" } })).status).toBe(204);
    expect(await ask("GET", courses, { key })).toMatchObject({
      body: { items: [{ status: "rejected", rejectedReason: "请补充教学点资质" }] },
    });
  });

  it("strangers and other institutions are turned away from every step", async () => {
    const mine = await anInstitutionWithKey();
    const { key } = await anInstitutionWithKey();
    const course = await aCourse(app.database.db, { institutionId: mine.institution.id, status: "submitted" });
    const courses = `/v1/institutions/${mine.institution.id}/courses`;
    const statuses = async (given: { key?: string }) => [
      (await ask("POST", courses, { ...given, body: draft(mine.site.id) })).status,
      (await ask("GET", courses, given)).status,
      (await ask("POST", `/v1/courses/${course.id}/approve`, given)).status,
      (await ask("POST", `/v1/courses/${course.id}/reject`, { ...given, body: { reason: "不行不行" } })).status,
      (await ask("POST", `/v1/courses/${course.id}/withdraw`, given)).status,
    ];
    expect(await statuses({})).toEqual([401, 401, 401, 401, 401]);
    expect(await statuses({ key })).toEqual([403, 403, 403, 403, 403]);
  });
});

describe("institutions, keys and bases", () => {
  it("an institution is public with its sites, without its keys and staff", async () => {
    const { institution, site } = await anInstitutionWithKey();
    const { body } = await ask("GET", `/v1/institutions/${institution.id}`);
    expect(body).toMatchObject({ id: institution.id, state: "admitted", sites: [{ id: site.id }] });
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(["staff", "apiKeys"]));
    expect((await ask("GET", `/v1/institutions/${newId(now)}`)).status).toBe(404);
    expect((await ask("GET", "/v1/institutions/not-an-id")).status).toBe(422);
  });

  it("staff make a key, see it once, use it and revoke it", async () => {
    const signedIn = await app.staff.signIn("jigou-demo", DEMO_PASSWORD, now);
    const cookie = `jiangtu_session=${signedIn?.token ?? ""}`;
    const own = `/v1/institutions/${signedIn?.staff.institutionId}`;
    const made = await ask("POST", `${own}/api-keys`, { cookie, body: { label: "排课程序" } });
    expect(made.status).toBe(201);
    const key = String(made.body["key"]);
    expect(key).toMatch(/^jt_/);
    const listed = await ask("GET", `${own}/api-keys`, { key });
    expect(listed.status).toBe(200);
    expect(JSON.stringify(listed.body)).not.toContain(key);
    expect((await ask("POST", `${own}/api-keys`, { key, body: { label: "再来一个" } })).status).toBe(403);
    expect((await ask("DELETE", `${own}/api-keys/${made.body["id"]}`, { cookie })).status).toBe(204);
    expect((await ask("GET", `${own}/api-keys`, { key })).status).toBe(401);
  });

  it("a base is read by its id", async () => {
    const base = await aBase(app.database.db);
    expect(await ask("GET", `/v1/bases/${base.id}`)).toMatchObject({ status: 200, body: { name: base.name } });
    expect((await ask("GET", `/v1/bases/${newId(now)}`)).status).toBe(404);
  });
});
