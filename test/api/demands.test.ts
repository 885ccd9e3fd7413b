import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createStaffService } from "../../src/institutions/staff-service.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { DEMO_PASSWORD, startEdge, type TestApp } from "../support/app.ts";
import { aDemand } from "../support/factories.ts";
import { aVisitor, type Visitor } from "../support/site-visitor.ts";

let app: TestApp;
let reviewer: Visitor;
let institution: Visitor;
beforeAll(async () => {
  app = await startEdge();
  institution = await signIn("jigou-demo");
  reviewer = await signIn("shenhe-demo");
  const { db } = app.database;
  for (let each = 0; each < 4; each++) await aDemand(db, { divisionCode: "513401" }); // 西昌, welding
  for (let each = 0; each < 3; each++) await aDemand(db, { topic: "<b>竹编</b>", divisionCode: "513401" });
  await aDemand(db, { divisionCode: "511302" });
  await aDemand(db, { topic: "王家沟老李要学的", divisionCode: "511302" });
});
afterAll(() => app.stop());

async function signIn(account: string): Promise<Visitor> {
  const visitor = aVisitor(app.url);
  await visitor.submit("/console/sign-in", { account, password: DEMO_PASSWORD });
  return visitor;
}

const cookieOf = ({ cookies }: Visitor): string => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
const read = (path: string, headers: Record<string, string>) => fetch(`${app.url}${path}`, { headers });

describe("the page of demands", () => {
  it("shows to reviewers and institutions what is wanted, where, by how many; markup is only text", async () => {
    for (const visitor of [reviewer, institution]) {
      const { status, text } = await visitor.get("/console/demands");
      expect(status).toBe(200);
      for (const words of ["焊工", "凉山彝族自治州西昌市", "4 人", "“&lt;b&gt;竹编", "3 人", "少于 3 人", "其他"])
        expect(text).toContain(words);
      expect(text).not.toContain("王家沟");
      expect(text.indexOf("4 人")).toBeLessThan(text.indexOf("“&lt;b&gt;竹编"));
    }
  });

  it("is narrowed to a city; an unknown one is the whole province", async () => {
    const nanchong = (await reviewer.get("/console/demands?city=511300")).text;
    expect(nanchong).toContain("南充市顺庆区");
    expect(nanchong).not.toContain("西昌市");
    expect((await reviewer.get("/console/demands?city=510200")).text).toContain("西昌市");
    expect((await reviewer.get("/console/demands?city=511100")).text).toContain("还没有人登记");
  });

  it("is found from the front page of either, and asks others to sign in", async () => {
    for (const visitor of [reviewer, institution])
      expect((await visitor.get("/console")).text).toContain('href="/console/demands"');
    expect((await aVisitor(app.url).get("/console/demands")).location).toContain("/console/sign-in");
  });
});

describe("/v1/demands", () => {
  const Answer = z.object({ items: z.array(z.looseObject({ people: z.number().nullable() })), isCut: z.boolean() });

  it("answers reviewers, institutions and their programs, with names and without persons", async () => {
    const headers = [{ cookie: cookieOf(reviewer) }, { cookie: cookieOf(institution) }, await aKey()];
    for (const each of headers) {
      const { items } = Answer.parse(await (await read("/v1/demands?division=513400", each)).json());
      expect(items[0]).toEqual({
        occupationCode: "6-18-02-04",
        occupationName: "焊工",
        topic: null,
        divisionCode: "513401",
        divisionName: "凉山彝族自治州西昌市",
        people: 4,
        since: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      });
    }
  });

  it("gives no number for fewer than three", async () => {
    const { items } = Answer.parse(
      await (await read("/v1/demands?division=511302", { cookie: cookieOf(reviewer) })).json(),
    );
    expect(items).toMatchObject([
      { occupationName: "焊工", people: null, since: null },
      { occupationName: null, topic: null, people: null },
    ]);
  });

  it("is closed to strangers, and says which field is wrong", async () => {
    expect((await read("/v1/demands", {})).status).toBe(401);
    const wrong = await read("/v1/demands?division=x&since=gestern", { cookie: cookieOf(reviewer) });
    expect(wrong.status).toBe(422);
    expect(await wrong.json()).toMatchObject({ errors: [{ path: "division" }, { path: "since" }] });
  });

  async function aKey(): Promise<Record<string, string>> {
    const { db } = app.database;
    const staff = await db.prisma.staff.findUniqueOrThrow({ where: { account: "jigou-demo" } });
    if (staff.institutionId === null) throw new Error("the demo account has no institution");
    const actor = {
      kind: "staff" as const,
      staffId: staff.id,
      account: staff.account,
      institutionId: staff.institutionId,
    };
    const { key } = await createStaffService(db).createApiKey(actor, staff.institutionId, "测试", systemClock.now());
    return { authorization: `Bearer ${key}` };
  }
});
