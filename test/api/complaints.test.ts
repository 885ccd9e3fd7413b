import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createComplaintService } from "../../src/complaints/complaint-service.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { newId } from "../../src/kit/ids.ts";
import { createPersonService } from "../../src/people/person-service.ts";
import { DEMO_PASSWORD, startEdge, type TestApp } from "../support/app.ts";
import { aVisitor, type Visitor } from "../support/site-visitor.ts";

let app: TestApp;
let reviewer: Visitor;
let institution: Visitor;
beforeAll(async () => {
  app = await startEdge();
  institution = await signIn("jigou-demo");
  reviewer = await signIn("shenhe-demo");
});
afterAll(() => app.stop());

async function signIn(account: string): Promise<Visitor> {
  const visitor = aVisitor(app.url);
  await visitor.submit("/console/sign-in", { account, password: DEMO_PASSWORD });
  return visitor;
}

async function aComplaint(words: string) {
  const now = systemClock.now();
  const { id } = await createPersonService(app.database.db, "secret of the tests").personOf("h5", newId(now), now);
  return (
    await createComplaintService(app.database.db).file(id, { category: "fee", divisionCode: "513401", words }, now)
  ).complaint;
}

describe("the reviewer's list of complaints", () => {
  it("shows what was said, where, and nobody's name or number; markup is only text", async () => {
    const { ticketNo } = await aComplaint("<b>不退</b>学费，打13812345678");
    const { status, text } = await reviewer.get("/console/complaints");
    expect(status).toBe(200);
    for (const words of [ticketNo, "收费退费", "西昌市", "&lt;b&gt;不退"]) expect(text).toContain(words);
    expect(text).not.toContain("13812345678");
  });

  it("is for reviewers", async () => {
    expect((await institution.get("/console/complaints")).status).toBe(403);
    expect((await aVisitor(app.url).get("/console/complaints")).location).toContain("/console/sign-in");
  });

  it("an answer takes the complaint off the list; a second answer is told why not", async () => {
    const { id, ticketNo } = await aComplaint("答复用的投诉");
    const done = await reviewer.submit(`/console/complaints/${id}/answer`, { answer: "已经退费" });
    expect(done).toMatchObject({ location: "/console/complaints?done=answered" });
    expect((await reviewer.get("/console/complaints?done=answered")).text).not.toContain(ticketNo);
    const again = await reviewer.submit(`/console/complaints/${id}/answer`, { answer: "再来" });
    expect(again.status).toBe(409);
    expect(again.text).toContain("已经答复过了");
  });

  it("an unknown complaint and an over-long answer are refused in plain words", async () => {
    const { id } = await aComplaint("太长的答复");
    expect((await reviewer.submit("/console/complaints/x/answer", {})).status).toBe(404);
    const long = await reviewer.submit(`/console/complaints/${id}/answer`, { answer: "长".repeat(301) });
    expect(long).toMatchObject({ status: 422, text: expect.stringContaining("300") });
  });
});

describe("/v1/complaints", () => {
  const call = (visitor: Visitor, path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(app.url + path, {
      ...init,
      headers: {
        cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        "sec-fetch-site": "same-origin",
        "content-type": "application/json",
        ...init.headers,
      },
    });

  it("lists and answers for a reviewer, with nothing about the author", async () => {
    const { id, ticketNo } = await aComplaint("接口的投诉");
    const body: unknown = await (await call(reviewer, "/v1/complaints")).json();
    expect(JSON.stringify(body)).toContain(ticketNo);
    expect(JSON.stringify(body)).not.toMatch(/person/i);
    const post = { method: "POST", body: JSON.stringify({ answer: "已联系机构" }) };
    expect((await call(reviewer, `/v1/complaints/${id}/answer`, post)).status).toBe(204);
    expect((await call(reviewer, `/v1/complaints/${id}/answer`, post)).status).toBe(409);
  });

  it("is closed to institutions and to strangers", async () => {
    expect((await call(institution, "/v1/complaints")).status).toBe(403);
    expect((await fetch(`${app.url}/v1/complaints`)).status).toBe(401);
  });
});
